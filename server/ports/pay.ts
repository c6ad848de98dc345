import type { Fen } from '../kernel/money.ts'
import type { Instant } from '../kernel/stay.ts'

/** One payment we ask WeChat to take. The row of this trade is committed before the call. */
export interface TradeRequest {
  appid: string
  openid: string
  outTradeNo: string
  description: string
  amountFen: Fen
  /** When paying ends (`time_expire`). */
  expiresAt: Instant
}

/** What the mini-program or the web page hands to WeChat's pay sheet. */
export interface PayParameters {
  appId: string
  timeStamp: string
  nonceStr: string
  package: string
  signType: 'RSA'
  paySign: string
}

/** A trade as WeChat tells it, in a notice or in the answer to a query. */
export interface Trade {
  appid: string
  mchid: string
  outTradeNo: string
  state: 'SUCCESS' | 'REFUND' | 'NOTPAY' | 'CLOSED' | 'REVOKED' | 'USERPAYING' | 'PAYERROR'
  transactionId: string | null
  openid: string | null
  /** What was asked for; 0 when nobody paid and WeChat does not name it. */
  amountFen: Fen
  currency: string
  paidAt: Instant | null
}

export interface RefundRequest {
  outTradeNo: string
  outRefundNo: string
  amountFen: Fen
  /** What the whole trade was: WeChat checks it. */
  tradeAmountFen: Fen
  reason: string
}

export interface RefundState {
  mchid: string
  outTradeNo: string
  outRefundNo: string
  refundId: string
  state: 'PROCESSING' | 'SUCCESS' | 'CLOSED' | 'ABNORMAL'
  amountFen: Fen
  tradeAmountFen: Fen
  settledAt: Instant | null
}

/** A notice whose signature, time window and encryption hold. What it says must still match our rows. */
export type Notice =
  | { id: string; kind: 'trade'; eventType: string; trade: Trade }
  | { id: string; kind: 'refund'; eventType: string; refund: RefundState }

/** A line of WeChat's daily bill, in fen. */
export interface BillLine {
  kind: 'payment' | 'refund'
  at: Instant
  transactionId: string
  outTradeNo: string
  openid: string
  amountFen: Fen
  refundId: string | null
  outRefundNo: string | null
  refundFen: Fen
  state: string
}

/** WeChat answered "no" for good; `code` is WeChat's own, `status` its HTTP status. */
export class PayRefused extends Error {
  readonly code: string
  readonly status: number

  constructor(code: string, status: number, message: string) {
    super(`${code}: ${message}`)
    this.name = 'PayRefused'
    this.code = code
    this.status = status
  }
}

/** A notice that WeChat did not sign, or not for us, or not now. Nothing may change because of it. */
export class ForgedNotice extends Error {
  readonly reason: string

  constructor(reason: string) {
    super(`notice refused: ${reason}`)
    this.name = 'ForgedNotice'
    this.reason = reason
  }
}

/**
 * WeChat Pay v3. A call that got no answer, an unsigned answer, a 429 or a 5xx throws `Unavailable`: its outcome is
 * unknown and the caller asks again. A 401 too: it speaks of our key or clock, not of the trade. `PayRefused` is a
 * definite no.
 */
export interface Pay {
  readonly mchid: string
  /** The appid under which a person of that kind pays. */
  appidFor(via: 'mini' | 'web'): string
  /** Valid two hours; the same parameters give a new one. */
  prepay(request: TradeRequest): Promise<{ prepayId: string }>
  clientParameters(appid: string, prepayId: string): PayParameters
  /** Null: WeChat knows no such trade. */
  query(outTradeNo: string): Promise<Trade | null>
  /** `closed` also when it was closed before; `paid` when it can no longer be closed; `unknown` when there is no such trade. */
  close(outTradeNo: string): Promise<'closed' | 'paid' | 'unknown'>
  /** Accepted is not done: look at `state`. The same number refunds once, however often it is asked. */
  refund(request: RefundRequest): Promise<RefundState>
  queryRefund(outRefundNo: string): Promise<RefundState | null>
  /**
   * The bill of a day in China's time; null while there is none yet, and for a day on which nothing was paid.
   * `Unavailable` if its digest does not match.
   */
  bill(day: string): Promise<BillLine[] | null>
  /** Verifies and opens a notice from its raw bytes. Throws `ForgedNotice`. */
  openNotice(headers: Record<string, string | string[] | undefined>, body: Buffer): Notice
}
