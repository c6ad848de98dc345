import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '../../kernel/refusal.ts'
import { addNights, nightsOf, weekdayOf } from '../../kernel/stay.ts'
import { manager, type SmallHouse, smallHouse } from '../../test/small-house.ts'
import type { EditWish, RateSet, StockSet } from './index.ts'

const first = '2026-12-01'
const night = (day: number) => addNights(first, day)

const stock = (set: StockSet, change: Partial<EditWish> = {}): EditWish =>
  ({
    hotelId: 'hot_1',
    roomTypeIds: ['rt_a'],
    from: first,
    to: night(7),
    weekdays: [],
    set,
    actor: manager,
    ...change,
  }) as EditWish
const rates = (set: RateSet, change: Partial<EditWish> = {}): EditWish =>
  ({
    hotelId: 'hot_1',
    ratePlanIds: ['rp_a'],
    from: first,
    to: night(7),
    weekdays: [],
    set,
    actor: manager,
    ...change,
  }) as EditWish

const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

async function house() {
  const made = await smallHouse()
  await made.addType({ id: 'rt_a' })
  await made.addPlan({ id: 'rp_a', roomTypeId: 'rt_a' })
  return made
}

const book = ({ db, inventory }: SmallHouse, day: number, rooms: number) =>
  db.transaction((tx) => inventory.take(tx, [{ roomTypeId: 'rt_a', night: night(day), rooms, defaultTotal: 5 }]))

const totals = async ({ db, inventory }: SmallHouse) =>
  (await inventory.nights(db, ['rt_a'], first, night(30))).map((row) => row.total)

const anyone = () => true

test('an edit reaches the named weekdays alone', async () => {
  await using made = await house()
  const edit = await made.inventory.edit(stock({ closed: true }, { to: night(28), weekdays: [5, 6] }))
  const weekend = nightsOf({ checkIn: first, checkOut: night(28) }).filter((one) => [5, 6].includes(weekdayOf(one)))
  assert.deepEqual(
    edit.changed.map((cell) => cell.night),
    weekend,
  )
  const rows = await made.inventory.nights(made.db, ['rt_a'], first, night(28))
  assert.deepEqual(
    rows.map((row) => [row.night, row.closed, row.total, row.totalSetBy]),
    weekend.map((one) => [one, true, 5, 'default']),
  )
})

test('a total below what is booked is refused for that night, the others are changed (I6)', async () => {
  await using made = await house()
  await book(made, 2, 4)
  const edit = await made.inventory.edit(stock({ total: 3 }))
  assert.deepEqual(edit.refused, [{ id: 'rt_a', night: night(2), reason: 'below_booked', booked: 4 }])
  assert.equal(edit.changed.length, 6)
  assert.deepEqual(await totals(made), [3, 3, 5, 3, 3, 3, 3])
})

test('what does not change is not counted, and nights nobody touched get no row for it', async () => {
  await using made = await house()
  const edit = await made.inventory.edit(stock({ closed: false }))
  assert.deepEqual(edit.changed, [])
  assert.deepEqual(await totals(made), [])
})

test('undo takes back what is still as the edit made it, and names the rest with the reason', async () => {
  await using made = await house()
  const more = await made.inventory.edit(stock({ total: 8 }))
  await made.inventory.edit(stock({ total: 9 }, { from: night(1), to: night(2) }))
  await book(made, 3, 7)
  const undone = await made.inventory.undo({ changeId: more.changeId, actor: manager, mayAt: anyone })
  assert.deepEqual(undone, {
    restored: 5,
    kept: [
      { id: 'rt_a', night: night(1), reason: 'changed_since' },
      { id: 'rt_a', night: night(3), reason: 'below_booked' },
    ],
  })
  assert.deepEqual(await totals(made), [5, 9, 5, 8, 5, 5, 5])
  const again = made.inventory.undo({ changeId: more.changeId, actor: manager, mayAt: anyone })
  await assert.rejects(again, refused('change_undone'))
})

test('a night that an undo gave back follows the daily stock again', async () => {
  await using made = await house()
  const edit = await made.inventory.edit(stock({ total: 8 }))
  await made.inventory.undo({ changeId: edit.changeId, actor: manager, mayAt: anyone })
  await made.db.transaction((tx) =>
    made.inventory.applyDailyStock(tx, { roomTypeId: 'rt_a', hotelId: 'hot_1', dailyStock: 6 }),
  )
  assert.deepEqual(await totals(made), Array(7).fill(6))
})

test('null gives a night its usual values back', async () => {
  await using made = await house()
  await made.inventory.edit(stock({ total: 8, closed: true, listFen: 60_000 }))
  await made.inventory.edit(stock({ total: null, closed: false, listFen: null }))
  const [row] = await made.inventory.nights(made.db, ['rt_a'], first, night(1))
  assert.deepEqual([row?.total, row?.totalSetBy, row?.closed, row?.listFen], [5, 'default', false, null])
  await made.inventory.edit(rates({ priceFen: 50_000, minStay: 2 }))
  await made.inventory.edit(rates({ priceFen: null, minStay: null }))
  const [rate] = await made.inventory.rateNights(made.db, ['rp_a'], first, night(1))
  assert.deepEqual([rate?.priceFen, rate?.minStay], [null, null])
})

test('an edit and its undo are told with a growing version, and stand in the audit chain', async () => {
  await using made = await house()
  const edit = await made.inventory.edit(rates({ priceFen: 50_000 }))
  await made.inventory.undo({ changeId: edit.changeId, actor: manager, mayAt: anyone })
  const told = await made.db
    .prepared("select payload from outbox where event = 'room_type.changed' order by seq desc limit 2")
    .all<{ payload: string }>()
  const versions = told.map(({ payload }) => JSON.parse(payload).version)
  assert.equal(versions[0], versions[1] + 1)
  const [undo, change] = await made.audit.list(made.db, { subject: `inventory_change:${edit.changeId}`, limit: 5 })
  assert.deepEqual([undo?.action, change?.action], ['inventory.undo', 'inventory.edit'])
  assert.equal((await made.audit.verify(made.db)).brokenAt, null)
})

test('another branch’s types, plans and edits are not found', async () => {
  await using made = await house()
  await assert.rejects(made.inventory.edit(stock({ total: 1 }, { hotelId: 'hot_2' })), refused('not_found'))
  await assert.rejects(
    made.inventory.edit(rates({ priceFen: 1 }, { ratePlanIds: ['rp_x'] } as never)),
    refused('not_found'),
  )
  const edit = await made.inventory.edit(stock({ total: 9 }))
  const undo = made.inventory.undo({ changeId: edit.changeId, actor: manager, mayAt: () => false })
  await assert.rejects(undo, refused('not_found'))
  assert.deepEqual(await totals(made), Array(7).fill(9))
})

test('changes are listed newest first, page by page', async () => {
  await using made = await house()
  const ids: string[] = []
  for (const total of [6, 7, 8]) {
    made.clock.pass(1000)
    ids.unshift((await made.inventory.edit(stock({ total }))).changeId)
  }
  const page = await made.inventory.changesOf(made.db, { hotelId: 'hot_1', after: null, limit: 2 })
  const rest = await made.inventory.changesOf(made.db, { hotelId: 'hot_1', after: page.at(-1)!.id, limit: 2 })
  assert.deepEqual(
    [...page, ...rest].map((change) => change.id),
    ids,
  )
})

test('the daily stock moves untouched totals from today on, and is refused below what is booked', async () => {
  await using made = await house()
  const { db, inventory, clock } = made
  await book(made, 0, 4)
  await book(made, 1, 1)
  await inventory.edit(stock({ total: 9 }, { from: night(2), to: night(3) }))
  const apply = (dailyStock: number | null) =>
    db.transaction((tx) => inventory.applyDailyStock(tx, { roomTypeId: 'rt_a', hotelId: 'hot_1', dailyStock }))
  await assert.rejects(apply(3), (error: Refusal) => {
    assert.equal(error.code, 'stock_below_booked')
    assert.deepEqual(error.detail.facts, { nights: [{ night: night(0), booked: 4 }] })
    return true
  })
  await apply(7)
  assert.deepEqual(await totals(made), [7, 7, 9])
  clock.set(Date.parse('2026-12-02T12:00:00+08:00'))
  await apply(3)
  assert.deepEqual(await totals(made), [7, 3, 9])
  await apply(null)
  assert.deepEqual(await totals(made), [7, null, 9])
})

test('edits and bookings of the same nights at once never cross: no night is sold beyond its total', async () => {
  await using made = await house()
  const edits = Array.from({ length: 20 }, (_, index) => made.inventory.edit(stock({ total: 2 + (index % 6) })))
  const bookings = Array.from({ length: 120 }, (_, index) => book(made, index % 7, 1))
  const daily = [3, 6].map((dailyStock) =>
    made.db
      .transaction((tx) => made.inventory.applyDailyStock(tx, { roomTypeId: 'rt_a', hotelId: 'hot_1', dailyStock }))
      .catch(() => {}),
  )
  const shortfalls = (await Promise.all(bookings)).filter((short) => short.length > 0).length
  await Promise.all([...edits, ...daily])
  const rows = await made.inventory.nights(made.db, ['rt_a'], first, night(7))
  const sold = rows.reduce((sum, row) => sum + row.sold, 0)
  assert.equal(sold, 120 - shortfalls)
  for (const row of rows) assert.ok(row.total === null || row.held + row.sold <= row.total)
})

test('a whole year of forty types is one edit; more than it holds is refused', async () => {
  await using made = await house()
  for (let index = 0; index < 40; index += 1) await made.addType({ id: `rt_${index}` })
  const roomTypeIds = Array.from({ length: 40 }, (_, index) => `rt_${index}`)
  const year = { roomTypeIds, to: night(365) }
  const edit = await made.inventory.edit(stock({ total: 4 }, year))
  assert.equal(edit.changed.length, 40 * 365)
  const undone = await made.inventory.undo({ changeId: edit.changeId, actor: manager, mayAt: anyone })
  assert.equal(undone.restored, 40 * 365)
  await assert.rejects(made.inventory.edit(stock({ total: 4 }, { ...year, to: night(600) })), refused('edit_too_large'))
})

test('who reads changes by marks sees every changed night, however many share an instant', async () => {
  await using made = await house()
  const { db, inventory, clock } = made
  const start = clock.now()
  await inventory.edit(stock({ total: 4 }, { to: night(25) }))
  clock.pass(5)
  await book(made, 3, 1)
  const seen: string[] = []
  let after: Parameters<typeof inventory.changedSince>[1] = start
  for (;;) {
    const page = await inventory.changedSince(db, after, 10)
    if (page.nights.length === 0) break
    seen.push(...page.nights.map((row) => row.night))
    after = page.mark
  }
  assert.equal(new Set(seen).size, 25)
  assert.equal(seen.at(-1), night(3))
})
