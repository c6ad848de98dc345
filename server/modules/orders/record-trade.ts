import type { Tx } from '../../database/handle.ts'
import type { Payments, Refund, TradeNews } from '../payments/index.ts'
import { type BookingDeps, bookPayment } from './book-payment.ts'
import { finishRefunds } from './send-back.ts'
import { type ClosingDeps, settleClosing, wechat } from './settle-closing.ts'

export interface TradeDeps extends BookingDeps, ClosingDeps {
  coupons: BookingDeps['coupons']
  payments: Pick<Payments, 'refund' | 'refundsOf' | 'settle' | 'paymentById' | 'liveTradesOf' | 'askEnd'>
}

/**
 * What WeChat says of a trade, whoever asked: its notice, the guest's "I paid", or our own question. The money is
 * booked and the order moved in this one transaction; a trade that ended unpaid ends an order that waited for that.
 */
export async function recordTrade(tx: Tx, deps: TradeDeps, news: TradeNews): Promise<void> {
  if (!news.answer) return settleClosing(tx, deps, news.subjectId)
  const settlement = await deps.payments.settle(tx, news.answer)
  if (settlement.kind === 'quarantined') return
  if (settlement.kind === 'not_paid') return settleClosing(tx, deps, news.subjectId)
  await bookPayment(tx, deps, settlement.payment, wechat)
}

/** The net under `recordTrade`: a payment that settled is used, if nothing used it before. */
export async function markPaid(tx: Tx, deps: TradeDeps, told: { paymentId: string }): Promise<void> {
  const payment = await deps.payments.paymentById(tx, told.paymentId)
  if (payment) await bookPayment(tx, deps, payment, wechat)
}

/** A refund of an order ended. An abnormal one leaves the order refunding, and payments opened an alarm. */
export async function recordRefund(tx: Tx, deps: TradeDeps, refund: Pick<Refund, 'subjectId'>): Promise<void> {
  await finishRefunds(tx, deps.payments, refund.subjectId)
}
