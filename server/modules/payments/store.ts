import { changed, type Handle, over, type Tx } from '../../database/handle.ts'
import type { OpenedTrade, Payment, Refund } from './payment.ts'
import type { PaymentTables } from './tables.ts'

/** All SQL on trades, payments and refunds; bills have a store of their own. */

export async function tradeByNo(handle: Handle, outTradeNo: string): Promise<OpenedTrade | null> {
  const row = await on(handle).selectFrom('trade').selectAll().where('out_trade_no', '=', outTradeNo).executeTakeFirst()
  return row ? readTrade(row) : null
}

/** The newest first. */
export async function tradesOf(handle: Handle, subjectId: string): Promise<OpenedTrade[]> {
  const rows = await on(handle)
    .selectFrom('trade')
    .selectAll()
    .where('subject_id', '=', subjectId)
    .orderBy('number', 'desc')
    .execute()
  return rows.map(readTrade)
}

export async function insertTrade(tx: Tx, trade: OpenedTrade, number: number): Promise<void> {
  await on(tx)
    .insertInto('trade')
    .values({
      out_trade_no: trade.outTradeNo,
      subject_id: trade.subjectId,
      number,
      appid: trade.appid,
      openid: trade.openid,
      amount_fen: trade.amountFen,
      description: trade.description,
      state: trade.state,
      prepay_id: null,
      prepaid_at: null,
      expires_at: trade.expiresAt,
      created_at: tx.now,
    })
    .execute()
}

export async function markPrepaid(tx: Tx, outTradeNo: string, prepayId: string): Promise<boolean> {
  const result = await on(tx)
    .updateTable('trade')
    .set({ state: 'prepaid', prepay_id: prepayId, prepaid_at: tx.now })
    .where('out_trade_no', '=', outTradeNo)
    .where('state', 'in', ['opened', 'prepaid'])
    .executeTakeFirst()
  return changed(result) === 1
}

export async function markTradeClosed(tx: Tx, outTradeNo: string): Promise<boolean> {
  const result = await on(tx)
    .updateTable('trade')
    .set({ state: 'closed' })
    .where('out_trade_no', '=', outTradeNo)
    .where('state', 'in', ['opened', 'prepaid'])
    .executeTakeFirst()
  return changed(result) === 1
}

/** From any state: a trade that was closed here may still turn out to be paid there. */
export async function markTradePaid(tx: Tx, outTradeNo: string): Promise<void> {
  await on(tx).updateTable('trade').set({ state: 'paid' }).where('out_trade_no', '=', outTradeNo).execute()
}

/** The insert alone, so that the caller can tell a taken transaction number from a new one. */
export function paymentInsert(tx: Tx, payment: Payment) {
  return on(tx).insertInto('payment').values({
    id: payment.id,
    subject_id: payment.subjectId,
    purpose: payment.purpose,
    method: payment.method,
    amount_fen: payment.amountFen,
    refunded_fen: 0,
    out_trade_no: payment.outTradeNo,
    transaction_id: payment.transactionId,
    receipt_no: payment.receiptNo,
    recorded_by: payment.recordedBy,
    paid_at: payment.paidAt,
    created_at: tx.now,
    billed_day: null,
  })
}

export async function paymentById(handle: Handle, id: string): Promise<Payment | null> {
  const row = await on(handle).selectFrom('payment').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? readPayment(row) : null
}

export async function paymentByTransaction(
  handle: Handle,
  numbers: { transactionId: string; outTradeNo: string },
): Promise<Payment[]> {
  const rows = await on(handle)
    .selectFrom('payment')
    .selectAll()
    .where((eb) =>
      eb.or([eb('transaction_id', '=', numbers.transactionId), eb('out_trade_no', '=', numbers.outTradeNo)]),
    )
    .execute()
  return rows.map(readPayment)
}

/** The oldest first. */
export async function paymentsOf(handle: Handle, subjectId: string): Promise<Payment[]> {
  const rows = await on(handle)
    .selectFrom('payment')
    .selectAll()
    .where('subject_id', '=', subjectId)
    .orderBy('paid_at')
    .orderBy('id')
    .execute()
  return rows.map(readPayment)
}

/** Sets money of a payment aside for a refund; false when not that much is left of it. */
export async function reserveRefund(tx: Tx, paymentId: string, amountFen: number): Promise<boolean> {
  const result = await on(tx)
    .updateTable('payment')
    .set((eb) => ({ refunded_fen: eb('refunded_fen', '+', amountFen) }))
    .where('id', '=', paymentId)
    .where((eb) => eb(eb('refunded_fen', '+', amountFen), '<=', eb.ref('amount_fen')))
    .executeTakeFirst()
  return changed(result) === 1
}

export async function insertRefund(tx: Tx, refund: Refund, askedBy: string): Promise<void> {
  await on(tx)
    .insertInto('refund')
    .values({
      id: refund.id,
      out_refund_no: refund.outRefundNo,
      payment_id: refund.paymentId,
      subject_id: refund.subjectId,
      amount_fen: refund.amountFen,
      cause: refund.cause,
      reason: refund.reason,
      lines_json: JSON.stringify(refund.lines),
      state: refund.state,
      asked_by: askedBy,
      created_at: tx.now,
      settled_at: refund.settledAt,
      billed_day: null,
    })
    .execute()
}

export async function refundBy(
  handle: Handle,
  key: { id: string } | { outRefundNo: string } | { paymentId: string; cause: string },
): Promise<Refund | null> {
  let query = on(handle).selectFrom('refund').selectAll()
  if ('id' in key) query = query.where('id', '=', key.id)
  else if ('outRefundNo' in key) query = query.where('out_refund_no', '=', key.outRefundNo)
  else query = query.where('payment_id', '=', key.paymentId).where('cause', '=', key.cause)
  const row = await query.executeTakeFirst()
  return row ? readRefund(row) : null
}

export async function refundsOf(handle: Handle, subjectId: string): Promise<Refund[]> {
  const rows = await on(handle)
    .selectFrom('refund')
    .selectAll()
    .where('subject_id', '=', subjectId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(readRefund)
}

/** Moves a refund on; false when it is already there or has succeeded. A success is final. */
export async function moveRefund(
  tx: Tx,
  id: string,
  to: { state: Refund['state']; settledAt: number | null },
): Promise<boolean> {
  const result = await on(tx)
    .updateTable('refund')
    .set({ state: to.state, settled_at: to.settledAt })
    .where('id', '=', id)
    .where('state', 'not in', ['succeeded', to.state])
    .executeTakeFirst()
  return changed(result) === 1
}

interface InboxRow {
  id: string
  eventType: string
  subjectNo: string
  content: unknown
}

export function noticeInsert(tx: Tx, notice: InboxRow) {
  return on(tx)
    .insertInto('pay_notice')
    .values({
      id: notice.id,
      event_type: notice.eventType,
      subject_no: notice.subjectNo,
      content_json: JSON.stringify(notice.content),
      received_at: tx.now,
    })
}

/** Whether the inbox has a notice of that id that says the same. */
export async function isNotice(handle: Handle, notice: Pick<InboxRow, 'id' | 'content'>): Promise<boolean> {
  const row = await on(handle)
    .selectFrom('pay_notice')
    .select('content_json')
    .where('id', '=', notice.id)
    .executeTakeFirst()
  return row?.content_json === JSON.stringify(notice.content)
}

export function quarantineInsert(tx: Tx, entry: { id: string; subjectNo: string; reason: string; content: unknown }) {
  return on(tx)
    .insertInto('pay_quarantine')
    .values({
      id: entry.id,
      subject_no: entry.subjectNo,
      reason: entry.reason,
      content_json: JSON.stringify(entry.content),
      at: tx.now,
    })
}

function on(handle: Handle) {
  return over<PaymentTables>(handle)
}

function readTrade(row: PaymentTables['trade']): OpenedTrade {
  return {
    outTradeNo: row.out_trade_no,
    subjectId: row.subject_id,
    appid: row.appid,
    openid: row.openid,
    amountFen: row.amount_fen,
    description: row.description,
    state: row.state,
    prepayId: row.prepay_id,
    prepaidAt: row.prepaid_at,
    expiresAt: row.expires_at,
  }
}

function readPayment(row: PaymentTables['payment']): Payment {
  return {
    id: row.id,
    subjectId: row.subject_id,
    purpose: row.purpose,
    method: row.method,
    amountFen: row.amount_fen,
    refundedFen: row.refunded_fen,
    outTradeNo: row.out_trade_no,
    transactionId: row.transaction_id,
    receiptNo: row.receipt_no,
    recordedBy: row.recorded_by,
    paidAt: row.paid_at,
  }
}

function readRefund(row: PaymentTables['refund']): Refund {
  return {
    id: row.id,
    outRefundNo: row.out_refund_no,
    paymentId: row.payment_id,
    subjectId: row.subject_id,
    amountFen: row.amount_fen,
    cause: row.cause,
    reason: row.reason,
    lines: JSON.parse(row.lines_json),
    state: row.state,
    createdAt: row.created_at,
    settledAt: row.settled_at,
  }
}
