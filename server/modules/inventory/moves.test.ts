import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isCheckViolation } from '../../database/dialect.ts'
import { addNights } from '../../kernel/stay.ts'
import { type SmallHouse, smallHouse } from '../../test/small-house.ts'
import type { Demand } from './index.ts'

const first = '2026-12-01'
const night = (day: number) => addNights(first, day)
const of = (roomTypeId: string, day: number, rooms = 1): Demand => ({
  roomTypeId,
  night: night(day),
  rooms,
  defaultTotal: 5,
})

async function counters({ db, inventory }: SmallHouse) {
  const rows = await inventory.nights(db, ['rt_a', 'rt_b'], first, night(40))
  return Object.fromEntries(rows.map((row) => [`${row.roomTypeId} ${row.night}`, [row.held, row.sold, row.total]]))
}

test('a room goes from free to held to sold and back, and the row says so', async () => {
  await using house = await smallHouse()
  const { db, inventory } = house
  const steps = [
    ['hold', [2, 0, 5]],
    ['sell', [0, 2, 5]],
    ['giveBack', [0, 0, 5]],
    ['take', [0, 2, 5]],
  ] as const
  for (const [step, expected] of steps) {
    await db.transaction(async (tx) => {
      await inventory[step](tx, [of('rt_a', 0, 2)])
    })
    assert.deepEqual(await counters(house), { [`rt_a ${first}`]: expected })
  }
})

test('too few rooms on one night are named, and a rollback leaves every night as it was', async () => {
  await using house = await smallHouse()
  const { db, inventory } = house
  await db.transaction((tx) => inventory.hold(tx, [of('rt_a', 1, 4)]))
  const before = await counters(house)
  const wish = [0, 1, 2].map((day) => of('rt_a', day, 2))
  const refused = db.transaction(async (tx) => {
    assert.deepEqual(await inventory.hold(tx, wish), [{ roomTypeId: 'rt_a', night: night(1) }])
    throw new Error('the caller gives up')
  })
  await assert.rejects(refused, /gives up/)
  assert.deepEqual(await counters(house), before)
})

test('giving back what was never kept is a bug, not a number below zero', async () => {
  await using house = await smallHouse()
  const { db, inventory } = house
  for (const step of ['release', 'sell', 'giveBack'] as const) {
    await assert.rejects(
      db.transaction((tx) => inventory[step](tx, [of('rt_a', 0)])),
      /not so many are kept/,
    )
  }
  assert.deepEqual(await counters(house), {})
})

test('the database refuses a row that sells more than there is, whoever writes it', async () => {
  await using house = await smallHouse()
  const { db, inventory } = house
  await db.transaction((tx) => inventory.hold(tx, [of('rt_a', 0, 5)]))
  const bad = ['sold = sold + 1', 'total = 4', 'held = -1', "total_set_by = 'nobody'"]
  for (const set of bad) {
    await assert.rejects(
      db.transaction((tx) => tx.prepared(`update inventory_night set ${set}`).run()),
      isCheckViolation,
      set,
    )
  }
})

test('a night without limit takes any number', async () => {
  await using house = await smallHouse()
  const { db, inventory } = house
  const wish = { ...of('rt_a', 0, 900), defaultTotal: null }
  assert.deepEqual(await db.transaction((tx) => inventory.take(tx, [wish])), [])
})

test('64 takers of the last 5 rooms over three nights: 5 get them, whatever the order of their nights', async () => {
  await using house = await smallHouse()
  const { db, inventory } = house
  const wish = [2, 0, 1].map((day) => of('rt_a', day))
  const answers = await Promise.allSettled(
    Array.from({ length: 64 }, (_, taker) =>
      db.transaction(async (tx) => {
        const short = await inventory.hold(tx, taker % 2 === 0 ? wish : wish.toReversed())
        if (short.length > 0) throw new Error('sold out')
      }),
    ),
  )
  assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 5)
  assert.deepEqual(Object.values(await counters(house)), Array(3).fill([5, 0, 5]))
})

type Step = {
  move: 'hold' | 'release' | 'sell' | 'take' | 'giveBack'
  type: number
  from: number
  nights: number
  rooms: number
}

const steps = fc.array(
  fc.record<Step>({
    move: fc.constantFrom('hold', 'release', 'sell', 'take', 'giveBack'),
    type: fc.integer({ min: 0, max: 1 }),
    from: fc.integer({ min: 0, max: 4 }),
    nights: fc.integer({ min: 1, max: 3 }),
    rooms: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 1, maxLength: 40 },
)

/** What the rows must be, kept in the plainest way. */
function naive(model: Map<string, { held: number; sold: number }>, step: Step): boolean {
  const cells = Array.from({ length: step.nights }, (_, index) => `${step.type} ${step.from + index}`)
  const after = cells.map((key) => {
    const { held, sold } = model.get(key) ?? { held: 0, sold: 0 }
    const by = step.rooms
    if (step.move === 'hold') return { key, held: held + by, sold }
    if (step.move === 'release') return { key, held: held - by, sold }
    if (step.move === 'sell') return { key, held: held - by, sold: sold + by }
    if (step.move === 'take') return { key, held, sold: sold + by }
    return { key, held, sold: sold - by }
  })
  if (after.some(({ held, sold }) => held < 0 || sold < 0 || held + sold > 5)) return false
  for (const { key, held, sold } of after) model.set(key, { held, sold })
  return true
}

test('any sequence of moves ends in the rows that plain counting gives', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (list) => {
      await using house = await smallHouse()
      const { db, inventory } = house
      const model = new Map<string, { held: number; sold: number }>()
      for (const step of list) {
        const wish = Array.from({ length: step.nights }, (_, index) =>
          of(step.type === 0 ? 'rt_a' : 'rt_b', step.from + index, step.rooms),
        )
        const done = await db
          .transaction(async (tx) => {
            const short = await inventory[step.move](tx, wish)
            if (short && short.length > 0) throw new Error('not so many')
          })
          .then(
            () => true,
            () => false,
          )
        assert.equal(done, naive(model, step))
      }
      const rows = await inventory.nights(db, ['rt_a', 'rt_b'], first, night(40))
      for (const row of rows) {
        const key = `${row.roomTypeId === 'rt_a' ? 0 : 1} ${Number(row.night.slice(8)) - 1}`
        assert.deepEqual({ held: row.held, sold: row.sold }, model.get(key) ?? { held: 0, sold: 0 })
      }
    }),
    { numRuns: 25 },
  )
})
