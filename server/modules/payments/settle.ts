import { insertedOnce } from '../../database/dialect.ts'
import type { Tx } from '../../database/handle.ts'
import { newId } from '../../kernel/ids.ts'
import { emit } from '../../messaging/emit.ts'
import type { Trade as WechatTrade } from '../../ports/pay.ts'
import type { Alarms } from '../alarms/index.ts'
import type { OpenedTrade, Payment } from './payment.ts'
import {
  markTradeClosed,
  markTradePaid,
  paymentByTransaction,
  paymentInsert,
  quarantineInsert,
  tradeByNo,
} from './store.ts'

export type Settlement =
  | { kind: 'settled'; payment: Payment }
  /** It was settled before: nothing changed. */
  | { kind: 'known'; payment: Payment }
  /** It says something our rows do not: nothing was applied, a row and an alarm were. */
  | { kind: 'quarantined' }
  | { kind: 'not_paid' }

/**
 * Books the money of a trade, once per transaction number and once per trade number. Every field must match the row
 * of the trade, or nothing is applied. A trade that is not paid never uses up the place of the success.
 */
export async function settle(tx: Tx, deps: { alarms: Alarms; mchid: string }, told: WechatTrade): Promise<Settlement> {
  const trade = await tradeByNo(tx, told.outTradeNo)
  if (told.state === 'CLOSED' || told.state === 'REVOKED') await markTradeClosed(tx, told.outTradeNo)
  if (told.state !== 'SUCCESS' && told.state !== 'REFUND') return { kind: 'not_paid' }
  const mismatch = whatDoesNotMatch(trade, told, deps.mchid)
  if (mismatch || !trade) return quarantine(tx, deps.alarms, told, mismatch ?? 'unknown_trade')
  const payment = paymentOf(trade, told)
  if (await insertedOnce(paymentInsert(tx, payment))) {
    await markTradePaid(tx, trade.outTradeNo)
    await emit(tx, {
      event: 'payment.settled',
      key: trade.subjectId,
      payload: { paymentId: payment.id, subjectId: trade.subjectId },
    })
    return { kind: 'settled', payment }
  }
  const [known, ...others] = await paymentByTransaction(tx, {
    transactionId: payment.transactionId!,
    outTradeNo: trade.outTradeNo,
  })
  const same =
    known &&
    others.length === 0 &&
    known.transactionId === payment.transactionId &&
    known.outTradeNo === payment.outTradeNo &&
    known.amountFen === payment.amountFen
  return same ? { kind: 'known', payment: known } : quarantine(tx, deps.alarms, told, 'transaction_conflict')
}

function whatDoesNotMatch(trade: OpenedTrade | null, told: WechatTrade, mchid: string): string | null {
  if (!trade) return 'unknown_trade'
  if (told.mchid !== mchid) return 'mchid'
  if (told.appid !== trade.appid) return 'appid'
  if (told.openid !== trade.openid) return 'payer'
  if (told.amountFen !== trade.amountFen) return 'amount'
  if (told.currency !== 'CNY') return 'currency'
  if (!told.transactionId) return 'transaction_id'
  return null
}

function paymentOf(trade: OpenedTrade, told: WechatTrade): Payment {
  return {
    id: newId('pay'),
    subjectId: trade.subjectId,
    purpose: 'stay',
    method: 'wechat',
    amountFen: trade.amountFen,
    refundedFen: 0,
    outTradeNo: trade.outTradeNo,
    transactionId: told.transactionId,
    receiptNo: null,
    recordedBy: 'system:wechat',
    paidAt: told.paidAt ?? trade.expiresAt,
  }
}

/** Keeps what did not match beside the books, with an alarm, once per number and reason. */
export async function setAside(
  tx: Tx,
  alarms: Alarms,
  entry: { subjectNo: string; reason: string; content: unknown },
): Promise<void> {
  await insertedOnce(quarantineInsert(tx, { id: newId('qua'), ...entry }))
  await alarms.raise(tx, {
    kind: 'notice_quarantined',
    subject: `trade:${entry.subjectNo}`,
    detail: { reason: entry.reason },
  })
}

async function quarantine(tx: Tx, alarms: Alarms, told: WechatTrade, reason: string): Promise<Settlement> {
  await setAside(tx, alarms, { subjectNo: told.outTradeNo, reason, content: told })
  return { kind: 'quarantined' }
}
