import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { ApiProblem, type Client } from '../../../contract/client.ts'
import { listMyCoupons } from '../../../contract/guest/coupons.ts'
import { cancelMyOrder, type GuestOrder, getMyOrderEvents, payOrder } from '../../../contract/guest/orders.ts'
import { loginGuest } from '../../../contract/guest/session.ts'
import { clientAt } from '../../../proof/house/client-at.ts'
import { hillsKing as king } from '../../../proof/house/demo.ts'
import { bearer } from '../../../proof/house/guest.ts'
import { SandboxRefused } from '../../../wechat-sandbox/client.ts'
import { newId } from '../../kernel/ids.ts'
import { addNights, type Night } from '../../kernel/stay.ts'
import { untilHotelTime } from '../hotel-time.ts'
import { roomsLeft, truthsHold } from '../truths.ts'
import { type Booking, type Guest, newWorld, type World } from '../world.ts'

const minute = 60

const refused = (code: string) => (error: unknown) => error instanceof ApiProblem && error.code === code
const sheetRefused = (code: string) => (error: unknown) => error instanceof SandboxRefused && error.code === code

let world: World
let stay: { checkIn: Night; checkOut: Night }
let stays = 0

/** One house for all of them; each story has guests and nights of its own. At noon, so that no day ends in its middle. */
before(async () => {
  world = await newWorld({ env: { YIZHAN_LIMITS: 'off' } })
  await untilHotelTime(world, '12:00')
})
beforeEach(() => {
  stay = { checkIn: world.day(5 + 2 * stays), checkOut: world.day(7 + 2 * stays) }
  stays += 1
})
after(() => world[Symbol.asyncDispose]())

async function arrived(): Promise<Guest> {
  const guest = await world.guest()
  await world.settle()
  return guest
}

/** Until so often asked, WeChat says of every trade that it does not know it. */
const forgetTrades = () =>
  world.sandbox.addFault({
    path: '/v3/pay/transactions/out-trade-no/*',
    kind: 'error',
    code: 'ORDER_NOT_EXIST',
  })

/**
 * The guest has paid in time, but WeChat tells of it much later and, asked at the deadline, says that there is no such
 * trade: the order lapses.
 */
async function paidAndLapsed(
  guest: Guest,
  booking: Partial<Booking> & { toldAfterMinutes?: number } = {},
): Promise<GuestOrder> {
  const { toldAfterMinutes = 40, ...wish } = booking
  const order = await guest.book({ ...king, ...stay, ...wish })
  await guest.pay(order.id, { delayMs: toldAfterMinutes * minute * 1_000 })
  await forgetTrades()
  await world.pass(31 * minute)
  assert.equal((await guest.order(order.id)).status, 'expired')
  assert.deepEqual(await world.sandbox.faults(), [])
  return order
}

const left = () => roomsLeft(world, king, { from: stay.checkIn, to: stay.checkOut })
const stepsOf = async (guest: Guest, order: GuestOrder) =>
  (await guest.client.call(getMyOrderEvents, { params: { id: order.id } })).items.map(({ step }) => step)
const coupons = async (guest: Guest, state: 'usable' | 'used') =>
  (await guest.client.call(listMyCoupons, { query: { state } })).items.map((item) => [item.state, item.orderId])

/** What WeChat's ledger has of an order's refunds: kind, trade and sum. */
async function wentBack({ orderNo }: GuestOrder) {
  const rows = await world.sandbox.ledger()
  return rows
    .filter(({ kind, outTradeNo }) => kind !== 'payment' && outTradeNo.startsWith(orderNo))
    .map(({ kind, outTradeNo, amountFen }) => [kind, outTradeNo, amountFen])
}

const wholeBack = (outTradeNo: string, amountFen: number) => [
  ['refund_accepted', outTradeNo, amountFen],
  ['refund_settled', outTradeNo, amountFen],
]

async function refundedInFull(guest: Guest, order: GuestOrder): Promise<void> {
  await world.pass(minute)
  const now = await guest.order(order.id)
  assert.deepEqual([now.status, now.paidFen, now.refundedFen], ['refunded', order.totalFen, order.totalFen])
  assert.deepEqual(await wentBack(order), wholeBack(`${order.orderNo}-1`, order.totalFen))
}

test('paid, lapsed, told late: while rooms and coupon are free, the order is paid after all', async () => {
  const li = await arrived()
  const order = await paidAndLapsed(li)
  assert.ok(order.discountFen > 0)
  assert.deepEqual(await left(), [2, 2])
  assert.deepEqual(await coupons(li, 'usable'), [['usable', null]])

  await world.pass(10 * minute)
  const paid = await li.order(order.id)
  assert.deepEqual([paid.status, paid.paidFen, paid.balanceFen], ['paid', order.totalFen, 0])
  assert.deepEqual(await left(), [1, 1])
  assert.deepEqual(await coupons(li, 'used'), [['used', order.id]])
  assert.deepEqual(await stepsOf(li, order), ['awaiting_payment', 'expiring', 'expired', 'paid'])
  assert.deepEqual(await wentBack(order), [])
  await truthsHold(world)
})

test('paid, lapsed, told late: when a night is gone, all of it goes back, once, and the coupon is usable', async () => {
  const [li, wang] = [await arrived(), await arrived()]
  const order = await paidAndLapsed(li)
  const other = await wang.book({ ...king, ...stay, checkIn: addNights(stay.checkIn, 1), rooms: 2, couponId: 'none' })
  await wang.pay(other.id)
  await world.pass(10 * minute)
  await refundedInFull(li, order)
  assert.deepEqual(await coupons(li, 'usable'), [['usable', null]])
  assert.equal((await wang.order(other.id)).status, 'paid')
  assert.deepEqual(await left(), [2, 0])
  await truthsHold(world)
})

test('paid, lapsed, told late: when the coupon is on another order, all of it goes back though the room is free', async () => {
  const li = await arrived()
  const order = await paidAndLapsed(li)
  const second = await li.book({ ...king, checkIn: world.day(60), checkOut: world.day(61) })
  assert.ok(second.discountFen > 0)
  await world.pass(10 * minute)
  await refundedInFull(li, order)
  assert.equal((await li.order(second.id)).status, 'awaiting_payment')
  await li.pay(second.id)
  await world.settle()
  assert.deepEqual(await coupons(li, 'used'), [['used', second.id]])
  assert.deepEqual(await left(), [2, 2])
  await truthsHold(world)
})

test('told late twice, and asked about as well: the money is booked once', async () => {
  const li = await arrived()
  const order = await li.book({ ...king, ...stay })
  await li.pay(order.id, { delayMs: 40 * minute * 1_000, times: 5 })
  await forgetTrades()
  await world.pass(31 * minute)
  await world.pass(10 * minute)
  for (let time = 0; time < 3; time += 1) await world.sandbox.sendNotice(`${order.orderNo}-1`)
  await world.settle()
  assert.equal((await li.order(order.id)).paidFen, order.totalFen)
  assert.deepEqual(await wentBack(order), [])
  await truthsHold(world)
})

test('a double tap on pay is one trade, and WeChat takes the money for it once', async () => {
  const li = await arrived()
  const order = await li.book({ ...king, ...stay })
  const tap = () => li.client.call(payOrder, { params: { id: order.id }, idempotencyKey: newId('key') })
  const sheets = await Promise.all([tap(), tap()])
  const [one, two] = await Promise.all(sheets.map((sheet) => world.sandbox.openPaySheet(sheet)))
  assert.equal(one!.outTradeNo, two!.outTradeNo)
  await world.sandbox.pay(one!.prepayId, li.person.userId)
  await assert.rejects(world.sandbox.pay(two!.prepayId, li.person.userId), sheetRefused('already_paid'))
  await world.settle()
  assert.equal((await li.order(order.id)).status, 'paid')
  await assert.rejects(tap(), refused('order_not_payable'))
  await truthsHold(world)
})

/** The same person in the browser inside WeChat. */
async function onTheWeb({ person }: Guest): Promise<Client> {
  const code = await world.sandbox.loginCode(person.userId, 'web')
  const { token } = await world.anyone.call(loginGuest, { body: { code, via: 'web' } })
  return clientAt(world.url, bearer(token))
}

const openSheet = async (client: Client, order: GuestOrder) =>
  world.sandbox.openPaySheet(await client.call(payOrder, { params: { id: order.id }, idempotencyKey: newId('key') }))

test('paying on the web ends the pay sheet of the mini-program', async () => {
  const li = await arrived()
  const order = await li.book({ ...king, ...stay })
  const mini = await openSheet(li.client, order)
  const web = await openSheet(await onTheWeb(li), order)
  assert.notEqual(web.outTradeNo, mini.outTradeNo)
  await assert.rejects(world.sandbox.pay(mini.prepayId, li.person.userId), sheetRefused('trade_closed'))
  await world.sandbox.pay(web.prepayId, li.person.userId)
  await world.settle()
  assert.equal((await li.order(order.id)).status, 'paid')
  await truthsHold(world)
})

test('paid twice, for WeChat did not know the first trade when it was to be closed: one of them goes back in full', async () => {
  const li = await arrived()
  const order = await li.book({ ...king, ...stay })
  const mini = await openSheet(li.client, order)
  await forgetTrades()
  const web = await openSheet(await onTheWeb(li), order)
  await world.sandbox.pay(web.prepayId, li.person.userId)
  await world.settle()
  await world.sandbox.pay(mini.prepayId, li.person.userId)
  await world.settle()
  await world.pass(minute)
  const paid = await li.order(order.id)
  assert.deepEqual([paid.status, paid.paidFen, paid.refundedFen], ['paid', order.totalFen, 0])
  assert.deepEqual(await wentBack(order), wholeBack(mini.outTradeNo, order.totalFen))
  await truthsHold(world)
})

const cancel = (guest: Guest, order: GuestOrder) =>
  guest.client.call(cancelMyOrder, { params: { id: order.id }, body: { expectedRefundFen: 0 } })

test('paid in the moment after cancelling, before WeChat has closed the trade: all of it goes back', async () => {
  const li = await arrived()
  const order = await li.book({ ...king, ...stay })
  const sheet = await openSheet(li.client, order)
  assert.equal((await cancel(li, order)).status, 'cancelling')
  await world.sandbox.pay(sheet.prepayId, li.person.userId)
  await world.settle()
  await refundedInFull(li, order)
  assert.deepEqual(await stepsOf(li, order), ['awaiting_payment', 'cancelling', 'paid', 'refunding', 'refunded'])
  assert.deepEqual(await coupons(li, 'usable'), [['usable', null]])
  assert.deepEqual(await left(), [2, 2])
  await truthsHold(world)
})

test('once an order is cancelled its pay sheet takes no money', async () => {
  const li = await arrived()
  const order = await li.book({ ...king, ...stay })
  const sheet = await openSheet(li.client, order)
  await cancel(li, order)
  await world.settle()
  assert.equal((await li.order(order.id)).status, 'cancelled')
  await assert.rejects(world.sandbox.pay(sheet.prepayId, li.person.userId), sheetRefused('trade_closed'))
  await truthsHold(world)
})

test('paid, cancelled, told late: the room is not taken again, all of it goes back', async () => {
  const li = await arrived()
  const order = await li.book({ ...king, ...stay })
  await li.pay(order.id, { delayMs: 20 * minute * 1_000 })
  await forgetTrades()
  await cancel(li, order)
  await world.settle()
  assert.equal((await li.order(order.id)).status, 'cancelled')
  await world.pass(21 * minute)
  await refundedInFull(li, order)
  assert.deepEqual(await coupons(li, 'usable'), [['usable', null]])
  assert.deepEqual(await left(), [2, 2])
  await truthsHold(world)
})

test('paid, lapsed, told when the day of check-in is over: all of it goes back', async () => {
  const li = await arrived()
  const order = await paidAndLapsed(li, {
    checkIn: world.day(0),
    checkOut: world.day(1),
    toldAfterMinutes: 24 * 60,
  })
  await world.pass(24 * 60 * minute)
  await refundedInFull(li, order)
  assert.deepEqual(await coupons(li, 'usable'), [['usable', null]])
  await truthsHold(world)
})
