import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { editInventory } from '../../../contract/admin/inventory.ts'
import { checkIn, checkOut, extendStay, getOrder, leaveEarly, takeDeskPayment } from '../../../contract/admin/orders.ts'
import { listRooms } from '../../../contract/admin/rooms.ts'
import { ApiProblem } from '../../../contract/client.ts'
import { listMyCoupons } from '../../../contract/guest/coupons.ts'
import { type GuestOrder, getMyOrderEvents } from '../../../contract/guest/orders.ts'
import { huaili as hotelId, king } from '../../../proof/house/demo.ts'
import { newId } from '../../kernel/ids.ts'
import type { Night } from '../../kernel/stay.ts'
import { untilHotelTime } from '../hotel-time.ts'
import { roomsLeft, truthsHold } from '../truths.ts'
import { type Booking, type Guest, newWorld, type StaffMember, type World } from '../world.ts'

const allKings = 8

let world: World
let desk: StaffMember

/** One house for all of these stories; each begins at noon of a day of its own. */
before(async () => {
  world = await newWorld({ env: { YIZHAN_LIMITS: 'off' } })
})
beforeEach(async () => {
  await untilHotelTime(world, '12:00')
  desk = await world.staff()
})
after(() => world[Symbol.asyncDispose]())

const refused = (code: string) => (error: unknown) => error instanceof ApiProblem && error.code === code
const whole = (order: { id: string }) => desk.client.call(getOrder, { params: { id: order.id } })
const left = (from: Night, to: Night) => roomsLeft(world, king, { from, to })
const shorten = (order: { id: string }, last: Night) =>
  desk.client.call(leaveEarly, { params: { id: order.id }, body: { checkOut: last } })

/** Paid through WeChat, and in their rooms since today. */
async function staying(nights: number, wish: Partial<Booking> = {}): Promise<{ guest: Guest; order: GuestOrder }> {
  const guest = await world.guest()
  await world.settle()
  const order = await guest.book({ ...king, checkIn: world.day(0), checkOut: world.day(nights), ...wish })
  await guest.pay(order.id)
  await world.settle()
  const { items } = await desk.client.call(listRooms, {
    query: { hotelId, roomTypeId: order.roomTypeId, checkIn: order.checkIn, checkOut: order.checkOut },
  })
  const roomIds = items.slice(0, order.rooms).map(({ id }) => id)
  await desk.client.call(checkIn, { params: { id: order.id }, body: { roomIds } })
  return { guest, order }
}

/** A night later, at the desk again. */
async function nextDay(): Promise<void> {
  await world.pass(86_400)
  desk = await world.staff()
}

/** WeChat takes one refund of a payment a minute, and each takes a moment. */
async function moneyGoesBack(): Promise<void> {
  await world.settle()
  await world.pass(60)
  await world.pass(60)
}

/** What WeChat's ledger says was given back for an order. */
async function givenBack({ orderNo }: GuestOrder): Promise<number[]> {
  const rows = await world.sandbox.ledger()
  return rows
    .filter((row) => row.kind === 'refund_settled' && row.outTradeNo.startsWith(orderNo))
    .map((row) => row.amountFen)
}

test('a guest of four nights leaves after two: the nights are on sale, their lines come back to the fen, the stay ends', async () => {
  const { guest, order } = await staying(4)
  assert.ok(order.discountFen > 0, 'the welcome coupon is spread over the lines')
  const [second, third, last] = [world.day(1), world.day(2), world.day(4)]
  assert.deepEqual(await left(second, last), [allKings - 1, allKings - 1, allKings - 1])
  await nextDay()

  // What a night costs today is of no matter: the lines are what was agreed.
  await desk.client.call(editInventory, {
    body: { hotelId, ratePlanIds: [king.ratePlanId], from: third, to: last, set: { priceFen: 100 } },
  })
  const expectedFen = (await whole(order)).lines
    .filter((line) => line.night >= third)
    .reduce((sum, line) => sum + line.shareFen, 0)
  const after = await shorten(order, third)
  assert.deepEqual(
    [after.status, after.checkOut, after.paidFen, after.refundedFen, after.balanceFen],
    ['checked_in', third, order.totalFen, expectedFen, 0],
  )
  assert.deepEqual(
    after.lines.map(({ night, stock, shareFen, refundedFen }) => [night, stock, refundedFen === shareFen]),
    [
      [order.checkIn, 'sold', false],
      [second, 'sold', false],
      [third, 'released', true],
      [world.day(2), 'released', true],
    ],
  )
  assert.deepEqual(await left(second, last), [allKings - 1, allKings, allKings])
  const query = { hotelId, roomTypeId: king.roomTypeId, checkIn: third, checkOut: last }
  assert.equal((await desk.client.call(listRooms, { query })).items.length, allKings, 'its number is free as well')

  await moneyGoesBack()
  assert.deepEqual(await givenBack(order), [expectedFen])
  const { items: steps } = await guest.client.call(getMyOrderEvents, { params: { id: order.id } })
  assert.equal(steps.find(({ step }) => step === 'left_early')?.refundFen, expectedFen)
  const [refund, ...others] = (await whole(order)).refunds
  assert.deepEqual([refund?.amountFen, refund?.state, others], [expectedFen, 'succeeded', []])

  await nextDay()
  await desk.client.call(checkOut, { params: { id: order.id }, body: {} })
  await world.settle()
  assert.equal((await guest.order(order.id)).status, 'finished')
  const { items: coupons } = await guest.client.call(listMyCoupons, { query: { state: 'usable' } })
  assert.deepEqual(
    coupons.map(({ couponId }) => couponId),
    ['739'],
  )
  await truthsHold(world)
})

test('somebody else books the nights that came back, in the same room', async () => {
  const { order } = await staying(3, { rooms: allKings, couponId: 'none' })
  const [second, third] = [world.day(1), world.day(3)]
  const wang = await world.guest()
  const booking = { ...king, checkIn: second, checkOut: third, couponId: 'none' }
  await assert.rejects(wang.book(booking), refused('rooms_sold_out'))
  await nextDay()
  await shorten(order, second)
  const theirs = await wang.book(booking)
  await wang.pay(theirs.id)
  await world.settle()
  await assert.rejects(
    desk.client.call(checkIn, { params: { id: theirs.id }, body: { roomIds: await idsOfRoomsIn(order) } }),
    refused('rooms_do_not_match'),
  )
  const roomIds = (await idsOfRoomsIn(order)).slice(0, 1)
  await desk.client.call(checkIn, { params: { id: theirs.id }, body: { roomIds } })
  await moneyGoesBack()
  const lines = (await whole(order)).lines.filter(({ night }) => night >= second)
  assert.deepEqual(await givenBack(order), [lines.reduce((sum, { shareFen }) => sum + shareFen, 0)])
  assert.equal(lines.length, 2 * allKings, 'the nights of all rooms came back together')
  await desk.client.call(checkOut, { params: { id: order.id }, body: {} })
  await truthsHold(world)
})

const idsOfRoomsIn = async (order: GuestOrder) => (await whole(order)).guests.map(({ roomId }) => roomId!)

test('nights added at the desk go back the way they were paid, and those not paid are no longer due', async () => {
  const { order } = await staying(2, { couponId: 'none' })
  const [second, fourth, fifth] = [world.day(1), world.day(3), world.day(4)]
  const extended = await desk.client.call(extendStay, { params: { id: order.id }, body: { checkOut: fourth } })
  const cashFen = extended.balanceFen
  await desk.client.call(takeDeskPayment, {
    params: { id: order.id },
    idempotencyKey: newId('key'),
    body: { method: 'cash', amountFen: cashFen, receiptNo: 'R-7' },
  })
  await desk.client.call(extendStay, { params: { id: order.id }, body: { checkOut: fifth } })
  await nextDay()
  const before = await whole(order)
  assert.ok(before.balanceFen > 0)
  const shareOf = (night: Night) => before.lines.find((line) => line.night === night)!.shareFen
  const after = await shorten(order, second)
  assert.deepEqual([after.balanceFen, after.waivedFen], [0, before.balanceFen])
  await moneyGoesBack()
  const { refunds, payments } = await whole(order)
  const byMethod = refunds.map(({ paymentId, amountFen, state }) => [
    payments.find(({ id }) => id === paymentId)?.method,
    amountFen,
    state,
  ])
  assert.deepEqual(byMethod.sort(), [
    ['cash', cashFen, 'succeeded'],
    ['wechat', shareOf(second), 'succeeded'],
  ])
  assert.deepEqual(await givenBack(order), [shareOf(second)])
  await desk.client.call(checkOut, { params: { id: order.id }, body: {} })
  await truthsHold(world)
})

test('leaving early twice gives back each night once', async () => {
  const { order } = await staying(4)
  const { lines } = await whole(order)
  await shorten(order, world.day(3))
  await shorten(order, world.day(1))
  await moneyGoesBack()
  const shares = lines.map(({ shareFen }) => shareFen)
  assert.deepEqual((await givenBack(order)).sort(), [shares[3]!, shares[1]! + shares[2]!].sort())
  assert.equal((await whole(order)).refundedFen, order.totalFen - shares[0]!)
  await truthsHold(world)
})

test('a night that was slept is never given back, nor may a stay be shortened into the past, longer, or before it began', async () => {
  const { order } = await staying(4)
  const [first, slept, today, last, beyond] = [0, 1, 2, 4, 5].map((offset) => world.day(offset))
  await nextDay()
  await nextDay()
  for (const day of [first!, slept!, last!, beyond!, '2020-01-01', '2026-02-30']) {
    await assert.rejects(shorten(order, day), (error) => error instanceof ApiProblem && error.status === 422, day)
  }
  const guest = await world.guest()
  const coming = await guest.book({ ...king, checkIn: world.day(0), checkOut: world.day(2), couponId: 'none' })
  await guest.pay(coming.id)
  await world.settle()
  await assert.rejects(shorten(coming, world.day(1)), refused('order_state'))
  assert.equal((await whole(order)).refunds.length, 0)
  await shorten(order, today!)
  assert.equal((await whole(order)).checkOut, today)
  await truthsHold(world)
})

test('somebody else’s branch cannot shorten the stay', async () => {
  const { order } = await staying(2)
  await world.app.modules.staff.create(
    {
      username: 'beijing',
      name: '何北',
      password: 'grey tiles and jujubes',
      roles: [{ role: 'desk', hotelId: 'hot_beijing_huiwa' }],
    },
    { kind: 'system', cause: 'test' },
  )
  const elsewhere = await world.staff('beijing', 'grey tiles and jujubes')
  await assert.rejects(
    elsewhere.client.call(leaveEarly, { params: { id: order.id }, body: { checkOut: world.day(1) } }),
    refused('not_found'),
  )
})
