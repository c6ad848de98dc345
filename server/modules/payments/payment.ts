import type { Tx } from '../../database/handle.ts'
import type { Fen } from '../../kernel/money.ts'
import type { Instant } from '../../kernel/stay.ts'
import type { Trade as WechatTrade } from '../../ports/pay.ts'
import type { PaymentMethod, PaymentPurpose, RefundProgress, TradeState } from './tables.ts'

export type { PaymentMethod, PaymentPurpose, RefundProgress, TradeState }

/** One attempt to be paid through WeChat: bound to one person of one app, and to one sum. */
export interface OpenedTrade {
  outTradeNo: string
  subjectId: string
  appid: string
  openid: string
  amountFen: Fen
  description: string
  state: TradeState
  prepayId: string | null
  prepaidAt: Instant | null
  expiresAt: Instant
}

/** Money that is ours. */
export interface Payment {
  id: string
  subjectId: string
  purpose: PaymentPurpose
  method: PaymentMethod
  amountFen: Fen
  refundedFen: Fen
  outTradeNo: string | null
  transactionId: string | null
  receiptNo: string | null
  recordedBy: string
  paidAt: Instant
}

/** Money on its way back through the payment that brought it. */
export interface Refund {
  id: string
  outRefundNo: string
  paymentId: string
  subjectId: string
  amountFen: Fen
  cause: string
  reason: string
  /** The order lines it is made of: opaque here. */
  lines: unknown[]
  state: RefundProgress
  createdAt: Instant
  settledAt: Instant | null
}

/** What WeChat says of one of our trades: null where it knows no such trade. */
export interface TradeNews {
  outTradeNo: string
  subjectId: string
  answer: WechatTrade | null
}

/** Who owns the subject of a payment: bound by the composition root, called in the transaction that learnt the news. */
export interface PaymentListener {
  /** A trade was paid, closed, or is unknown at WeChat. */
  onTrade(tx: Tx, news: TradeNews): Promise<void>
  /** A refund ended, with success or not. */
  onRefund(tx: Tx, refund: Refund): Promise<void>
}
