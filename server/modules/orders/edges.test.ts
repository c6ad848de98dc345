import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '../../kernel/refusal.ts'
import { deskActor, wishOf } from './test-house.ts'
import { inHouse, mini, own, paidOrder, refusedAs } from './test-truths.ts'

test('a placed order holds its nights, says so and awaits payment', () =>
  inHouse(async (house) => {
    const order = await house.placed({ rooms: 2, guests: ['苏晚', '陆川'] })
    assert.equal(order.status, 'awaiting_payment')
    assert.deepEqual(await house.stock('rt_order', '2026-12-02'), { held: 2, sold: 0 })
    assert.deepEqual(await house.stock('rt_order', '2026-12-03'), { held: 0, sold: 0 })
  }))

test('a paid order has its nights sold; the same notice again changes nothing', () =>
  inHouse(async (house) => {
    const order = await paidOrder(house)
    await house.notice(`${order.orderNo}-1`)
    assert.equal(await house.status(order.id), 'paid')
    assert.deepEqual(await house.stock('rt_order', '2026-12-01'), { held: 0, sold: 1 })
    assert.equal(house.wechat.refunds.size, 0)
  }))

test('the guest’s sync books the payment when the notice is lost', () =>
  inHouse(async (house) => {
    const order = await house.placed()
    await house.orders.pay(mini(order.id))
    house.wechat.paid(`${order.orderNo}-1`)
    const seen = await house.orders.syncPayment(own(order.id))
    assert.equal(seen.order.status, 'paid')
  }))

test('an order nobody tried to pay is cancelled at once, and its coupon is usable again', () =>
  inHouse(async (house) => {
    const grantId = await house.giveCoupon(6000)
    const order = await house.placed({ grantId, expectedTotalFen: 74_000 })
    assert.equal(await house.couponState(grantId), 'locked')
    await house.orders.cancelByGuest({ ...own(order.id), expectedRefundFen: 0 })
    assert.equal(await house.status(order.id), 'cancelled')
    assert.equal(await house.couponState(grantId), 'usable')
    assert.deepEqual(await house.stock('rt_order', '2026-12-01'), { held: 0, sold: 0 })
  }))

test('cancelling with a trade open keeps the hold until WeChat has closed it', () =>
  inHouse(async (house) => {
    const order = await house.placed()
    await house.orders.pay(mini(order.id))
    await house.orders.cancelByGuest({ ...own(order.id), expectedRefundFen: 0 })
    assert.equal(await house.status(order.id), 'cancelling')
    assert.deepEqual(await house.stock('rt_order', '2026-12-01'), { held: 1, sold: 0 })
    house.wechat.goAway()
    await house.runErrands()
    assert.equal(await house.status(order.id), 'cancelling')
    house.wechat.comeBack()
    house.pass(5_000)
    await house.runErrands()
    assert.equal(await house.status(order.id), 'cancelled')
    assert.equal(house.wechat.trades.get(`${order.orderNo}-1`)!.state, 'CLOSED')
  }))

test('money that comes while the order is cancelling goes back in full, and the order says so', () =>
  inHouse(async (house) => {
    const order = await house.placed()
    await house.orders.pay(mini(order.id))
    await house.orders.cancelByGuest({ ...own(order.id), expectedRefundFen: 0 })
    await house.notice(`${order.orderNo}-1`)
    assert.equal(await house.status(order.id), 'refunding')
    await house.runErrands()
    assert.equal(await house.status(order.id), 'refunded')
    assert.deepEqual(
      [...house.wechat.refunds.values()].map((refund) => refund.amountFen),
      [80_000],
    )
  }))

test('the deadline is never early, and ends an untouched order at once', () =>
  inHouse(async (house) => {
    const order = await house.placed()
    house.pass(30 * 60_000 - 1)
    const due = () => house.db.transaction((tx) => house.orders.expireIfUnpaid(tx, { orderId: order.id }))
    await due()
    assert.equal(await house.status(order.id), 'awaiting_payment')
    house.pass(1)
    await due()
    await due()
    assert.equal(await house.status(order.id), 'expired')
  }))

test('whoever looks at an overdue order sees it expired', () =>
  inHouse(async (house) => {
    const order = await house.placed()
    house.pass(31 * 60_000)
    assert.equal((await house.orders.see(own(order.id))).order.status, 'expired')
  }))

test('the sweep ends what no message ended, and chases what WeChat has not answered', () =>
  inHouse(async (house) => {
    const untouched = await house.placed()
    const tried = await house.placed()
    await house.orders.pay(mini(tried.id))
    house.pass(31 * 60_000)
    assert.equal(await house.orders.expireOverdue(), 2)
    assert.equal(await house.status(untouched.id), 'expired')
    assert.equal(await house.status(tried.id), 'expiring')
    house.pass(61_000)
    assert.equal(await house.orders.chaseClosing(), 1)
    assert.equal(await house.orders.chaseClosing(), 0)
    await house.runErrands()
    assert.equal(await house.status(tried.id), 'expired')
  }))

test('money that comes while the order is expiring makes it paid', () =>
  inHouse(async (house) => {
    const order = await house.placed()
    await house.orders.pay(mini(order.id))
    house.pass(31 * 60_000)
    await house.orders.expireOverdue()
    house.wechat.paid(`${order.orderNo}-1`)
    await house.runErrands()
    assert.equal(await house.status(order.id), 'paid')
  }))

test('a late payment takes the rooms and the coupon again while both are free', () =>
  inHouse(async (house) => {
    const grantId = await house.giveCoupon(6000)
    const order = await house.placed({ grantId, expectedTotalFen: 74_000 })
    await house.orders.pay(mini(order.id))
    house.pass(31 * 60_000)
    await house.orders.expireOverdue()
    await house.runErrands()
    assert.equal(await house.status(order.id), 'expired')
    assert.equal(await house.couponState(grantId), 'usable')
    await house.notice(`${order.orderNo}-1`)
    assert.equal(await house.status(order.id), 'paid')
    assert.equal(await house.couponState(grantId), 'used')
    assert.deepEqual(await house.stock('rt_order', '2026-12-01'), { held: 0, sold: 1 })
  }))

test('a late payment goes back when the rooms are gone, or the day of check-in is over', () =>
  inHouse(async (house) => {
    const order = await house.placed()
    await house.orders.pay(mini(order.id))
    house.pass(31 * 60_000)
    await house.orders.expireOverdue()
    await house.runErrands()
    await house.placed({ memberId: 'mem_2', rooms: 5 })
    await house.notice(`${order.orderNo}-1`)
    await house.notice(`${order.orderNo}-1`)
    await house.runErrands()
    assert.equal(await house.status(order.id), 'refunded')
    assert.equal(house.wechat.refunds.size, 1)

    const late = await house.placed({
      stay: { checkIn: '2026-11-25', checkOut: '2026-11-26' },
      expectedTotalFen: 40_000,
    })
    await house.orders.pay(mini(late.id))
    house.pass(31 * 60_000)
    await house.orders.expireOverdue()
    await house.runErrands()
    house.at('2026-11-26T06:00:01+08:00')
    await house.notice(`${late.orderNo}-1`)
    await house.runErrands()
    assert.equal(await house.status(late.id), 'refunded')
  }))

test('a late payment of a cancelled order goes back once', () =>
  inHouse(async (house) => {
    const order = await house.placed()
    await house.orders.pay(mini(order.id))
    await house.orders.cancelByGuest({ ...own(order.id), expectedRefundFen: 0 })
    await house.runErrands()
    await house.notice(`${order.orderNo}-1`)
    await house.runErrands()
    assert.equal(await house.status(order.id), 'refunded')
  }))

test('stock mode payment takes the room when the money comes, and returns it when none is left', () =>
  inHouse(async (house) => {
    const first = await house.placed({ roomTypeId: 'rt_payment' })
    const second = await house.placed({ roomTypeId: 'rt_payment', memberId: 'mem_2' })
    assert.deepEqual(await house.stock('rt_payment', '2026-12-01'), { held: 0, sold: 0 })
    await house.orders.pay(mini(first.id))
    await house.orders.pay({ ...mini(second.id), memberId: 'mem_2' })
    await house.notice(`${second.orderNo}-1`)
    await house.notice(`${first.orderNo}-1`)
    await house.runErrands()
    assert.equal(await house.status(second.id), 'paid')
    assert.equal(await house.status(first.id), 'refunded')
    assert.deepEqual(await house.stock('rt_payment', '2026-12-02'), { held: 0, sold: 1 })
  }))

test('stock mode never takes nothing and refuses nobody', () =>
  inHouse(async (house) => {
    const order = await paidOrder(house, { roomTypeId: 'rt_never', rooms: 10, guests: ['苏晚'] })
    assert.equal(await house.status(order.id), 'paid')
  }))

test('a second payment of a paid order goes back in full and the order stays paid', () =>
  inHouse(async (house) => {
    const order = await house.placed()
    await house.orders.pay(mini(order.id))
    house.wechat.trades.get(`${order.orderNo}-1`)!.state = 'CLOSED'
    await house.orders.pay({ ...mini(order.id), appid: 'app_web' })
    await house.notice(`${order.orderNo}-2`)
    await house.notice(`${order.orderNo}-1`)
    await house.runErrands()
    assert.equal(await house.status(order.id), 'paid')
    assert.deepEqual(
      [...house.wechat.refunds.values()].map((refund) => refund.outTradeNo),
      [`${order.orderNo}-1`],
    )
  }))

test('asking to pay again is the same trade; the other client closes it and opens the next', () =>
  inHouse(async (house) => {
    const order = await house.placed()
    const once = await house.orders.pay(mini(order.id))
    assert.equal((await house.orders.pay(mini(order.id))).package, once.package)
    const other = await house.orders.pay({ ...mini(order.id), appid: 'app_web' })
    assert.equal(other.package, `prepay_id=pre_${order.orderNo}-2`)
    assert.equal(house.wechat.trades.get(`${order.orderNo}-1`)!.state, 'CLOSED')
    house.pass(31 * 60_000)
    await assert.rejects(house.orders.pay(mini(order.id)), refusedAs('order_not_payable'))
    await assert.rejects(house.orders.pay({ ...mini(order.id), memberId: 'mem_2' }), refusedAs('not_found'))
  }))

test('a free cancellation returns all of it; a wrong figure is refused with the right one', () =>
  inHouse(async (house) => {
    const grantId = await house.giveCoupon(6000)
    const order = await paidOrder(house, { grantId, expectedTotalFen: 74_000 })
    const preview = await house.orders.previewCancellation(own(order.id))
    assert.equal(preview.refundFen, 74_000)
    assert.equal(preview.until, Date.parse('2026-11-30T18:00:00+08:00'))
    await assert.rejects(
      house.orders.cancelByGuest({ ...own(order.id), expectedRefundFen: 1 }),
      (error) =>
        error instanceof Refusal && error.code === 'refund_changed' && error.detail.facts?.refundFen === 74_000,
    )
    await house.orders.cancelByGuest({ ...own(order.id), expectedRefundFen: 74_000 })
    assert.equal(await house.status(order.id), 'refunding')
    await house.runErrands()
    assert.equal(await house.status(order.id), 'refunded')
    assert.equal(await house.couponState(grantId), 'usable')
    assert.deepEqual(await house.stock('rt_order', '2026-12-01'), { held: 0, sold: 0 })
  }))

test('after the free phase the first night and the coupon are kept', () =>
  inHouse(async (house) => {
    const grantId = await house.giveCoupon(6000)
    const order = await paidOrder(house, { grantId, expectedTotalFen: 74_000 })
    house.at('2026-11-30T18:00:00+08:00')
    await house.orders.cancelByGuest({ ...own(order.id), expectedRefundFen: 37_000 })
    await house.runErrands()
    assert.equal(await house.status(order.id), 'refunded')
    assert.equal(await house.couponState(grantId), 'used')
  }))

test('when the policy keeps everything, a confirmed zero cancels the order', () =>
  inHouse(async (house) => {
    const order = await paidOrder(house)
    house.at('2026-12-01T18:00:00+08:00')
    await house.orders.cancelByGuest({ ...own(order.id), expectedRefundFen: 0 })
    assert.equal(await house.status(order.id), 'cancelled')
    await assert.rejects(
      house.orders.cancelByGuest({ ...own(order.id), expectedRefundFen: 0 }),
      refusedAs('order_not_cancellable'),
    )
  }))

test('an abnormal refund keeps the order refunding', () =>
  inHouse(async (house) => {
    const order = await paidOrder(house)
    await house.orders.cancelByGuest({ ...own(order.id), expectedRefundFen: 80_000 })
    const [refund] = await house.payments.refundsOf(house.db, order.id)
    const told = {
      mchid: 'mch_1',
      outTradeNo: `${order.orderNo}-1`,
      outRefundNo: refund!.outRefundNo,
      refundId: 'r',
      amountFen: 80_000,
      tradeAmountFen: 80_000,
      settledAt: null,
    }
    const hear = (state: 'ABNORMAL' | 'SUCCESS') =>
      house.db.transaction(async (tx) => {
        const news = await house.payments.applyRefundState(tx, { ...told, state })
        if (news.kind === 'moved') await house.orders.recordRefund(tx, news.refund)
      })
    await hear('ABNORMAL')
    assert.equal(await house.status(order.id), 'refunding')
    await hear('SUCCESS')
    assert.equal(await house.status(order.id), 'refunded')
  }))

test('the net books a payment that settled unnoticed', () =>
  inHouse(async (house) => {
    const order = await house.placed()
    await house.orders.pay(mini(order.id))
    const settled = await house.db.transaction((tx) =>
      house.payments.settle(tx, house.wechat.paid(`${order.orderNo}-1`)),
    )
    assert.equal(settled.kind, 'settled')
    const { id } = (settled as { payment: { id: string } }).payment
    const net = () => house.db.transaction((tx) => house.orders.markPaid(tx, { paymentId: id, subjectId: order.id }))
    await net()
    await net()
    assert.equal(await house.status(order.id), 'paid')
  }))

test('a notice that says another sum moves nothing', () =>
  inHouse(async (house) => {
    const order = await house.placed()
    await house.orders.pay(mini(order.id))
    await house.notice(`${order.orderNo}-1`, { ...house.wechat.paid(`${order.orderNo}-1`), amountFen: 1 })
    assert.equal(await house.status(order.id), 'awaiting_payment')
  }))

test('somebody else’s order is not found', () =>
  inHouse(async (house) => {
    const order = await house.placed()
    const other = { orderId: order.id, memberId: 'mem_2' }
    await assert.rejects(house.orders.see(other), refusedAs('not_found'))
    await assert.rejects(house.orders.cancelByGuest({ ...other, expectedRefundFen: 0 }), refusedAs('not_found'))
    await assert.rejects(house.orders.myStory(other), refusedAs('not_found'))
    await assert.rejects(
      house.orders.cancelByStaff({
        orderId: order.id,
        hotelIds: ['hot_2'],
        actor: deskActor,
        reason: 'x',
        returns: 'all',
      }),
      refusedAs('not_found'),
    )
    assert.equal(wishOf().memberId, 'mem_1')
  }))
