import { chinaInstant } from '../china-time.ts'
import type { Context } from '../context.ts'
import { type MovementKind, writeLedger } from '../ledger.ts'
import { addNotice } from '../notices/queue.ts'
import { findTrade, type TradeRow } from './trades.ts'

export interface RefundRow {
  out_refund_no: string
  refund_id: string
  out_trade_no: string
  refund_fen: number
  reason: string | null
  notify_url: string | null
  parameters: string
  status: 'PROCESSING' | RefundEnd
  /** What will become of it; `PROCESSING`: nothing by itself. */
  outcome: 'PROCESSING' | RefundEnd
  made_at: number
  settle_at: number | null
  settled_at: number | null
}

export type RefundEnd = 'SUCCESS' | 'ABNORMAL' | 'CLOSED'

export function findRefund({ db }: Context, outRefundNo: string): RefundRow | undefined {
  return db.one<RefundRow>(`SELECT * FROM refunds WHERE out_refund_no = ?`, outRefundNo)
}

/** A refund as the API tells it. */
export function refundView(context: Context, refund: RefundRow): object {
  const trade = findTrade(context, refund.out_trade_no)!
  const success = refund.status === 'SUCCESS' ? { success_time: chinaInstant(refund.settled_at!) } : {}
  return {
    refund_id: refund.refund_id,
    out_refund_no: refund.out_refund_no,
    transaction_id: trade.transaction_id,
    out_trade_no: refund.out_trade_no,
    channel: 'ORIGINAL',
    user_received_account: '支付用户零钱',
    ...success,
    create_time: chinaInstant(refund.made_at),
    status: refund.status,
    funds_account: 'AVAILABLE',
    amount: {
      total: trade.total_fen,
      refund: refund.refund_fen,
      payer_total: trade.total_fen,
      payer_refund: refund.refund_fen,
      settlement_refund: refund.refund_fen,
      settlement_total: trade.total_fen,
      discount_refund: 0,
      currency: 'CNY',
    },
    promotion_detail: [],
  }
}

const ends: Record<RefundEnd, { movement: MovementKind; summary: string }> = {
  SUCCESS: { movement: 'refund_settled', summary: '退款成功' },
  ABNORMAL: { movement: 'refund_abnormal', summary: '退款异常' },
  CLOSED: { movement: 'refund_closed', summary: '退款关闭' },
}

/** Ends every refund that is due by now. Returns how many. */
export function settleDueRefunds(context: Context): number {
  const due = context.db.all<RefundRow>(
    `SELECT * FROM refunds WHERE settle_at <= ? ORDER BY settle_at LIMIT 100`,
    context.clock.now(),
  )
  for (const refund of due) settleRefund(context, refund, refund.outcome as RefundEnd)
  return due.length
}

/** Ends a refund that is being processed: its row, the ledger and the notice in one transaction. False: it had ended. */
export function settleRefund(context: Context, refund: RefundRow, end: RefundEnd): boolean {
  const { db, clock } = context
  return db.transaction(() => {
    const now = clock.now()
    const moved = db.run(
      `UPDATE refunds SET status = ?, settled_at = ?, settle_at = NULL WHERE out_refund_no = ? AND status = 'PROCESSING'`,
      end,
      now,
      refund.out_refund_no,
    )
    if (moved !== 1) return false
    const trade = findTrade(context, refund.out_trade_no)!
    writeRefundMovement(context, trade, refund, ends[end].movement)
    if (refund.notify_url) tellRefund(context, trade, findRefund(context, refund.out_refund_no)!)
    return true
  })
}

export function writeRefundMovement(context: Context, trade: TradeRow, refund: RefundRow, kind: MovementKind): void {
  writeLedger(context.db, context.clock.now(), {
    kind,
    appid: trade.appid,
    openid: trade.openid,
    outTradeNo: trade.out_trade_no,
    transactionId: trade.transaction_id!,
    outRefundNo: refund.out_refund_no,
    refundId: refund.refund_id,
    amountFen: refund.refund_fen,
  })
}

function tellRefund(context: Context, trade: TradeRow, refund: RefundRow): void {
  const end = refund.status as RefundEnd
  addNotice(context, {
    eventType: `REFUND.${end}`,
    summary: ends[end].summary,
    url: refund.notify_url!,
    outTradeNo: trade.out_trade_no,
    outRefundNo: refund.out_refund_no,
    plaintext: {
      mchid: context.keys.mchid,
      transaction_id: trade.transaction_id,
      out_trade_no: trade.out_trade_no,
      refund_id: refund.refund_id,
      out_refund_no: refund.out_refund_no,
      refund_status: end,
      ...(end === 'SUCCESS' ? { success_time: chinaInstant(refund.settled_at!) } : {}),
      user_received_account: '支付用户零钱',
      amount: {
        total: trade.total_fen,
        refund: refund.refund_fen,
        payer_total: trade.total_fen,
        payer_refund: refund.refund_fen,
      },
    },
  })
}
