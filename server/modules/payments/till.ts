import type { Handle } from '../../database/handle.ts'
import { inList } from '../../database/in-list.ts'
import type { Fen } from '../../kernel/money.ts'
import type { Instant } from '../../kernel/stay.ts'
import type { PaymentMethod, PaymentPurpose, RefundProgress } from './tables.ts'

/** Reads of the till over a span of time: from the first instant, before the second. */
export interface Span {
  from: Instant
  to: Instant
}

/** What came in or went back by one method. */
export interface MethodSum {
  method: PaymentMethod
  amountFen: Fen
}

const methods = ['wechat', 'cash', 'card', 'transfer'] as const satisfies PaymentMethod[]

/** A sum for each method, so that the database need not sort what it adds up. */
function sumsByMethod(method: string, amount: string): string {
  return methods.map((one) => `sum(case when ${method} = '${one}' then ${amount} else 0 end) as ${one}`).join(', ')
}

/** All money that came in, by method: one index is read, whatever branches it was for. */
export async function paidByMethod(handle: Handle, { from, to }: Span): Promise<MethodSum[]> {
  const row = await handle
    .prepared(`select ${sumsByMethod('method', 'amount_fen')} from payment where paid_at >= ? and paid_at < ?`)
    .get<Record<PaymentMethod, Fen | null>>(from, to)
  return moved(row)
}

/** All money asked to go back, by the method it came by. */
export async function refundedByMethod(handle: Handle, { from, to }: Span): Promise<MethodSum[]> {
  const row = await handle
    .prepared(
      `select ${sumsByMethod('p.method', 'r.amount_fen')} from refund r join payment p on p.id = r.payment_id
       where r.created_at >= ? and r.created_at < ?`,
    )
    .get<Record<PaymentMethod, Fen | null>>(from, to)
  return moved(row)
}

/** Those by which any money moved. */
function moved(row: Record<PaymentMethod, Fen | null> | undefined): MethodSum[] {
  return methods
    .map((method) => ({ method, amountFen: Number(row?.[method] ?? 0) }))
    .filter(({ amountFen }) => amountFen > 0)
}

/** Money that came in, as it stands in the till. */
export interface TillPayment {
  id: string
  subjectId: string
  purpose: PaymentPurpose
  method: PaymentMethod
  amountFen: Fen
  receiptNo: string | null
  transactionId: string | null
  outTradeNo: string | null
  recordedBy: string
  at: Instant
  /** Whether WeChat's bill had it; null where there is none. */
  billed: boolean | null
}

/** Money that went back, or was asked to. */
export interface TillRefund {
  id: string
  subjectId: string
  outRefundNo: string
  method: PaymentMethod
  amountFen: Fen
  cause: string
  state: RefundProgress
  receiptNo: string | null
  recordedBy: string
  at: Instant
  billed: boolean | null
}

/** Where a reading of the till goes on. */
export interface TillMark {
  at: Instant
  id: string
}

const paymentColumns = `id, subject_id as subjectId, purpose, method, amount_fen as amountFen, receipt_no as receiptNo,
  transaction_id as transactionId, out_trade_no as outTradeNo, recorded_by as recordedBy, paid_at as at, billed_day as billedDay`
const refundColumns = `r.id, r.subject_id as subjectId, r.out_refund_no as outRefundNo, p.method, r.amount_fen as amountFen,
  r.cause, r.state, p.receipt_no as receiptNo, r.asked_by as recordedBy, r.created_at as at, r.billed_day as billedDay`

/** Payments in the order in which they came, a page after the mark. */
export async function tillPayments(
  handle: Handle,
  { from, to, after, limit }: Span & { after: TillMark | null; limit: number },
): Promise<TillPayment[]> {
  const mark = after ?? { at: from, id: '' }
  const rows = await handle
    .prepared(
      `select ${paymentColumns} from payment
       where paid_at >= ? and paid_at < ? and (paid_at > ? or id > ?) order by paid_at, id limit ?`,
    )
    .all<Billable<TillPayment>>(mark.at, to, mark.at, mark.id, limit)
  return rows.map(withBill)
}

/** Refunds in the order in which they were asked for, a page after the mark. */
export async function tillRefunds(
  handle: Handle,
  { from, to, after, limit }: Span & { after: TillMark | null; limit: number },
): Promise<TillRefund[]> {
  const mark = after ?? { at: from, id: '' }
  const rows = await handle
    .prepared(
      `select ${refundColumns} from refund r join payment p on p.id = r.payment_id
       where r.created_at >= ? and r.created_at < ? and (r.created_at > ? or r.id > ?)
       order by r.created_at, r.id limit ?`,
    )
    .all<Billable<TillRefund>>(mark.at, to, mark.at, mark.id, limit)
  return rows.map(withBill)
}

/** What came in and went back for some subjects in the span, of at most some hundreds of them. */
export async function moneyOfSubjects(
  handle: Handle,
  { subjectIds, from, to }: Span & { subjectIds: readonly string[] },
): Promise<{ direction: 'in' | 'back'; method: PaymentMethod; amountFen: Fen; at: Instant }[]> {
  if (subjectIds.length === 0) return []
  const { marks, values } = inList(subjectIds)
  const paid = handle.prepared(
    `select 'in' as direction, method, amount_fen as amountFen, paid_at as at from payment
     where subject_id in (${marks}) and paid_at >= ? and paid_at < ?`,
  )
  const back = handle.prepared(
    `select 'back' as direction, p.method, r.amount_fen as amountFen, r.created_at as at
     from refund r join payment p on p.id = r.payment_id
     where r.subject_id in (${marks}) and r.created_at >= ? and r.created_at < ?`,
  )
  const rows = await Promise.all([
    paid.all<{ direction: 'in' | 'back'; method: PaymentMethod; amountFen: Fen; at: Instant }>(...values, from, to),
    back.all<{ direction: 'in' | 'back'; method: PaymentMethod; amountFen: Fen; at: Instant }>(...values, from, to),
  ])
  return rows.flat().map((row) => ({ ...row, amountFen: Number(row.amountFen), at: Number(row.at) }))
}

/** Of these numbers at WeChat, those with a difference that nobody has explained. */
export async function openDifferences(handle: Handle, subjectNos: readonly string[]): Promise<Set<string>> {
  if (subjectNos.length === 0) return new Set()
  const { marks, values } = inList(subjectNos)
  const rows = await handle
    .prepared(
      `select subject_no as subjectNo from bill_difference where subject_no in (${marks}) and resolved_at is null`,
    )
    .all<{ subjectNo: string }>(...values)
  return new Set(rows.map(({ subjectNo }) => subjectNo))
}

type Billable<Row> = Omit<Row, 'billed'> & { billedDay: string | null }

function withBill<Row extends { method: PaymentMethod; amountFen: Fen; at: Instant }>({
  billedDay,
  ...row
}: Row & { billedDay: string | null }) {
  return {
    ...row,
    amountFen: Number(row.amountFen),
    at: Number(row.at),
    billed: row.method === 'wechat' ? billedDay !== null : null,
  }
}
