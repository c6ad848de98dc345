import type { Tx } from '../../database/handle.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Fen } from '../../kernel/money.ts'
import type { Payments } from '../payments/index.ts'
import { move } from './move.ts'
import { byPayment, type RefundPart, sumFen } from './refund-parts.ts'
import { refundLine } from './store/lines.ts'
import { addRefunded, changeOrder, orderForWriting } from './store/orders.ts'

/** Why money goes back, as a code in the refund and as a sentence on the guest's WeChat bill. */
export const refundCauses = {
  cancel: '订单取消退款',
  closing: '订单已取消，付款退回',
  none_left: '房间已满，付款退回',
  late: '订单已失效，付款退回',
  extra: '重复付款退回',
  no_show: '未入住退款',
  leave_early: '提前离店退款',
  goodwill: '酒店退款',
} as const

export type RefundCause = keyof typeof refundCauses

export interface Returned {
  orderId: string
  parts: readonly RefundPart[]
  cause: RefundCause
  /** Tells several refunds of one cause apart; one per payment otherwise. */
  number?: number
  actor: Actor
}

/**
 * Sends parts of lines back through the payments that paid them, and notes it on the lines and the order. Does not
 * move the order. Answers the sum.
 */
export async function sendBack(tx: Tx, payments: Pick<Payments, 'refund'>, wish: Returned): Promise<Fen> {
  let sum = 0
  for (const [paymentId, parts] of byPayment(wish.parts)) {
    const amountFen = sumFen(parts.map((part) => part.amountFen))
    await payments.refund(tx, {
      paymentId,
      amountFen,
      cause: wish.number === undefined ? wish.cause : `${wish.cause}-${wish.number}`,
      reason: refundCauses[wish.cause],
      lines: parts.map(({ roomIndex, night, amountFen: fen }) => ({ roomIndex, night, amountFen: fen })),
      actor: wish.actor,
    })
    for (const part of parts) await refundLine(tx, wish.orderId, part)
    sum += amountFen
  }
  if (sum > 0) await addRefunded(tx, wish.orderId, sum)
  return sum
}

/** A refund of the order succeeded or was recorded: when that was the last one of a refunding order, it is refunded. */
export async function finishRefunds(tx: Tx, payments: Pick<Payments, 'refundsOf'>, orderId: string): Promise<void> {
  const order = await orderForWriting(tx, orderId)
  if (!order) return
  const refunds = await payments.refundsOf(tx, orderId)
  const done = refunds.every((refund) => refund.state === 'succeeded')
  if (order.status !== 'refunding' || !done) return changeOrder(tx, orderId, {})
  await move(tx, {
    orderId,
    from: ['refunding'],
    to: 'refunded',
    cause: 'refunds_done',
    actor: { kind: 'system', cause: 'refund' },
  })
}
