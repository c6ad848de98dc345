import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deskActor, type House, wishOf } from '../test-house.ts'
import { inHouse, mini, paidOrder, refusedAs } from '../test-truths.ts'
import { previewReturns } from './preview-returns.ts'

let requests = 0
const request = () => ({ caller: 'stf_1', key: `k${requests++}`, bodyHash: 'h' })
const at = (orderId: string) => ({ orderId, hotelIds: ['hot_1'], actor: deskActor })
const firstDay = '2026-12-01T15:00:00+08:00'
const lastDay = '2026-12-03T11:00:00+08:00'

async function roomsOf(house: House, orderId: string) {
  return (await house.orders.whole(house.db, orderId))!.rooms
}

test('guests check in from the hotel day of check-in, with a number, and out when they leave', () =>
  inHouse(async (house) => {
    const order = await paidOrder(house)
    await assert.rejects(
      house.orders.checkIn({ ...at(order.id), roomIds: ['room_101'] }),
      refusedAs('check_in_too_early'),
    )
    house.at(firstDay)
    await assert.rejects(house.orders.checkIn({ ...at(order.id), roomIds: [] }), refusedAs('rooms_do_not_match'))
    await house.orders.checkIn({ ...at(order.id), roomIds: ['room_101'] })
    assert.equal(await house.status(order.id), 'checked_in')
    assert.equal((await roomsOf(house, order.id))[0]!.roomNumber, '101')
    house.at(lastDay)
    const told = await house.orders.checkOut({ ...at(order.id), balance: 'settled' })
    assert.deepEqual(told, {
      orderId: order.id,
      memberId: 'mem_1',
      hotelId: 'hot_1',
      keptFen: 80_000,
      at: Date.parse(lastDay),
    })
    assert.equal(await house.status(order.id), 'finished')
    await assert.rejects(house.orders.checkOut({ ...at(order.id), balance: 'settled' }), refusedAs('order_state'))
  }))

test('at one in the morning the night that began can still be checked in', () =>
  inHouse(async (house) => {
    const order = await paidOrder(house)
    house.at('2026-12-02T01:00:00+08:00')
    await house.orders.checkIn({ ...at(order.id), roomIds: ['room_101'] })
    assert.equal(await house.status(order.id), 'checked_in')
  }))

test('two rooms of one order come and go by themselves; the last one out finishes it', () =>
  inHouse(async (house) => {
    const order = await paidOrder(house, { rooms: 2, guests: ['苏晚', '陆川'] })
    const [first, second] = await roomsOf(house, order.id)
    house.at(firstDay)
    await house.orders.checkIn({ ...at(order.id), roomIds: ['room_101'], orderRoomIds: [second!.id] })
    await house.orders.checkIn({ ...at(order.id), roomIds: ['room_102'] })
    assert.deepEqual(
      (await roomsOf(house, order.id)).map((room) => room.roomNumber),
      ['102', '101'],
    )
    house.at(lastDay)
    assert.equal(await house.orders.checkOut({ ...at(order.id), orderRoomIds: [first!.id], balance: 'settled' }), null)
    assert.equal(await house.status(order.id), 'checked_in')
    assert.ok(await house.orders.checkOut({ ...at(order.id), balance: 'settled' }))
    assert.equal(await house.status(order.id), 'finished')
  }))

test('a room number holds one stay a night', () =>
  inHouse(async (house) => {
    const one = await paidOrder(house)
    const two = await paidOrder(house)
    house.at(firstDay)
    await house.orders.assignRooms({ ...at(one.id), roomIds: ['room_101'] })
    await assert.rejects(house.orders.checkIn({ ...at(two.id), roomIds: ['room_101'] }))
    assert.equal(await house.status(two.id), 'paid')
    await house.orders.unassignRooms(at(one.id))
    await house.orders.checkIn({ ...at(two.id), roomIds: ['room_101'] })
  }))

test('check-in and check-out are undone step by step', () =>
  inHouse(async (house) => {
    const order = await paidOrder(house)
    house.at(firstDay)
    await house.orders.checkIn({ ...at(order.id), roomIds: ['room_101'] })
    await house.orders.undoCheckIn(at(order.id))
    assert.equal(await house.status(order.id), 'paid')
    await house.orders.checkIn({ ...at(order.id), roomIds: [] })
    await house.orders.checkOut({ ...at(order.id), balance: 'settled' })
    await house.orders.undoCheckOut(at(order.id))
    assert.equal(await house.status(order.id), 'checked_in')
    await house.orders.checkOut({ ...at(order.id), balance: 'settled' })
    house.at(lastDay)
    await assert.rejects(house.orders.undoCheckOut(at(order.id)), refusedAs('undo_too_late'))
  }))

test('a no-show keeps what the frozen policy keeps and gives the later nights back', () =>
  inHouse(async (house) => {
    const order = await paidOrder(house)
    house.at(firstDay)
    await assert.rejects(house.orders.noShow(at(order.id)), refusedAs('no_show_too_early'))
    house.at('2026-12-02T07:00:00+08:00')
    await house.orders.noShow(at(order.id))
    assert.equal(await house.status(order.id), 'no_show')
    assert.deepEqual(await house.stock('rt_order', '2026-12-01'), { held: 0, sold: 1 })
    assert.deepEqual(await house.stock('rt_order', '2026-12-02'), { held: 0, sold: 0 })
    await house.runErrands()
    assert.deepEqual(
      [...house.wechat.refunds.values()].map((refund) => refund.amountFen),
      [40_000],
    )
    await assert.rejects(house.orders.reinstate(at(order.id)), refusedAs('money_returned'))
  }))

test('staff cancel for the house with everything returned, and the guest’s number is free', () =>
  inHouse(async (house) => {
    const order = await paidOrder(house)
    await house.orders.assignRooms({ ...at(order.id), roomIds: ['room_101'] })
    house.at('2026-12-01T19:00:00+08:00')
    await house.orders.cancelByStaff({ ...at(order.id), reason: '停水', returns: 'all' })
    await house.runErrands()
    assert.equal(await house.status(order.id), 'refunded')
    const other = await paidOrder(house)
    await house.orders.checkIn({ ...at(other.id), roomIds: ['room_101'] })
  }))

const walkIn = (house: House, change = {}) =>
  house.orders.walkIn({
    wish: wishOf({
      memberId: null,
      source: 'desk',
      stay: { checkIn: '2026-11-25', checkOut: '2026-11-26' },
      termsVersion: null,
      expectedTotalFen: null,
    }),
    hotelIds: ['hot_1'],
    payment: { method: 'cash', amountFen: 40_000, receiptNo: 'R-1' },
    roomIds: ['room_101'],
    actor: deskActor,
    ...change,
  })

test('a walk-in is placed, paid and checked in, all or none', () =>
  inHouse(async (house) => {
    await assert.rejects(
      walkIn(house, { payment: { method: 'cash', amountFen: 1, receiptNo: 'R-0' } }),
      refusedAs('amount_not_due'),
    )
    await assert.rejects(walkIn(house, { hotelIds: ['hot_2'] }), refusedAs('forbidden'))
    assert.equal((await house.tables.selectFrom('orders').select('id').execute()).length, 0)
    const orderId = await walkIn(house)
    assert.equal(await house.status(orderId), 'checked_in')
    assert.equal((await house.audit.verify(house.db)).brokenAt, null)
  }))

test('cash goes back at the desk, and the order is refunded at once', () =>
  inHouse(async (house) => {
    const orderId = await walkIn(house, { roomIds: [] })
    await house.orders.cancelByStaff({ ...at(orderId), reason: '不住了', returns: 'all' })
    assert.equal(await house.status(orderId), 'refunded')
    assert.equal(house.wechat.refunds.size, 0)
  }))

test('more nights are sold at once with a balance due, which has to be paid before the last check-out', () =>
  inHouse(async (house) => {
    const orderId = await walkIn(house)
    await house.orders.extend({ ...at(orderId), checkOut: '2026-11-27' })
    assert.deepEqual(await house.stock('rt_order', '2026-11-26'), { held: 0, sold: 1 })
    await assert.rejects(house.orders.checkOut({ ...at(orderId), balance: 'settled' }), refusedAs('balance_due'))
    await house.orders.takeDeskPayment({
      ...at(orderId),
      method: 'card',
      amountFen: 40_000,
      receiptNo: 'R-2',
      request: request(),
    })
    await house.orders.checkOut({ ...at(orderId), balance: 'settled' })
    assert.equal(await house.status(orderId), 'finished')
  }))

test('leaving early puts the nights back on sale and returns what was paid for them', () =>
  inHouse(async (house) => {
    const order = await paidOrder(house)
    house.at(firstDay)
    await house.orders.checkIn({ ...at(order.id), roomIds: ['room_101'] })
    await house.orders.extend({ ...at(order.id), checkOut: '2026-12-05' })
    await house.orders.leaveEarly({ ...at(order.id), checkOut: '2026-12-02' })
    assert.deepEqual(await house.stock('rt_order', '2026-12-02'), { held: 0, sold: 0 })
    const { order: now } = (await house.orders.whole(house.db, order.id))!
    assert.deepEqual(
      [now.checkOut, now.totalFen, now.waivedFen, now.paidFen, now.refundedFen],
      ['2026-12-02', 160_000, 80_000, 80_000, 40_000],
    )
    await house.orders.checkOut({ ...at(order.id), balance: 'settled' })
  }))

test('a move to a room of another type moves the stock with it', () =>
  inHouse(async (house) => {
    const order = await paidOrder(house)
    house.at(firstDay)
    await house.orders.checkIn({ ...at(order.id), roomIds: ['room_101'] })
    await house.orders.changeRoomNumber({ ...at(order.id), from: 'room_101', to: 'room_b201' })
    assert.deepEqual(await house.stock('rt_order', '2026-12-01'), { held: 0, sold: 0 })
    assert.deepEqual(await house.stock('rt_other', '2026-12-02'), { held: 0, sold: 1 })
  }))

test('goodwill is taken from the lines of its payment, never more than is left of them', () =>
  inHouse(async (house) => {
    const order = await paidOrder(house)
    const [payment] = await house.payments.paymentsOf(house.db, order.id)
    const give = (amountFen: number) =>
      house.orders.goodwillRefund({
        ...at(order.id),
        paymentId: payment!.id,
        amountFen,
        reason: '空调坏了',
        request: request(),
      })
    await give(30_000)
    await give(30_000)
    await assert.rejects(give(20_001), refusedAs('refund_exceeds_payment'))
    assert.equal(await house.status(order.id), 'paid')
    const preview = await house.orders.previewCancellation({ orderId: order.id, memberId: 'mem_1' })
    assert.equal(preview.refundFen, 20_000)
  }))

test('an order that awaits payment is paid at the desk, unless WeChat may still take money for it', () =>
  inHouse(async (house) => {
    const order = await house.placed()
    const money = { method: 'cash', amountFen: 80_000, receiptNo: 'R-3' } as const
    await house.orders.pay(mini(order.id))
    await assert.rejects(
      house.orders.takeDeskPayment({ ...at(order.id), ...money, request: request() }),
      refusedAs('payment_in_progress'),
    )
    await house.payments.endNow(`${order.orderNo}-1`)
    await house.orders.takeDeskPayment({ ...at(order.id), ...money, request: request() })
    assert.equal(await house.status(order.id), 'paid')
  }))

test('no number is given to a stay that is over', () =>
  inHouse(async (house) => {
    const order = await paidOrder(house)
    house.at(lastDay)
    await assert.rejects(house.orders.assignRooms({ ...at(order.id), roomIds: ['room_101'] }), refusedAs('stay_over'))
  }))

test('nobody moves into a number that went out of order since it was given', () =>
  inHouse(async (house) => {
    const order = await paidOrder(house)
    await house.orders.assignRooms({ ...at(order.id), roomIds: ['room_101'] })
    const setState = (state: string) =>
      house.db.transaction((tx) => tx.prepared(`update room set state = ? where id = 'room_101'`).run(state))
    await setState('out_of_order')
    house.at(firstDay)
    await assert.rejects(house.orders.checkIn({ ...at(order.id), roomIds: [] }), refusedAs('room_out_of_order'))
    await setState('clean')
    await house.orders.checkIn({ ...at(order.id), roomIds: [] })
  }))

test('what leaving early would return is what it returns', () =>
  inHouse(async (house) => {
    const order = await paidOrder(house)
    const previewFor = async (checkOut?: string) =>
      previewReturns((await house.orders.whole(house.db, order.id))!, { at: house.clock.now(), checkOut })
    assert.equal((await previewFor()).earlyDeparture, null)
    assert.equal((await previewFor()).cancellation!.refundFen, 80_000)
    house.at(firstDay)
    await house.orders.checkIn({ ...at(order.id), roomIds: ['room_101'] })
    await house.orders.extend({ ...at(order.id), checkOut: '2026-12-05' })
    assert.equal((await previewFor('2026-12-05')).earlyDeparture, null)
    const { cancellation, earlyDeparture } = await previewFor()
    assert.equal(cancellation, null)
    assert.deepEqual(
      [earlyDeparture!.checkOut, earlyDeparture!.refundFen, earlyDeparture!.waivedFen],
      ['2026-12-02', 40_000, 80_000],
    )
    await house.orders.leaveEarly({ ...at(order.id), checkOut: earlyDeparture!.checkOut })
    const { order: now } = (await house.orders.whole(house.db, order.id))!
    assert.deepEqual([now.refundedFen, now.waivedFen], [40_000, 80_000])
  }))
