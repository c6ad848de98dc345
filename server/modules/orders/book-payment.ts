import type { Tx } from '../../database/handle.ts'
import type { Actor } from '../../kernel/actor.ts'
import { hotelDay } from '../../kernel/stay.ts'
import type { Alarms } from '../alarms/index.ts'
import type { Coupons } from '../coupons/index.ts'
import type { Payment, Payments } from '../payments/index.ts'
import { move } from './move.ts'
import { balanceFen, type Order } from './order.ts'
import type { OrderCause } from './order-states.ts'
import { refundParts } from './refund-parts.ts'
import { finishRefunds, type RefundCause, refundCauses, sendBack } from './send-back.ts'
import { releaseNights, type StockDeps, sellHeld, takeNights } from './stock.ts'
import { linesForWriting, payLines } from './store/lines.ts'
import { changeOrder, orderForWriting } from './store/orders.ts'
import { note, usePayment } from './store/story.ts'

export interface BookingDeps extends StockDeps {
  payments: Pick<Payments, 'refund' | 'refundsOf'>
  coupons: Pick<Coupons, 'use' | 'giveBack' | 'retake'>
  alarms: Pick<Alarms, 'settle'>
}

/**
 * Uses a payment of an order, once, whatever told of it: it makes the order paid, or finds it over and goes back.
 * Every yuan ends in a paid order or in a full refund.
 */
export async function bookPayment(tx: Tx, deps: BookingDeps, payment: Payment, actor: Actor): Promise<void> {
  const order = await orderForWriting(tx, payment.subjectId)
  if (!order) throw new Error(`payment ${payment.id} is for no order: ${payment.subjectId}`)
  const pays = payment.amountFen === balanceFen(order)
  const open = order.status in ways && pays
  const isNew = await usePayment(tx, {
    paymentId: payment.id,
    orderId: order.id,
    amountFen: payment.amountFen,
    usedFor: open ? 'booked' : 'returned',
  })
  if (!isNew) return
  if (!open) return returnExtra(tx, deps, order, payment)
  await payLines(tx, { orderId: order.id, paymentId: payment.id, which: 'all' })
  await ways[order.status as keyof typeof ways](tx, deps, order, { payment, actor })
  await deps.alarms.settle(tx, 'closing_overdue', `order:${order.id}`)
}

interface Booking {
  payment: Payment
  actor: Actor
}

type Way = (tx: Tx, deps: BookingDeps, order: Order, booking: Booking) => Promise<void>

/** What money does to an order in each state in which it can be meant for it. */
const ways = {
  awaiting_payment: bookInTime,
  expiring: bookInTime,
  cancelling: bookAndReturn,
  expired: bookLate,
  cancelled: returnLate,
} as const satisfies Partial<Record<Order['status'], Way>>

/** The guest paid while the order was open. */
async function bookInTime(tx: Tx, deps: BookingDeps, order: Order, booking: Booking): Promise<void> {
  const there = order.stockMode !== 'payment' || (await takeNights(tx, deps, order, 'none'))
  if (!there) return returnNoneLeft(tx, deps, order, booking)
  await markPaid(tx, order, booking, 'payment')
  await sellHeld(tx, deps, order.id)
  if (order.grantId) await deps.coupons.use(tx, order.id)
}

/** Stock mode `payment`, and somebody else was faster: all of it goes back, once. */
async function returnNoneLeft(tx: Tx, deps: BookingDeps, order: Order, booking: Booking): Promise<void> {
  if (order.status === 'expiring') await markPaid(tx, order, booking, 'payment')
  await returnAll(tx, deps, order, {
    ...booking,
    from: ['awaiting_payment', 'paid'],
    why: 'none_left',
    as: 'none_left',
  })
}

/** Paid after the guest cancelled, before WeChat closed the trade: booked, and in full on its way back. */
async function bookAndReturn(tx: Tx, deps: BookingDeps, order: Order, booking: Booking): Promise<void> {
  await markPaid(tx, order, booking, 'payment')
  await returnAll(tx, deps, order, { ...booking, from: ['paid'], why: 'guest', as: 'closing' })
}

/** Paid after the deadline: the rooms and the coupon are taken again if both are still free and the stay can begin. */
async function bookLate(tx: Tx, deps: BookingDeps, order: Order, booking: Booking): Promise<void> {
  const inTime = hotelDay(tx.now, order.terms.clock) <= order.checkIn
  if (!inTime || !(await takeAgain(tx, deps, order))) return returnLate(tx, deps, order, booking)
  await markPaid(tx, order, booking, 'late_payment')
  if (order.grantId) await deps.coupons.use(tx, order.id)
}

async function takeAgain(tx: Tx, deps: BookingDeps, order: Order): Promise<boolean> {
  if (order.grantId && !(await deps.coupons.retake(tx, { grantId: order.grantId, orderId: order.id }))) return false
  if (await takeNights(tx, deps, order, 'released')) return true
  if (order.grantId) await deps.coupons.giveBack(tx, order.id)
  return false
}

async function returnLate(tx: Tx, deps: BookingDeps, order: Order, booking: Booking): Promise<void> {
  const from = ['expired', 'cancelled'] as const
  await returnAll(tx, deps, order, { ...booking, from, why: 'late_payment', as: 'late' })
}

async function markPaid(tx: Tx, order: Order, booking: Booking, cause: OrderCause): Promise<void> {
  const moved = await move(tx, {
    orderId: order.id,
    from: [order.status],
    to: 'paid',
    cause,
    actor: booking.actor,
    set: { paid_fen: order.paidFen + booking.payment.amountFen, chase_at: null },
  })
  if (!moved) throw new Error(`order ${order.id} moved while it was locked`)
}

/** The whole payment goes back; what the order still keeps of rooms and coupon is free again. */
async function returnAll(
  tx: Tx,
  deps: BookingDeps,
  order: Order,
  way: Booking & { from: readonly Order['status'][]; why: OrderCause; as: RefundCause },
): Promise<void> {
  await move(tx, {
    orderId: order.id,
    from: way.from,
    to: 'refunding',
    cause: way.why,
    actor: way.actor,
    set: { paid_fen: order.paidFen + way.payment.amountFen, chase_at: null },
  })
  const parts = refundParts(await linesForWriting(tx, order.id), { kind: 'nothing' })
  await sendBack(tx, deps.payments, { orderId: order.id, parts, cause: way.as, actor: way.actor })
  await finishRefunds(tx, deps.payments, order.id)
  const live = order.status !== 'expired' && order.status !== 'cancelled'
  if (live && order.grantId) await deps.coupons.giveBack(tx, order.id)
  await releaseNights(tx, deps, order.id)
}

/** Money that the order does not need: a second payment, or one that came when it was long over. */
async function returnExtra(tx: Tx, deps: BookingDeps, order: Order, payment: Payment): Promise<void> {
  const actor = { kind: 'system', cause: 'payment' } as const
  await deps.payments.refund(tx, {
    paymentId: payment.id,
    amountFen: payment.amountFen,
    cause: 'extra',
    reason: refundCauses.extra,
    actor,
  })
  await note(tx, order.id, { kind: 'extra_payment', actor, detail: { amountFen: payment.amountFen } })
  await changeOrder(tx, order.id, {})
}
