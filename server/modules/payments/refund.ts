import type { Tx } from '../../database/handle.ts'
import { type Actor, actorText } from '../../kernel/actor.ts'
import { newId } from '../../kernel/ids.ts'
import type { Fen } from '../../kernel/money.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { emit } from '../../messaging/emit.ts'
import type { RefundState } from '../../ports/pay.ts'
import type { Alarms } from '../alarms/index.ts'
import type { Payment, Refund } from './payment.ts'
import { setAside } from './settle.ts'
import { insertRefund, moveRefund, paymentById, refundBy, reserveRefund } from './store.ts'

export interface RefundWish {
  paymentId: string
  amountFen: Fen
  /** Why, as a code: one refund per payment and cause, however often it is asked. */
  cause: string
  /** For the guest's WeChat bill, at most 80 characters. */
  reason: string
  lines?: unknown[]
  actor: Actor
}

/**
 * Sends money back through the payment that brought it. WeChat's is asked for by an errand with one number until it
 * is settled; what was paid at the desk is recorded as returned there. The sum of refunds never exceeds the payment:
 * a conditional write on the payment's row. Refusals: `not_found`, `refund_exceeds_payment`.
 */
export async function refund(
  tx: Tx,
  deps: { askRefund(tx: Tx, refundId: string): Promise<void>; settled(tx: Tx, refund: Refund): Promise<void> },
  wish: RefundWish,
): Promise<Refund> {
  const asked = await refundBy(tx, { paymentId: wish.paymentId, cause: wish.cause })
  if (asked) return asked
  const payment = await paymentById(tx, wish.paymentId)
  if (!payment) throw new Refusal('not_found')
  if (!(await reserveRefund(tx, payment.id, wish.amountFen))) {
    throw new Refusal('refund_exceeds_payment', { facts: { leftFen: payment.amountFen - payment.refundedFen } })
  }
  const made = newRefund(payment, wish, tx.now)
  await insertRefund(tx, made, actorText(wish.actor))
  if (made.state === 'asked') await deps.askRefund(tx, made.id)
  else await deps.settled(tx, made)
  return made
}

function newRefund(payment: Payment, wish: RefundWish, now: number): Refund {
  const id = newId('rfd')
  const wechat = payment.method === 'wechat'
  return {
    id,
    outRefundNo: id,
    paymentId: payment.id,
    subjectId: payment.subjectId,
    amountFen: wish.amountFen,
    cause: wish.cause,
    reason: wish.reason.slice(0, 80),
    lines: wish.lines ?? [],
    state: wechat ? 'asked' : 'succeeded',
    createdAt: now,
    settledAt: wechat ? null : now,
  }
}

/** Tells that a refund ended. */
export async function tellRefundSettled(tx: Tx, ended: Refund): Promise<void> {
  await emit(tx, {
    event: 'refund.settled',
    key: ended.subjectId,
    payload: { refundId: ended.id, paymentId: ended.paymentId, subjectId: ended.subjectId },
  })
}

export type RefundNews = { kind: 'moved'; refund: Refund } | { kind: 'known' } | { kind: 'quarantined' }

const progressOf = {
  PROCESSING: 'processing',
  SUCCESS: 'succeeded',
  CLOSED: 'closed',
  ABNORMAL: 'abnormal',
} as const satisfies Record<RefundState['state'], Refund['state']>

/** Books what WeChat says of a refund. What does not match our row changes nothing but leaves a row and an alarm. */
export async function applyRefundState(
  tx: Tx,
  deps: { alarms: Alarms; mchid: string },
  told: RefundState,
): Promise<RefundNews> {
  const row = await refundBy(tx, { outRefundNo: told.outRefundNo })
  const payment = row && (await paymentById(tx, row.paymentId))
  const matches =
    payment &&
    told.mchid === deps.mchid &&
    told.amountFen === row.amountFen &&
    told.tradeAmountFen === payment.amountFen &&
    told.outTradeNo === payment.outTradeNo
  if (!matches) {
    await setAside(tx, deps.alarms, { subjectNo: told.outRefundNo, reason: 'refund_mismatch', content: told })
    return { kind: 'quarantined' }
  }
  const state = progressOf[told.state]
  const settledAt = state === 'succeeded' ? (told.settledAt ?? tx.now) : null
  if (!(await moveRefund(tx, row.id, { state, settledAt }))) return { kind: 'known' }
  const moved = { ...row, state, settledAt }
  if (state === 'processing') return { kind: 'moved', refund: moved }
  const subject = `refund:${row.id}`
  if (state === 'succeeded') await deps.alarms.settle(tx, 'refund_abnormal', subject)
  else {
    const detail = { outRefundNo: row.outRefundNo, amountFen: row.amountFen, state, subjectId: row.subjectId }
    await deps.alarms.raise(tx, { kind: 'refund_abnormal', subject, detail })
  }
  await tellRefundSettled(tx, moved)
  return { kind: 'moved', refund: moved }
}
