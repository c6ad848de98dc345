import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type DeskDay, getDesk, getTape } from '../../../contract/admin/desk.ts'
import { assignRooms, checkIn, checkOut, extendStay } from '../../../contract/admin/orders.ts'
import { ApiProblem } from '../../../contract/client.ts'
import type { Night } from '../../kernel/stay.ts'
import { newWorld, type World } from '../../test/world.ts'

const hotelId = 'hot_chengdu_huaili'
const roomTypeId = 'rmt_chengdu_huaili_1'
const ratePlanId = 'rpl_chengdu_huaili_1_flexible'
const hour = 3600

async function paid(world: World, stay: { checkIn: Night; checkOut: Night; rooms?: number }) {
  const guest = await world.guest()
  const order = await guest.book({ roomTypeId, ratePlanId, ...stay })
  await guest.pay(order.id)
  await world.settle()
  return order
}

async function numbers(world: World) {
  return world.app.modules.rooms.ofHotel(world.app.ports.db, hotelId, roomTypeId)
}

const idsOf = (stays: DeskDay['arrivals']) => stays.map(({ orderId }) => orderId)

test('a day’s desk follows a stay from expected to in house to left, with what is owed and a masked phone', async () => {
  await using world = await newWorld()
  const { client } = await world.staff()
  const desk = (night?: Night) => client.call(getDesk, { query: { hotelId, ...(night ? { night } : {}) } })
  const order = await paid(world, { checkIn: world.day(0), checkOut: world.day(1) })
  const params = { id: order.id }
  const [room] = await numbers(world)

  const before = await desk()
  assert.equal(before.night, world.day(0))
  assert.deepEqual(idsOf(before.arrivals), [order.id])
  const [row] = before.arrivals
  assert.deepEqual(
    [row!.phoneMasked, row!.rooms.map(({ guestName }) => guestName), row!.nights, row!.balanceFen, row!.overdue],
    ['138****1234', ['林知远'], 1, 0, null],
  )
  assert.deepEqual([before.counts.arriving, before.counts.arrived, before.counts.rooms.taken], [1, 0, 0])
  assert.deepEqual(before.ahead[0], { ...before.ahead[0]!, night: world.day(0), booked: 1 })
  assert.equal(before.ahead.length, 14)

  await client.call(assignRooms, { params, body: { roomIds: [room!.id] } })
  const given = (await desk()).arrivals[0]!.rooms[0]!
  assert.deepEqual([given.roomNumber, given.roomState, given.state], [room!.number, 'clean', 'expected'])

  await client.call(checkIn, { params, body: { roomIds: [] } })
  await client.call(extendStay, { params, body: { checkOut: world.day(2) } })
  const during = await desk()
  assert.deepEqual(idsOf(during.inHouse), [order.id])
  assert.deepEqual([during.counts.arriving, during.counts.arrived, during.counts.roomsInHouse], [0, 1, 1])
  assert.ok(during.inHouse[0]!.balanceFen > 0)
  assert.deepEqual(during.counts.unpaid, { orders: 1, dueFen: during.inHouse[0]!.balanceFen })
  assert.deepEqual(idsOf((await desk(world.day(2))).departures), [order.id])

  await client.call(checkOut, { params, body: { withBalance: true } })
  const after = await desk()
  assert.deepEqual([after.counts.inHouse, after.counts.rooms.dirty, after.counts.rooms.taken], [0, 1, 0])
})

test('who did not come and who should have left stand on the desk with a mark, however long ago it was', async () => {
  await using world = await newWorld()
  const { client } = await world.staff()
  const absent = await paid(world, { checkIn: world.day(0), checkOut: world.day(1) })
  const lingering = await paid(world, { checkIn: world.day(0), checkOut: world.day(1) })
  const [room] = await numbers(world)
  await client.call(checkIn, { params: { id: lingering.id }, body: { roomIds: [room!.id] } })
  await world.pass(5 * 24 * hour)

  const again = (await world.staff()).client
  const { arrivals, departures, counts } = await again.call(getDesk, { query: { hotelId } })
  const marks = [...arrivals, ...departures].map(({ orderId, overdue }) => [orderId, overdue])
  assert.deepEqual(marks, [
    [absent.id, 'did_not_come'],
    [lingering.id, 'should_have_left'],
  ])
  assert.deepEqual([counts.arriving, counts.notCome, counts.leaving, counts.overstaying], [0, 1, 1, 1])
})

test('the tape has a bar for each run of nights, the stays without a number, and stock and numbers as two figures', async () => {
  await using world = await newWorld()
  const { client } = await world.staff()
  const range = { hotelId, from: world.day(0), to: world.day(5) }
  const tape = async () => (await client.call(getTape, { query: range })).roomTypes.find(({ id }) => id === roomTypeId)!
  const empty = await tape()
  const order = await paid(world, { checkIn: world.day(1), checkOut: world.day(3), rooms: 2 })
  const [first, second] = await numbers(world)

  const waiting = await tape()
  assert.deepEqual(
    waiting.withoutNumber.map(({ orderId, from, to }) => [orderId, from, to]),
    Array(2).fill([order.id, world.day(1), world.day(3)]),
  )
  assert.deepEqual(
    waiting.nights.map(({ stockLeft }, index) => empty.nights[index]!.stockLeft! - stockLeft!),
    [0, 2, 2, 0, 0],
  )
  assert.deepEqual(
    waiting.nights.map(({ numbersFree }) => numbersFree),
    empty.nights.map(({ numbersFree }) => numbersFree),
  )

  await client.call(assignRooms, { params: { id: order.id }, body: { roomIds: [first!.id, second!.id] } })
  const given = await tape()
  assert.deepEqual(given.withoutNumber, [])
  const bars = given.rooms.filter(({ stays }) => stays.length > 0)
  assert.deepEqual(
    bars.map(({ id, stays }) => [id, stays.map(({ from, to, status, state }) => [from, to, status, state])]),
    [first!, second!].map(({ id }) => [id, [[world.day(1), world.day(3), 'paid', 'expected']]]),
  )
  assert.deepEqual(
    given.nights.map(({ numbersFree }, index) => empty.nights[index]!.numbersFree - numbersFree),
    [0, 2, 2, 0, 0],
  )
})

test('a tape is of one night at least and 31 at most, of days that exist', async () => {
  await using world = await newWorld()
  const { client } = await world.staff()
  const asked = (from: Night, to: Night) => client.call(getTape, { query: { hotelId, from, to } })
  assert.equal((await asked(world.day(0), world.day(31))).roomTypes[0]!.nights.length, 31)
  for (const [from, to] of [
    [world.day(0), world.day(32)],
    [world.day(0), world.day(0)],
    [world.day(0), '2027-02-30'],
  ] as const) {
    await assert.rejects(asked(from, to), (error) => error instanceof ApiProblem && error.code === 'invalid_request')
  }
})
