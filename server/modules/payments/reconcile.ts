import type { Handle, Tx } from '../../database/handle.ts'
import { addNights, type Instant, instantAt, localParts, type Night } from '../../kernel/stay.ts'
import type { BillLine } from '../../ports/pay.ts'
import type { Alarms } from '../alarms/index.ts'
import {
  billDay,
  closeDay,
  type Difference,
  firstWechatPaymentAt,
  lastBilledDay,
  markPaymentBilled,
  markRefundBilled,
  recordDifference,
  unbilledBefore,
} from './bill-store.ts'
import { paymentByTransaction, refundBy } from './store.ts'

/** WeChat's day and its bill are China's, wherever the hotels are. The bill of a day is there from 10:00 of the next. */
const billZone = 'Asia/Shanghai'
const billReadyMinutes = 600
const unbilledListed = 1000

/** Days whose bill should be there and was not matched yet, oldest first. */
export async function daysToBill(handle: Handle, now: Instant, limit: number): Promise<Night[]> {
  const first = await firstWechatPaymentAt(handle)
  if (first === null) return []
  const last = await lastBilledDay(handle)
  let day = last ? addNights(last, 1) : localParts(first, billZone).slice(0, 10)
  const days: Night[] = []
  while (days.length < limit && instantAt(addNights(day, 1), billReadyMinutes, billZone) <= now) {
    days.push(day)
    day = addNights(day, 1)
  }
  return days
}

/**
 * Matches the bill of a day against the books (I21): every line marks our row as billed; what is left over on either
 * side, or does not agree, becomes a difference row, and the day gets one alarm. Matching a day again changes nothing.
 */
export async function matchBill(
  tx: Tx,
  deps: { alarms: Alarms },
  bill: { day: Night; lines: readonly BillLine[] },
): Promise<{ differences: number }> {
  if (await billDay(tx, bill.day)) return { differences: 0 }
  const found: Difference[] = []
  for (const line of bill.lines) {
    const difference = await (line.kind === 'payment'
      ? matchPayment(tx, bill.day, line)
      : matchRefund(tx, bill.day, line))
    if (difference) found.push(difference)
  }
  const dayEnd = instantAt(addNights(bill.day, 1), 0, billZone)
  const unbilled = await unbilledBefore(tx, dayEnd, unbilledListed)
  for (const row of unbilled.payments) {
    await markPaymentBilled(tx, row.id, bill.day) // named once as missing, not again every day
    found.push({
      kind: 'missing_there',
      subjectNo: row.out_trade_no ?? row.id,
      ours: { amountFen: row.amount_fen },
      theirs: null,
    })
  }
  for (const row of unbilled.refunds) {
    await markRefundBilled(tx, row.id, bill.day)
    found.push({
      kind: 'missing_there',
      subjectNo: row.out_refund_no,
      ours: { refundFen: row.amount_fen },
      theirs: null,
    })
  }
  for (const difference of found) await recordDifference(tx, bill.day, difference)
  await closeDay(tx, bill.day, { lines: bill.lines.length, differences: found.length })
  if (found.length > 0) {
    const detail = { differences: found.length, first: found[0]!.subjectNo }
    await deps.alarms.raise(tx, { kind: 'bill_difference', subject: `bill:${bill.day}`, detail })
  }
  return { differences: found.length }
}

async function matchPayment(tx: Tx, day: Night, line: BillLine): Promise<Difference | null> {
  const theirs = { transactionId: line.transactionId, amountFen: line.amountFen }
  const rows = await paymentByTransaction(tx, line)
  const payment = rows.find((row) => row.transactionId === line.transactionId && row.outTradeNo === line.outTradeNo)
  if (!payment) return { kind: 'missing_here', subjectNo: line.outTradeNo, ours: null, theirs }
  const ours = { transactionId: payment.transactionId, amountFen: payment.amountFen }
  if (!(await markPaymentBilled(tx, payment.id, day)))
    return { kind: 'duplicate', subjectNo: line.outTradeNo, ours, theirs }
  if (payment.amountFen !== line.amountFen) return { kind: 'amount', subjectNo: line.outTradeNo, ours, theirs }
  return null
}

async function matchRefund(tx: Tx, day: Night, line: BillLine): Promise<Difference | null> {
  const subjectNo = line.outRefundNo ?? line.outTradeNo
  const theirs = { refundId: line.refundId, refundFen: line.refundFen, state: line.state }
  const refund = await refundBy(tx, { outRefundNo: subjectNo })
  if (!refund) return { kind: 'missing_here', subjectNo, ours: null, theirs }
  const ours = { refundFen: refund.amountFen, state: refund.state }
  if (!(await markRefundBilled(tx, refund.id, day))) return { kind: 'duplicate', subjectNo, ours, theirs }
  if (refund.amountFen !== line.refundFen) return { kind: 'amount', subjectNo, ours, theirs }
  return null
}
