import type { Context } from '../context.ts'
import { writeLedger } from '../ledger.ts'
import { addNotice, type Delivery } from '../notices/queue.ts'
import { newTransactionId } from '../numbers.ts'
import { userOfOpenid } from '../people.ts'
import { prepayLifeMs } from './prepay.ts'
import { findTrade, type TradeRow, tradeView } from './trades.ts'

/** Why a pay sheet does not take the money. */
export type SheetRefusal =
  | 'no_such_prepay'
  | 'prepay_expired'
  | 'payer_mismatch'
  | 'already_paid'
  | 'trade_closed'
  | 'trade_expired'

/** The trade behind a prepay id, if this person can pay it now. */
export function openPrepay(context: Context, prepayId: string, userId: string): TradeRow | SheetRefusal {
  const prepay = context.db.one<{ out_trade_no: string; made_at: number }>(
    `SELECT out_trade_no, made_at FROM prepays WHERE prepay_id = ?`,
    prepayId,
  )
  if (!prepay) return 'no_such_prepay'
  const trade = findTrade(context, prepay.out_trade_no)!
  const now = context.clock.now()
  if (trade.state === 'SUCCESS') return 'already_paid'
  if (trade.state === 'CLOSED') return 'trade_closed'
  if (trade.pay_before <= now) return 'trade_expired'
  if (now - prepay.made_at >= prepayLifeMs) return 'prepay_expired'
  return userOfOpenid(context, trade.appid, trade.openid) === userId ? trade : 'payer_mismatch'
}

/** Takes the money: the trade, the ledger and the notices in one transaction. */
export function payTrade(context: Context, trade: TradeRow, delivery: Delivery): TradeRow {
  const { db, clock } = context
  return db.transaction(() => {
    const now = clock.now()
    const transactionId = newTransactionId(now)
    db.run(
      `UPDATE trades SET state = 'SUCCESS', transaction_id = ?, paid_at = ? WHERE out_trade_no = ? AND state = 'NOTPAY'`,
      transactionId,
      now,
      trade.out_trade_no,
    )
    writeLedger(db, now, {
      kind: 'payment',
      appid: trade.appid,
      openid: trade.openid,
      outTradeNo: trade.out_trade_no,
      transactionId,
      outRefundNo: null,
      refundId: null,
      amountFen: trade.total_fen,
    })
    const paid = findTrade(context, trade.out_trade_no)!
    addNotice(context, {
      eventType: 'TRANSACTION.SUCCESS',
      summary: '支付成功',
      url: paid.notify_url,
      outTradeNo: paid.out_trade_no,
      plaintext: tradeView(context, paid),
      delivery,
    })
    return paid
  })
}
