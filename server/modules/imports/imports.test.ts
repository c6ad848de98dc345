import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { Refusal } from '../../kernel/refusal.ts'
import { manager, smallHouse } from '../../test/small-house.ts'
import { createRooms } from '../rooms/index.ts'
import { createImports, type ImportWish } from './index.ts'
import { parseCsv } from './parse-csv.ts'

const example = (kind: string) => readFile(join(import.meta.dirname, 'examples', `${kind}.csv`))
const kinds = ['hotels', 'room-types', 'rooms'] as const

async function importHouse() {
  const house = await smallHouse()
  const rooms = createRooms({ audit: house.audit })
  const imports = createImports({ ...house, rooms })
  const run = (kind: ImportWish['kind'], bytes: Buffer | string, wish: Partial<ImportWish> = {}) =>
    imports.run({
      kind,
      bytes: Buffer.from(bytes),
      dryRun: false,
      by: { actor: manager, hotelIds: 'all' },
      ...wish,
    })
  return { ...house, rooms, run }
}

/** Everything the import may have written, to see that it has not. */
async function rowsOf({ db }: Awaited<ReturnType<typeof importHouse>>): Promise<string> {
  const tables = ['hotel', 'room_type', 'rate_plan', 'room', 'audit', 'outbox']
  return JSON.stringify(await Promise.all(tables.map((table) => db.prepared(`select * from ${table}`).all())))
}

const faultsOf = async (run: Promise<unknown>) => {
  const error = await run.then(() => null).catch((refused: unknown) => refused)
  assert.ok(error instanceof Refusal && error.code === 'import_invalid', String(error))
  return error.detail.facts!.faults as { line: number; column: string; fault: string }[]
}

test('the example files are imported, and the same files again change nothing', async () => {
  await using house = await importHouse()
  const created = []
  for (const kind of kinds) created.push((await house.run(kind, await example(kind))).created)
  assert.deepEqual(created, [2, 3, 4])
  const types = await house.hotels.roomTypesOf(house.db, ['hot_hangzhou_hefang', 'hot_suzhou_pingjiang'])
  assert.deepEqual(
    types.map(({ id, dailyStock, stockMode, listFen }) => [id, dailyStock, stockMode, listFen]),
    [
      ['rmt_hangzhou_hefang_king', 6, 'order', 56_800],
      ['rmt_suzhou_pingjiang_loft', null, 'never', 88_800],
      ['rmt_hangzhou_hefang_twin', 4, 'order', 59_800],
    ],
  )
  const [plan] = await house.hotels.ratePlansOf(house.db, ['rmt_hangzhou_hefang_twin'])
  assert.deepEqual([plan!.baseFen, plan!.breakfast], [Array(7).fill(45_800), 2])
  assert.equal((await house.rooms.ofHotel(house.db, 'hot_suzhou_pingjiang'))[0]!.floor, '5')
  const before = await rowsOf(house)
  for (const kind of kinds) {
    const again = await house.run(kind, await example(kind))
    assert.deepEqual([again.created, again.changed, again.faults], [0, 0, []])
    assert.equal(again.unchanged, again.lines)
  }
  assert.equal(await rowsOf(house), before)
})

test('a known code changes what the file says and nothing else, with audit rows', async () => {
  await using house = await importHouse()
  for (const kind of kinds) await house.run(kind, await example(kind))
  const before = (await house.hotels.hotel(house.db, 'hot_hangzhou_hefang'))!
  const done = await house.run('hotels', '编号,电话\nhangzhou_hefang,0571-99999999\n')
  assert.deepEqual([done.created, done.changed, done.unchanged], [0, 1, 0])
  const after = (await house.hotels.hotel(house.db, 'hot_hangzhou_hefang'))!
  assert.deepEqual(after, { ...before, phone: '0571-99999999', version: before.version + 1 })
  await house.run('room-types', 'branch,code,price\nhangzhou_hefang,hangzhou_hefang_king,399.90')
  const [plan] = await house.hotels.ratePlansOf(house.db, ['rmt_hangzhou_hefang_king'])
  assert.deepEqual(plan!.baseFen, Array(7).fill(39_990))
  await house.run('rooms', 'branch,room_type,number,floor\nhangzhou_hefang,hangzhou_hefang_king,201,2F')
  const actions = (await house.audit.list(house.db, { limit: 6 })).map(({ action }) => action)
  assert.deepEqual(actions, [
    'catalogue.import',
    'room.edit',
    'catalogue.import',
    'rate_plan.edit',
    'catalogue.import',
    'hotel.edit',
  ])
})

test('every fault is named by line and column, in a dry run too, and then nothing is written', async () => {
  await using house = await importHouse()
  const before = await rowsOf(house)
  const text = [
    'code,name,phone,province,city,district,address,lat,lng,zone,colour',
    'a,甲,1,浙江,杭州,上城,一号,30.1,120.1,Asia/Shanghai,',
    'b b,乙,1,浙江,杭州,上城,一号,95,east,,',
    'c,,1,浙江,杭州,上城,一号,30.1,120.1,,',
    'd,丁,1,浙江,杭州,上城,"一号\n二楼",30.1,120.1,Mars/Olympus,',
  ].join('\r\n')
  const wanted = [
    { line: 1, column: 'colour', fault: 'unknown_column' },
    { line: 3, column: 'code', fault: 'code' },
    { line: 3, column: 'lat', fault: 'range' },
    { line: 3, column: 'lng', fault: 'not_a_number' },
    { line: 4, column: 'name', fault: 'missing' },
    { line: 5, column: 'zone', fault: 'zone' },
  ]
  const dry = await house.run('hotels', text, { dryRun: true })
  assert.deepEqual([dry.faults, dry.dryRun, dry.lines], [wanted, true, 4])
  assert.deepEqual(await faultsOf(house.run('hotels', text)), wanted)
  assert.equal(await rowsOf(house), before)
})

test('a dry run of a good file says what would be done, and does it not', async () => {
  await using house = await importHouse()
  const before = await rowsOf(house)
  const dry = await house.run('hotels', await example('hotels'), { dryRun: true })
  assert.deepEqual([dry.created, dry.faults], [2, []])
  assert.equal(await rowsOf(house), before)
})

test('whoever edits some branches imports into these alone, and makes none', async () => {
  await using house = await importHouse()
  for (const kind of kinds) await house.run(kind, await example(kind))
  const by = { actor: manager, hotelIds: ['hot_suzhou_pingjiang'] }
  const room = (branch: string, type: string) => `branch,room_type,number\n${branch},${type},901\n`
  assert.equal((await house.run('rooms', room('suzhou_pingjiang', 'suzhou_pingjiang_loft'), { by })).created, 1)
  for (const [kind, text, column] of [
    ['rooms', room('hangzhou_hefang', 'hangzhou_hefang_king'), 'branch'],
    ['hotels', 'code,phone\nhangzhou_hefang,1\n', 'code'],
    ['hotels', (await example('hotels')).toString().replaceAll('suzhou_pingjiang', 'new'), 'code'],
    ['room-types', 'branch,code,price\nhangzhou_hefang,hangzhou_hefang_king,1\n', 'branch'],
  ] as const) {
    const faults = await faultsOf(house.run(kind, text, { by }))
    assert.deepEqual([faults[0]!.column, faults[0]!.fault], [column, 'not_yours'])
  }
  const stranger = 'branch,room_type,number\nsuzhou_pingjiang,hangzhou_hefang_king,902\n'
  assert.deepEqual(await faultsOf(house.run('rooms', stranger)), [{ line: 2, column: 'room_type', fault: 'unknown' }])
})

test('2,000 lines are taken, one more is not', async () => {
  await using house = await importHouse()
  for (const kind of kinds.slice(0, 2)) await house.run(kind, await example(kind))
  const lines = (count: number) =>
    Array.from({ length: count }, (_, index) => `suzhou_pingjiang,suzhou_pingjiang_loft,${index + 1}\n`).join('')
  const head = 'branch,room_type,number\n'
  const [fault] = await faultsOf(house.run('rooms', head + lines(2_001)))
  assert.deepEqual(fault, { line: 2_002, column: '', fault: 'too_many_lines' })
  assert.equal((await house.run('rooms', head + lines(2_000))).created, 2_000)
})

test('files in the national encoding are read, and what is no table is refused', async () => {
  await using house = await importHouse()
  for (const kind of kinds.slice(0, 2)) await house.run(kind, await example(kind))
  // 门店编号,房型编号,房号 in GB 18030
  const head = Buffer.from('c3c5b5eab1e0bac52cb7bfd0cdb1e0bac52cb7bfbac5', 'hex')
  const file = Buffer.concat([head, Buffer.from('\nsuzhou_pingjiang,suzhou_pingjiang_loft,7\n')])
  assert.equal((await house.run('rooms', file)).created, 1)
  assert.equal((await faultsOf(house.run('rooms', '')))[0]!.fault, 'empty')
  assert.ok((await faultsOf(house.run('rooms', 'branch,"room')))[0]!.fault === 'open_quote')
})

test('CSV is read as spreadsheets write it', () => {
  const read = (text: string) => parseCsv(text, { linesAtMost: 100 })
  assert.deepEqual(read('\ufeffa,"b ""c"""\r\n\r\n"d\ne",\n'), {
    lines: [
      { line: 1, cells: ['a', 'b "c"'] },
      { line: 3, cells: ['d\ne', ''] },
    ],
    fault: null,
  })
  assert.deepEqual(
    read('a\rb').lines.map(({ line }) => line),
    [1, 2],
  )
  assert.deepEqual(read('a\n"b').fault, { line: 2, fault: 'open_quote' })
  assert.deepEqual(parseCsv('\n\n\n', { linesAtMost: 2 }).fault, { line: 3, fault: 'too_many_lines' })
})
