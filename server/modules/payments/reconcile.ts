import type { Handle, Tx } from '../../database/handle.ts'
import { addNights, type Instant, instantAt, localParts, type Night } from '../../kernel/stay.ts'
import type { BillLine } from '../../ports/pay.ts'
import type { Alarms } from '../alarms/index.ts'
import {
  billDay,
  closeDay,
  type Difference,
  firstTradeAt,
  lastBilledDay,
  markPaymentBilled,
  markRefundBilled,
  paymentMissedHere,
  recordDifference,
  unbilledBefore,
} from './bill-store.ts'
import type { Refund } from './payment.ts'
import { resolveDifference } from './resolve-difference.ts'
import { paymentByTransaction, refundBy } from './store.ts'

/** WeChat's day and its bill are China's, wherever the hotels are. The bill of a day is there from 10:00 of the next. */
const billZone = 'Asia/Shanghai'
const billReadyMinutes = 600
/** WeChat keeps bills for three months. */
const billKeptDays = 89
const unbilledListed = 1000

/** The oldest day whose bill should be there and was not matched yet. */
export async function dayToBill(handle: Handle, now: Instant): Promise<Night | null> {
  const last = await lastBilledDay(handle)
  const first = last === null ? await firstTradeAt(handle) : null
  if (last === null && first === null) return null
  const wanted = last === null ? chinaDay(first!) : addNights(last, 1)
  const oldest = addNights(chinaDay(now), -billKeptDays)
  const isForgotten = wanted < oldest
  const day = isForgotten ? oldest : wanted
  return readyAt(day) <= now ? day : null
}

/** WeChat makes no bill of a day without trades, and does not say so: there is none when the next day's is due. */
export function neverComes(day: Night, now: Instant): boolean {
  return readyAt(addNights(day, 1)) <= now
}

function chinaDay(at: Instant): Night {
  return localParts(at, billZone).slice(0, 10)
}

function readyAt(day: Night): Instant {
  return instantAt(addNights(day, 1), billReadyMinutes, billZone)
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
  const recorded: Difference[] = []
  for (const difference of [...(await matchLines(tx, bill)), ...(await namedByNoBill(tx, deps, bill.day))]) {
    if (await recordDifference(tx, bill.day, difference)) recorded.push(difference)
  }
  const differences = recorded.length
  await closeDay(tx, bill.day, { lines: bill.lines.length, differences })
  if (differences > 0) {
    const detail = { differences, first: recorded[0]!.subjectNo }
    await deps.alarms.raise(tx, { kind: 'bill_difference', subject: `bill:${bill.day}`, detail })
  }
  return { differences }
}

async function matchLines(tx: Tx, { day, lines }: { day: Night; lines: readonly BillLine[] }): Promise<Difference[]> {
  const found: Difference[] = []
  for (const line of lines) {
    const difference = await (line.kind === 'payment' ? matchPayment(tx, day, line) : matchRefund(tx, day, line))
    if (difference) found.push(difference)
  }
  return found
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
  const agree = refund.amountFen === line.refundFen && endsAgree(refund.state, line.state)
  return agree ? null : { kind: 'amount', subjectNo, ours, theirs }
}

const wentBackHere: Partial<Record<Refund['state'], boolean>> = { succeeded: true, closed: false, abnormal: false }
const wentBackThere: Partial<Record<string, boolean>> = { SUCCESS: true, FAIL: false, CHANGE: false }

/** Whether both say that the money went back, or both that it did not. What is under way on a side contradicts nothing. */
function endsAgree(here: Refund['state'], there: string): boolean {
  const [ours, theirs] = [wentBackHere[here], wentBackThere[there]]
  return ours === undefined || theirs === undefined || ours === theirs
}

/** Money of ours that no bill up to this day's has named: each is a difference once, and not again every day. */
async function namedByNoBill(tx: Tx, deps: { alarms: Alarms }, day: Night): Promise<Difference[]> {
  const dayEnd = instantAt(addNights(day, 1), 0, billZone)
  const unbilled = await unbilledBefore(tx, dayEnd, unbilledListed)
  const found: Difference[] = []
  for (const row of unbilled.payments) {
    if (await explainLateBooking(tx, deps, row)) continue
    await markPaymentBilled(tx, row.id, day)
    const ours = { amountFen: row.amount_fen }
    found.push({ kind: 'missing_there', subjectNo: row.out_trade_no ?? row.id, ours, theirs: null })
  }
  for (const row of unbilled.refunds) {
    await markRefundBilled(tx, row.id, day)
    const ours = { refundFen: row.amount_fen }
    found.push({ kind: 'missing_there', subjectNo: row.out_refund_no, ours, theirs: null })
  }
  return found
}

/** A payment that was booked after its bill was matched was a difference of that day: now it is explained. */
async function explainLateBooking(
  tx: Tx,
  deps: { alarms: Alarms },
  row: Awaited<ReturnType<typeof unbilledBefore>>['payments'][number],
): Promise<boolean> {
  const missed = row.out_trade_no ? await paymentMissedHere(tx, row.out_trade_no) : null
  const told = missed?.theirs as { transactionId?: string; amountFen?: number } | null | undefined
  if (!missed || told?.transactionId !== row.transaction_id || told?.amountFen !== row.amount_fen) return false
  await markPaymentBilled(tx, row.id, missed.day)
  const { id, day } = missed
  if (missed.resolvedAt === null) {
    await resolveDifference(tx, deps, { id, day, by: 'system:booked_late', note: `payment ${row.id}` })
  }
  return true
}
