import { type Handle, over } from '../../database/handle.ts'
import type { Fen } from '../../kernel/money.ts'
import type { Instant } from '../../kernel/stay.ts'
import type { PaymentMethod, PaymentPurpose, PaymentTables, RefundProgress, TradeState } from './tables.ts'

/** Something that happened to the money of a subject, without what WeChat said word by word and without openids. */
export type MoneyStep = { at: Instant; by: string } & (
  | { kind: 'trade'; outTradeNo: string; amountFen: Fen; state: TradeState; expiresAt: Instant }
  | {
      kind: 'payment'
      paymentId: string
      method: PaymentMethod
      purpose: PaymentPurpose
      amountFen: Fen
      transactionId: string | null
      receiptNo: string | null
      paidAt: Instant
    }
  | { kind: 'refund_asked'; refundId: string; paymentId: string; amountFen: Fen; cause: string; state: RefundProgress }
  | { kind: 'refund_settled'; refundId: string; paymentId: string; amountFen: Fen; state: RefundProgress }
  | { kind: 'notice'; eventType: string; subjectNo: string }
  | { kind: 'quarantined'; reason: string; subjectNo: string }
)

const ofEachAtMost = 200
const wechat = 'system:wechat'

/** Everything that happened to the money of a subject, in order of time; of each kind at most 200. */
export async function moneyStory(handle: Handle, subjectId: string): Promise<MoneyStep[]> {
  const trades = await bySubject(handle, 'trade', subjectId)
  const payments = await bySubject(handle, 'payment', subjectId)
  const refunds = await bySubject(handle, 'refund', subjectId)
  const numbers = [...trades.map((row) => row.out_trade_no), ...refunds.map((row) => row.out_refund_no)]
  const steps: MoneyStep[] = [
    ...trades.map(tradeStep),
    ...payments.map(paymentStep),
    ...refunds.flatMap(refundSteps),
    ...(await toldOf(handle, numbers)),
  ]
  return steps.sort((a, b) => a.at - b.at)
}

async function bySubject<Table extends 'trade' | 'payment' | 'refund'>(
  handle: Handle,
  table: Table,
  subjectId: string,
): Promise<PaymentTables[Table][]> {
  return handle
    .prepared(`select * from ${table} where subject_id = ? order by created_at limit ${ofEachAtMost}`)
    .all<PaymentTables[Table]>(subjectId)
}

function tradeStep(row: PaymentTables['trade']): MoneyStep {
  const { out_trade_no: outTradeNo, amount_fen: amountFen, state, expires_at: expiresAt } = row
  return { kind: 'trade', at: row.created_at, by: 'guest', outTradeNo, amountFen, state, expiresAt }
}

function paymentStep(row: PaymentTables['payment']): MoneyStep {
  return {
    kind: 'payment',
    at: row.created_at,
    by: row.recorded_by,
    paymentId: row.id,
    method: row.method,
    purpose: row.purpose,
    amountFen: row.amount_fen,
    transactionId: row.transaction_id,
    receiptNo: row.receipt_no,
    paidAt: row.paid_at,
  }
}

function refundSteps(row: PaymentTables['refund']): MoneyStep[] {
  const of = { refundId: row.id, paymentId: row.payment_id, amountFen: row.amount_fen, state: row.state }
  const asked: MoneyStep = { kind: 'refund_asked', at: row.created_at, by: row.asked_by, cause: row.cause, ...of }
  if (row.settled_at === null) return [asked]
  // WeChat says its own time in seconds: not before it was asked.
  const at = Math.max(row.settled_at, row.created_at)
  return [asked, { kind: 'refund_settled', at, by: wechat, ...of }]
}

/** What WeChat told of these trades and refunds, and what of it did not match. */
async function toldOf(handle: Handle, numbers: readonly string[]): Promise<MoneyStep[]> {
  if (numbers.length === 0) return []
  const notices = await over<PaymentTables>(handle)
    .selectFrom('pay_notice')
    .select(['event_type', 'subject_no', 'received_at'])
    .where('subject_no', 'in', [...numbers])
    .orderBy('received_at')
    .limit(ofEachAtMost)
    .execute()
  const quarantined = await over<PaymentTables>(handle)
    .selectFrom('pay_quarantine')
    .select(['reason', 'subject_no', 'at'])
    .where('subject_no', 'in', [...numbers])
    .orderBy('at')
    .limit(ofEachAtMost)
    .execute()
  return [
    ...notices.map(
      (row): MoneyStep => ({
        kind: 'notice',
        at: row.received_at,
        by: wechat,
        eventType: row.event_type,
        subjectNo: row.subject_no,
      }),
    ),
    ...quarantined.map(
      (row): MoneyStep => ({
        kind: 'quarantined',
        at: row.at,
        by: wechat,
        reason: row.reason,
        subjectNo: row.subject_no,
      }),
    ),
  ]
}
