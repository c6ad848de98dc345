import type { Tx } from '../../../database/handle.ts'
import type { Fen } from '../../../kernel/money.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import type { Payment, PaymentMethod, PaymentPurpose } from '../../payments/index.ts'
import { bookPayment } from '../book-payment.ts'
import { balanceFen, type Order } from '../order.ts'
import { partsOfAmount, sumFen } from '../refund-parts.ts'
import { finishRefunds, sendBack } from '../send-back.ts'
import { linesForWriting, payLines } from '../store/lines.ts'
import { changeOrder } from '../store/orders.ts'
import { note, usePayment } from '../store/story.ts'
import { type AtDesk, type DeskDeps, orderAtDesk, recordDeed } from './desk.ts'

export type DeskMethod = Exclude<PaymentMethod, 'wechat'>

export interface DeskMoney extends AtDesk {
  method: DeskMethod
  amountFen: Fen
  receiptNo: string
}

/**
 * Money taken at the desk for exactly what is due: it pays an order that awaits payment, or settles the balance of a
 * stay. While WeChat may still take money for the order, that trade is ended first. Refusals: `order_state`,
 * `amount_not_due` with the balance, `payment_in_progress`.
 */
export async function takeDeskPayment(
  tx: Tx,
  deps: DeskDeps,
  wish: DeskMoney & { purpose?: PaymentPurpose },
): Promise<Payment> {
  const states = ['awaiting_payment', 'paid', 'checked_in', 'finished'] as const
  const { order } = await orderAtDesk(tx, wish, states)
  const dueFen = balanceFen(order)
  if (dueFen <= 0 || wish.amountFen !== dueFen) throw new Refusal('amount_not_due', { facts: { balanceFen: dueFen } })
  if ((await deps.payments.liveTradesOf(tx, order.id)).length > 0) throw new Refusal('payment_in_progress')
  const purpose = wish.purpose ?? (order.status === 'awaiting_payment' ? 'stay' : 'extension')
  const { method, amountFen, receiptNo, actor } = wish
  const payment = await deps.payments.recordDesk(tx, {
    subjectId: order.id,
    purpose,
    method,
    amountFen,
    receiptNo,
    actor,
  })
  const detail = { method, amountFen, receiptNo, purpose }
  await note(tx, order.id, { kind: 'desk_payment', actor, detail })
  await recordDeed(tx, deps.audit, { order, actor, action: 'order.desk_payment', after: detail })
  if (order.status === 'awaiting_payment') await bookPayment(tx, deps, payment, actor)
  else await settleBalance(tx, order, payment)
  return payment
}

async function settleBalance(tx: Tx, order: Order, payment: Payment): Promise<void> {
  const { amountFen } = payment
  await usePayment(tx, { paymentId: payment.id, orderId: order.id, amountFen, usedFor: 'booked' })
  await payLines(tx, { orderId: order.id, paymentId: payment.id, which: 'not_released' })
  await changeOrder(tx, order.id, { paid_fen: order.paidFen + amountFen })
}

/**
 * Money given back by a person with the permission, for a reason, without a change of state: taken from what is left
 * of the lines that the payment paid. Refusals: `order_state`, `refund_exceeds_payment` with what is left.
 */
export async function goodwillRefund(
  tx: Tx,
  deps: DeskDeps,
  wish: AtDesk & { paymentId: string; amountFen: Fen; reason: string },
): Promise<void> {
  const states = ['paid', 'checked_in', 'finished', 'no_show', 'cancelled', 'refunding', 'refunded'] as const
  const { order } = await orderAtDesk(tx, wish, states)
  const lines = (await linesForWriting(tx, order.id)).filter((line) => line.paymentId === wish.paymentId)
  const leftFen = sumFen(lines.map((line) => line.shareFen - line.refundedFen))
  if (wish.amountFen > leftFen) throw new Refusal('refund_exceeds_payment', { facts: { leftFen } })
  const number = (await deps.payments.refundsOf(tx, order.id)).length + 1
  const parts = partsOfAmount(lines, wish.amountFen)
  await sendBack(tx, deps.payments, { orderId: order.id, parts, cause: 'goodwill', number, actor: wish.actor })
  const detail = { cause: 'goodwill', refundFen: wish.amountFen, reason: wish.reason }
  await note(tx, order.id, { kind: 'money_returned', actor: wish.actor, detail })
  await recordDeed(tx, deps.audit, {
    order,
    actor: wish.actor,
    action: 'order.goodwill_refund',
    after: { paymentId: wish.paymentId, amountFen: wish.amountFen },
    reason: wish.reason,
  })
  if (order.status === 'refunding') await finishRefunds(tx, deps.payments, order.id)
}
