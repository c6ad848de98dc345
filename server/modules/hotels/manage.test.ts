import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { createDatabaseCache } from '../../adapters/embedded/database-cache/database-cache.ts'
import { createFolderFiles } from '../../adapters/embedded/folder-files/folder-files.ts'
import { migrations } from '../../database/migrations/index.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { testClock, testDatabase } from '../../test/database.ts'
import { createAudit } from '../audit/index.ts'
import { createFiles } from '../files/index.ts'
import { createHotels, createRoomDetails } from './index.ts'

const actor = { kind: 'staff', staffId: 'stf_1', name: '苏晚' } as const
const words = (zh: string) => ({ zh })
const week = [400, 400, 400, 400, 400, 440, 440].map((yuan) => yuan * 100)
const own = { name: words('灵活价'), breakfast: 0, baseFen: week, parentId: null, derive: null, minStay: 1 }

async function house() {
  const clock = testClock()
  const db = await testDatabase(migrations, clock)
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-files-'))
  const audit = createAudit()
  const hotels = createHotels({ audit, onDailyStock: async () => undefined })
  const files = createFiles({ db, files: createFolderFiles(folder) })
  const plan = { ...own, roomTypeId: 'rmt_1', policyId: 'pol_1', onSale: true, sort: 0 }
  await db.transaction(async (tx) => {
    const phases = [{ untilDaysBefore: null, untilHour: null, kept: { kind: 'all' as const } }]
    await hotels.createPolicy(tx, { id: 'pol_1', name: words('x'), phases, noShow: { kind: 'all' } }, actor)
    await hotels.createHotel(tx, { ...branch, id: 'hot_1' }, actor)
    await hotels.createRoomType(tx, { ...roomType, id: 'rmt_1', hotelId: 'hot_1' }, actor)
    await hotels.createRatePlan(tx, { ...plan, id: 'rpl_own' }, actor)
    await hotels.createRatePlan(tx, { ...plan, id: 'rpl_child', parentId: 'rpl_own', derive: { percent: -10 } }, actor)
    await hotels.createRatePlan(tx, { ...plan, id: 'rpl_other' }, actor)
  })
  const edit = (id: string, change: Parameters<typeof hotels.editRatePlan>[2]) =>
    db.transaction((tx) => hotels.editRatePlan(tx, id, change, actor))
  return {
    ...{ clock, db, audit, hotels, edit },
    details: () => createRoomDetails({ db, clock, shared: createDatabaseCache({ db, clock }), files }),
    async [Symbol.asyncDispose]() {
      await db[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const branch = {
  name: words('驿站'),
  ...{ sort: 0, state: 'open' as const, avatarId: null, imageIds: [], tags: [], phone: '1' },
  ...{ description: words('x'), province: '四川省', city: '成都市', district: '青羊区', address: words('x') },
  ...{ lat: 30, lng: 104, clock: { zone: 'Asia/Shanghai', dayEndsAtMinutes: 360 } },
  ...{ checkInFromMinutes: 840, checkOutUntilMinutes: 720 },
}
const roomType = {
  ...{ name: words('大床房'), imageIds: [], description: words('x'), areaM2: 20, bed: words('大床'), guests: 2 },
  ...{ facilities: [], listFen: 50_000, dailyStock: 3, stockMode: 'order' as const, onSale: true, sort: 0 },
}
const refusedAt = (field: string) => (error: unknown) =>
  error instanceof Refusal && error.code === 'invalid_request' && field in (error.detail.fields ?? {})

test('polling gets past a thousand types that changed at one instant', async () => {
  await using place = await house()
  const { clock, db, hotels } = place
  clock.pass(60_000)
  const details = place.details()
  await details.get('rmt_1', 'zh')
  clock.pass(10_000)
  const like = (await hotels.roomType(db, 'rmt_1'))!
  const many = Array.from({ length: 1_000 }, (_, index) => ({ ...like, id: `rmt_bulk_${index}` }))
  await db.transaction((tx) => hotels.insertChain(tx, { hotels: [], roomTypes: many, ratePlans: [] }))
  clock.pass(1_000)
  await db.transaction((tx) => hotels.editRoomType(tx, 'rmt_1', { name: words('新名') }, actor))
  for (let round = 0; round < 5; round += 1) await details.poll()
  const { ready } = await details.get('rmt_1', 'zh')
  assert.equal(JSON.parse(ready.bytes!.toString()).name, '新名')
})

test('a plan follows one of its type that follows none, and one that is followed follows none', async () => {
  await using place = await house()
  await assert.rejects(place.edit('rpl_own', { parentId: 'rpl_other', derive: { percent: -5 } }), refusedAt('parentId'))
  await assert.rejects(place.edit('rpl_other', { parentId: 'rpl_child', derive: { fen: 1 } }), refusedAt('parentId'))
  await assert.rejects(place.edit('rpl_other', { parentId: 'rpl_other', derive: { fen: 1 } }), refusedAt('parentId'))
  await place.edit('rpl_other', { parentId: 'rpl_own', derive: { fen: 6_000 } })
})

test('a price never falls to nothing by percent, and percents are whole', async () => {
  await using place = await house()
  for (const percent of [-100, -150, 12.5, 301]) {
    await assert.rejects(place.edit('rpl_child', { derive: { percent } }), refusedAt('derive'), String(percent))
  }
  await place.edit('rpl_child', { derive: { percent: -99 } })
})

test('of a cancelled stay between 1 and 99 percent are kept, or a phase of another kind says it', async () => {
  await using place = await house()
  for (const percent of [0, 100, 900]) {
    const policy = {
      name: words('x'),
      phases: [{ untilDaysBefore: null, untilHour: null, kept: { kind: 'percent' as const, percent } }],
      noShow: { kind: 'all' as const },
    }
    const created = place.db.transaction((tx) => place.hotels.createPolicy(tx, policy, actor))
    await assert.rejects(created, refusedAt('kept'), String(percent))
  }
})

test('a type without limit has no stock, and asks for one on the way back', async () => {
  await using place = await house()
  const edit = (change: Parameters<typeof place.hotels.editRoomType>[2]) =>
    place.db.transaction((tx) => place.hotels.editRoomType(tx, 'rmt_1', change, actor))
  assert.equal((await edit({ stockMode: 'never' })).dailyStock, null)
  await assert.rejects(edit({ stockMode: 'order' }), refusedAt('stockMode'))
  assert.equal((await edit({ stockMode: 'order', dailyStock: 4 })).dailyStock, 4)
})

test('versions grow by one with each change, plans count for their type, and every change is audited', async () => {
  await using place = await house()
  const { db, hotels, audit } = place
  const before = (await hotels.roomType(db, 'rmt_1'))!.version
  await db.transaction((tx) => hotels.editRoomType(tx, 'rmt_1', { guests: 3 }, actor))
  await place.edit('rpl_own', { minStay: 2 })
  assert.equal((await hotels.roomType(db, 'rmt_1'))!.version, before + 2)
  const [row] = await audit.list(db, { subject: 'rate_plan:rpl_own', limit: 1 })
  assert.deepEqual([row?.action, (row?.after as { minStay: number } | undefined)?.minStay], ['rate_plan.edit', 2])
  assert.equal((await audit.verify(db)).brokenAt, null)
})
