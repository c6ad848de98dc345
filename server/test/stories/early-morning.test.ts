import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { checkIn, checkOut, markNoShow, walkIn } from '../../../contract/admin/orders.ts'
import { listRooms } from '../../../contract/admin/rooms.ts'
import { ApiProblem } from '../../../contract/client.ts'
import { searchHotels } from '../../../contract/guest/hotels.ts'
import { getCalendar, makeQuote } from '../../../contract/guest/offers.ts'
import { cancelMyOrder, type GuestOrder, previewCancellation } from '../../../contract/guest/orders.ts'
import { huaili as hotelId, king } from '../../../proof/house/demo.ts'
import { addNights } from '../../kernel/stay.ts'
import { calendarDay, untilHotelTime } from '../hotel-time.ts'
import { roomsLeft, truthsHold } from '../truths.ts'
import { type Guest, newWorld, type StaffMember, type World } from '../world.ts'

let world: World
let desk: StaffMember

/** One house for all of these stories. Each begins at one in the morning: the hotel's day is still yesterday's date. */
before(async () => {
  world = await newWorld({ env: { YIZHAN_LIMITS: 'off' } })
})
beforeEach(async () => {
  await until('01:00')
  assert.equal(world.day(1), calendarDay(world))
})
after(() => world[Symbol.asyncDispose]())

/** So late at the hotel, with somebody at the desk who has just signed in. */
async function until(time: `${number}:${number}`): Promise<void> {
  await untilHotelTime(world, time)
  desk = await world.staff()
}

const refused = (code: string) => (error: unknown) => error instanceof ApiProblem && error.code === code
/** The night that has begun, by its hotel day. */
const tonight = () => ({ checkIn: world.day(0), checkOut: world.day(1) })

async function paid(guest: Guest, stay: { checkIn: string; checkOut: string }): Promise<GuestOrder> {
  const order = await guest.book({ ...king, ...stay, couponId: 'none' })
  await guest.pay(order.id)
  await world.settle()
  return order
}

async function freeRoom({ checkIn: from, checkOut: to }: { checkIn: string; checkOut: string }): Promise<string> {
  const query = { hotelId, roomTypeId: king.roomTypeId, checkIn: from, checkOut: to }
  return (await desk.client.call(listRooms, { query })).items[0]!.id
}

async function moveIn(order: GuestOrder): Promise<void> {
  const roomIds = [await freeRoom(order)]
  await desk.client.call(checkIn, { params: { id: order.id }, body: { roomIds } })
}

test('at one in the morning a guest finds, books and pays the night that has begun, sleeps, and leaves at noon', async () => {
  const li = await world.guest()
  const found = await world.anyone.call(searchHotels, { query: { q: 'huaili', ...tonight() } })
  assert.deepEqual([found.items[0]?.id, found.items[0]?.available], [hotelId, true])
  const calendar = await world.anyone.call(getCalendar, { params: { id: king.roomTypeId }, query: {} })
  assert.deepEqual([calendar.today, calendar.items[0]?.night], [world.day(0), world.day(0)])

  const order = await paid(li, tonight())
  assert.deepEqual(
    order.nights.map(({ night }) => night),
    [addNights(calendarDay(world), -1)],
  )
  await moveIn(order)
  const staying = await li.order(order.id)
  assert.deepEqual([staying.status, staying.guests[0]?.state], ['checked_in', 'in'])

  await until('12:00')
  assert.equal(world.day(0), order.checkOut)
  await desk.client.call(checkOut, { params: { id: order.id }, body: {} })
  await world.settle()
  assert.equal((await li.order(order.id)).status, 'finished')
  await truthsHold(world)
})

test('somebody walks in at one in the morning and gets a key for the night that has begun', async () => {
  const { totalFen } = await world.anyone.call(makeQuote, { body: { ...king, ...tonight(), rooms: 1 } })
  const before = await roomsLeft(world, king, { from: world.day(0), to: world.day(2) })
  const placed = await desk.client.call(walkIn, {
    idempotencyKey: `walk-${world.day(0)}`,
    body: {
      ...king,
      ...tonight(),
      rooms: 1,
      guests: [{ name: '王小路' }],
      payment: { method: 'cash', amountFen: totalFen, receiptNo: 'R-1' },
      roomIds: [await freeRoom(tonight())],
    },
  })
  assert.deepEqual([placed.status, placed.checkIn], ['checked_in', addNights(calendarDay(world), -1)])
  assert.deepEqual(await roomsLeft(world, king, { from: world.day(0), to: world.day(2) }), [before[0]! - 1, before[1]!])
  await truthsHold(world)
})

test('who has booked from the date on the wall is too early at one in the morning, and welcome from six on', async () => {
  const order = await paid(await world.guest(), { checkIn: world.day(1), checkOut: world.day(2) })
  await assert.rejects(moveIn(order), refused('check_in_too_early'))
  await until('05:59')
  await assert.rejects(moveIn(order), refused('check_in_too_early'))
  await until('06:00')
  await moveIn(order)
  await truthsHold(world)
})

test('the night is sold until six in the morning, and past from then on', async () => {
  const [li, night] = [await world.guest(), tonight()]
  await until('05:58')
  const order = await paid(li, night)
  await moveIn(order)
  await until('06:00')
  await assert.rejects(li.book({ ...king, ...night, couponId: 'none' }), refused('booking_invalid'))
  const calendar = await world.anyone.call(getCalendar, { params: { id: king.roomTypeId }, query: {} })
  assert.deepEqual([calendar.today, calendar.items[0]?.night], [night.checkOut, night.checkOut])
  await truthsHold(world)
})

test('a guest who booked yesterday and comes at one in the morning is no no-show, and gets the room', async () => {
  await until('12:00')
  const order = await paid(await world.guest(), tonight())
  await until('01:00')
  await assert.rejects(desk.client.call(markNoShow, { params: { id: order.id } }), refused('no_show_too_early'))
  await moveIn(order)
  await truthsHold(world)
})

test('who comes after six for that night alone comes too late; who has another night gets that', async () => {
  const [one, two] = [
    await paid(await world.guest(), tonight()),
    await paid(await world.guest(), { ...tonight(), checkOut: world.day(2) }),
  ]
  await until('07:00')
  await assert.rejects(moveIn(one), refused('stay_over'))
  const roomIds = [await freeRoom({ checkIn: world.day(0), checkOut: world.day(1) })]
  const staying = await desk.client.call(checkIn, { params: { id: two.id }, body: { roomIds } })
  assert.equal(staying.status, 'checked_in')
  await truthsHold(world)
})

test('cancelling at one in the morning is by the last phase: everything is kept, and said so before', async () => {
  const li = await world.guest()
  const order = await paid(li, { ...tonight(), checkOut: world.day(2) })
  const preview = await li.client.call(previewCancellation, { params: { id: order.id } })
  assert.deepEqual([preview.refundFen, preview.keptFen, preview.kept], [0, order.totalFen, { kind: 'all' }])
  const cancelled = await li.client.call(cancelMyOrder, { params: { id: order.id }, body: { expectedRefundFen: 0 } })
  assert.equal(cancelled.status, 'cancelled')
  await truthsHold(world)
})

test('money that comes late at one in the morning still buys the night that has begun', async () => {
  const li = await world.guest()
  const order = await li.book({ ...king, ...tonight(), couponId: 'none' })
  await li.pay(order.id, { delayMs: 40 * 60_000 })
  const path = '/v3/pay/transactions/out-trade-no/*'
  await world.sandbox.addFault({ path, kind: 'error', code: 'ORDER_NOT_EXIST' })
  await world.pass(31 * 60)
  assert.equal((await li.order(order.id)).status, 'expired')
  await world.pass(10 * 60)
  assert.equal((await li.order(order.id)).status, 'paid')
  desk = await world.staff()
  await moveIn(order)
  await truthsHold(world)
})
