import type { Database } from './database.ts'

export type MovementKind = 'payment' | 'refund_accepted' | 'refund_settled' | 'refund_abnormal' | 'refund_closed'

/** A movement of money: what really happened, whatever anybody was told. */
export interface Movement {
  kind: MovementKind
  appid: string
  openid: string
  outTradeNo: string
  transactionId: string
  outRefundNo: string | null
  refundId: string | null
  amountFen: number
}

export interface LedgerRow extends Movement {
  seq: number
  at: number
}

export function writeLedger(db: Database, at: number, movement: Movement): void {
  db.run(
    `INSERT INTO ledger (at, kind, appid, openid, out_trade_no, transaction_id, out_refund_no, refund_id, amount_fen)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    at,
    movement.kind,
    movement.appid,
    movement.openid,
    movement.outTradeNo,
    movement.transactionId,
    movement.outRefundNo,
    movement.refundId,
    movement.amountFen,
  )
}

/** Rows after `afterSeq`, oldest first, at most `limit`. */
export function readLedger(db: Database, { afterSeq, limit }: { afterSeq: number; limit: number }): LedgerRow[] {
  return db.all<LedgerRow>(
    `SELECT seq, at, kind, appid, openid, out_trade_no AS outTradeNo, transaction_id AS transactionId,
            out_refund_no AS outRefundNo, refund_id AS refundId, amount_fen AS amountFen
     FROM ledger WHERE seq > ? ORDER BY seq LIMIT ?`,
    afterSeq,
    limit,
  )
}
