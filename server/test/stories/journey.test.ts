import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkIn, checkOut } from '../../../contract/admin/orders.ts'
import { ApiProblem } from '../../../contract/client.ts'
import { listMyCoupons } from '../../../contract/guest/coupons.ts'
import { searchHotels } from '../../../contract/guest/hotels.ts'
import { listRoomTypes } from '../../../contract/guest/offers.ts'
import { cancelMyOrder, getMyOrder, previewCancellation } from '../../../contract/guest/orders.ts'
import { bindPhone } from '../../../contract/guest/session.ts'
import { noticeTemplates } from '../../../contract/notice-templates.ts'
import { king } from '../../../proof/house/demo.ts'
import { newWorld, type World } from '../world.ts'

const refused = (code: string) => (error: unknown) => error instanceof ApiProblem && error.code === code

async function freeKings(world: World, night: string): Promise<number | null> {
  const [offer] = await world.app.modules.offers.priced(world.app.ports.db, {
    roomTypeIds: [king.roomTypeId],
    stay: { checkIn: night, checkOut: nextDay(night) },
    rooms: 1,
  })
  return offer!.priced.roomsLeft
}

function nextDay(night: string): string {
  return new Date(Date.parse(`${night}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

test('from the first login to the coupon at check-out', async () => {
  await using world = await newWorld()
  const li = await world.guest({ phone: '13912345678' })
  assert.equal(li.member.isNew, true)
  await world.settle()
  const [welcome] = (await li.client.call(listMyCoupons, { query: { state: 'usable' } })).items
  assert.equal(welcome?.couponId, '738')
  assert.equal(welcome.from, 'welcome')
  assert.deepEqual(welcome.scope, { hotels: null, roomTypes: null, ratePlans: null })

  const code = await world.sandbox.phoneCode(li.person.userId)
  assert.equal((await li.client.call(bindPhone, { body: { code } })).phoneMasked, '139****5678')

  const dates = { checkIn: world.day(0), checkOut: world.day(2) }
  const found = await world.anyone.call(searchHotels, { query: { q: 'huaili', ...dates } })
  assert.equal(found.items[0]?.id, 'hot_chengdu_huaili')
  assert.equal(found.items[0]?.available, true)
  const types = await world.anyone.call(listRoomTypes, { params: { id: 'hot_chengdu_huaili' }, query: dates })
  const plan = types.items[0]!.ratePlans.find(({ id }) => id === king.ratePlanId)!

  const order = await li.book({ ...king, ...dates, consents: [...noticeTemplates] })
  assert.equal(order.status, 'awaiting_payment')
  assert.equal(order.subtotalFen, plan.totalFen)
  assert.ok(order.discountFen > 0, 'the welcome coupon is used')
  assert.equal(await freeKings(world, world.day(0)), 7)
  await world.settle()

  await li.pay(order.id)
  await world.settle()
  const seen = () => li.client.call(getMyOrder, { params: { id: order.id } })
  const paid = await seen()
  assert.deepEqual([paid.status, paid.couponAfterCheckOut], ['paid', '再来半价'])

  const desk = await world.staff()
  const [room] = await world.app.modules.rooms.freeRooms(world.app.ports.db, {
    hotelId: order.hotelId,
    roomTypeId: king.roomTypeId,
    nights: [world.day(0), world.day(1)],
  })
  await desk.client.call(checkIn, { params: { id: order.id }, body: { roomIds: [room!.id] } })
  assert.equal((await li.order(order.id)).guests[0]?.roomNumber, room!.number)
  await desk.client.call(checkOut, { params: { id: order.id }, body: {} })
  await world.settle()
  const finished = await seen()
  assert.deepEqual([finished.status, finished.couponAfterCheckOut], ['finished', '再来半价'])

  const coupons = (await li.client.call(listMyCoupons, { query: { state: 'usable' } })).items
  assert.deepEqual(
    coupons.map(({ couponId, from }) => [couponId, from]),
    [['739', 'check_out']],
  )
  const messages = await world.sandbox.messages({ userId: li.person.userId })
  assert.deepEqual(
    messages.map(({ template }) => template),
    ['to_pay', 'paid', 'confirmed', 'finished'],
  )
})

test('an unpaid order gives back the room and the coupon', async () => {
  await using world = await newWorld()
  const li = await world.guest()
  await world.settle()
  const order = await li.book({ ...king, checkIn: world.day(5), checkOut: world.day(6) })
  assert.equal(await freeKings(world, world.day(5)), 7)
  await world.pass(31 * 60)
  assert.equal((await li.order(order.id)).status, 'expired')
  assert.equal(await freeKings(world, world.day(5)), 8)
  assert.equal((await li.client.call(listMyCoupons, { query: { state: 'usable' } })).items.length, 1)
})

test('cancelling a paid order returns what the preview said, to the fen', async () => {
  await using world = await newWorld()
  const li = await world.guest()
  const order = await li.book({ ...king, checkIn: world.day(10), checkOut: world.day(12) })
  await li.pay(order.id)
  await world.settle()
  const preview = await li.client.call(previewCancellation, { params: { id: order.id } })
  assert.equal(preview.refundFen, order.totalFen)
  const cancel = (expectedRefundFen: number) =>
    li.client.call(cancelMyOrder, { params: { id: order.id }, body: { expectedRefundFen } })
  await assert.rejects(cancel(preview.refundFen - 1), (error) => error instanceof ApiProblem && error.status === 409)
  assert.equal((await cancel(preview.refundFen)).status, 'refunding')
  await world.settle()
  await world.pass(60)
  assert.equal((await li.order(order.id)).status, 'refunded')
  const ledger = await world.sandbox.ledger()
  const back = ledger.filter(({ outRefundNo }) => outRefundNo !== null)
  assert.equal(new Set(back.map(({ outRefundNo }) => outRefundNo)).size, 1)
  assert.equal(back.at(-1)?.amountFen, order.totalFen)
})

test('a payment whose notice never comes is found by asking', async () => {
  await using world = await newWorld()
  const li = await world.guest()
  const order = await li.book({ ...king, checkIn: world.day(3), checkOut: world.day(4) })
  await li.pay(order.id, { mode: 'none' })
  await world.settle()
  assert.equal((await li.order(order.id)).status, 'awaiting_payment')
  await world.pass(31 * 60)
  assert.equal((await li.order(order.id)).status, 'paid')
})

test('forged and doubled notices change nothing more than the true one', async () => {
  await using world = await newWorld()
  const li = await world.guest()
  const order = await li.book({ ...king, checkIn: world.day(3), checkOut: world.day(4) })
  await li.pay(order.id, { times: 3 })
  await world.settle()
  const whole = await world.app.modules.payments.paymentsOf(world.app.ports.db, order.id)
  assert.equal(whole.length, 1)
  assert.equal((await li.order(order.id)).status, 'paid')
  const other = await li.book({ ...king, checkIn: world.day(4), checkOut: world.day(5) })
  await li.pay(other.id, { mode: 'forged' })
  await world.settle()
  assert.equal((await li.order(other.id)).status, 'awaiting_payment')
})

test('the same request makes one order; another body under its key is refused', async () => {
  await using world = await newWorld()
  const li = await world.guest()
  const booking = { ...king, checkIn: world.day(7), checkOut: world.day(8), couponId: null }
  const [first, second] = await Promise.all([li.book(booking, 'twice-1'), li.book(booking, 'twice-1')])
  assert.equal(first.id, second.id)
  await assert.rejects(li.book({ ...booking, checkOut: world.day(9) }, 'twice-1'), refused('idempotency_key_reused'))
})

test('somebody else’s order is not found', async () => {
  await using world = await newWorld()
  const [li, wang] = [await world.guest(), await world.guest()]
  const order = await li.book({ ...king, checkIn: world.day(7), checkOut: world.day(8) })
  await assert.rejects(wang.order(order.id), refused('not_found'))
})

test('the process restarts in the middle and nothing is lost', async () => {
  await using world = await newWorld()
  const li = await world.guest()
  const order = await li.book({ ...king, checkIn: world.day(7), checkOut: world.day(8) })
  await li.pay(order.id)
  await world.restart()
  await world.until(async () => (await li.order(order.id)).status === 'paid')
})
