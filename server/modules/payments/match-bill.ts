import type { Db, Tx } from '../../database/handle.ts'
import type { Night } from '../../kernel/stay.ts'
import type { BillLine } from '../../ports/pay.ts'
import type { Alarms } from '../alarms/index.ts'
import { daysWithoutBill, endOfBill } from './bill-days.ts'
import {
  billDay,
  closeDay,
  type Difference,
  differencesOf,
  figuresOf,
  markPaymentBilled,
  markRefundBilled,
  paymentMissedHere,
  type RecordedDifference,
  recordDifference,
  unbilledBefore,
} from './bill-store.ts'
import type { Refund } from './payment.ts'
import { resolveDifference } from './resolve-difference.ts'
import { paymentByTransaction, refundBy } from './store.ts'

/** A bill may have tens of thousands of lines: nobody waits at the writer for more than these. */
const linesUnlessSaid = 500

export interface MatchDeps {
  db: Db
  alarms: Alarms
  /** Of a step: 500 unless said. */
  linesAtOnce?: number
}

export interface Bill {
  day: Night
  lines: readonly BillLine[]
}

/**
 * Matches the bill of a day against the books (I21): every line marks our row as billed; what is left over on either
 * side, or does not agree, becomes a difference row, and the day gets one alarm.
 *
 * It goes in steps, each a transaction of its own in the background, and may end after any of them: begun again, it
 * finds what it marked and wrote and comes to the same rows. The last step closes the day; from then on matching it
 * again changes nothing.
 */
export async function matchBill(
  { db, alarms, linesAtOnce = linesUnlessSaid }: MatchDeps,
  bill: Bill,
): Promise<{ differences: number }> {
  const { background } = db
  if (await billDay(db, bill.day)) return { differences: 0 }
  const lines = placed(bill.lines)
  const before = await differencesOf(db, bill.day)
  for (let from = 0; from < lines.length; from += linesAtOnce) {
    const step = lines.slice(from, from + linesAtOnce)
    await background.transaction((tx) => matchLines(tx, { alarms }, { day: bill.day, lines: step, before }))
  }
  while ((await background.transaction((tx) => nameUnbilled(tx, { alarms, linesAtOnce }, bill.day))) === 'more');
  return background.transaction((tx) => close(tx, { alarms }, bill))
}

interface PlacedLine extends BillLine {
  /** The bill has had it before. */
  again: boolean
}

function placed(lines: readonly BillLine[]): PlacedLine[] {
  const seen = new Set<string>()
  return lines.map((line) => {
    const own = line.kind === 'payment' ? `${line.transactionId} ${line.outTradeNo}` : subjectOfRefund(line)
    const name = `${line.kind} ${own}`
    const again = seen.has(name)
    seen.add(name)
    return { ...line, again }
  })
}

async function matchLines(
  tx: Tx,
  deps: { alarms: Alarms },
  { day, lines, before }: { day: Night; lines: readonly PlacedLine[]; before: readonly RecordedDifference[] },
): Promise<void> {
  for (const line of lines) {
    const matched = await (line.kind === 'payment' ? matchPayment(tx, day, line) : matchRefund(tx, day, line))
    if (matched.difference) await recordDifference(tx, day, { ...matched, kind: matched.difference })
    else await explainBookedMeanwhile(tx, deps, { before, matched })
  }
}

/** What a line of the bill is about, and what is wrong with it. */
interface Matched extends Omit<Difference, 'kind'> {
  difference: Difference['kind'] | null
}

async function matchPayment(tx: Tx, day: Night, line: PlacedLine): Promise<Matched> {
  const subjectNo = line.outTradeNo
  const theirs = { transactionId: line.transactionId, amountFen: line.amountFen }
  const rows = await paymentByTransaction(tx, line)
  const payment = rows.find((row) => row.transactionId === line.transactionId && row.outTradeNo === line.outTradeNo)
  if (!payment) return { difference: 'missing_here', subjectNo, ours: null, theirs }
  const ours = { transactionId: payment.transactionId, amountFen: payment.amountFen }
  const about = { subjectNo, ours, theirs }
  if (line.again || !(await markPaymentBilled(tx, payment.id, day))) return { difference: 'duplicate', ...about }
  return { difference: payment.amountFen === line.amountFen ? null : 'amount', ...about }
}

async function matchRefund(tx: Tx, day: Night, line: PlacedLine): Promise<Matched> {
  const subjectNo = subjectOfRefund(line)
  const theirs = { refundId: line.refundId, refundFen: line.refundFen, state: line.state }
  const refund = await refundBy(tx, { outRefundNo: subjectNo })
  if (!refund) return { difference: 'missing_here', subjectNo, ours: null, theirs }
  const about = { subjectNo, ours: { refundFen: refund.amountFen, state: refund.state }, theirs }
  if (line.again || !(await markRefundBilled(tx, refund.id, day))) return { difference: 'duplicate', ...about }
  if (refund.amountFen !== line.refundFen) return { difference: 'amount', ...about }
  return { difference: endsAgree(refund.state, line.state) ? null : 'state', ...about }
}

/** Money that was taken back without a refund of ours has no number of its own. */
function subjectOfRefund({ outRefundNo, outTradeNo }: BillLine): string {
  return outRefundNo ?? outTradeNo
}

const wentBackHere: Partial<Record<Refund['state'], boolean>> = { succeeded: true, closed: false, abnormal: false }
const wentBackThere: Partial<Record<string, boolean>> = { SUCCESS: true, FAIL: false, CHANGE: false }

/** Whether both say that the money went back, or both that it did not. What is under way on a side contradicts nothing. */
function endsAgree(here: Refund['state'], there: string): boolean {
  const [ours, theirs] = [wentBackHere[here], wentBackThere[there]]
  return ours === undefined || theirs === undefined || ours === theirs
}

/** Money of ours that no bill up to this day's has named: each is a difference once, and not again every day. */
async function nameUnbilled(
  tx: Tx,
  { linesAtOnce, ...deps }: { alarms: Alarms; linesAtOnce: number },
  day: Night,
): Promise<'more' | 'done'> {
  const { payments, refunds } = await unbilledBefore(tx, endOfBill(day), linesAtOnce)
  for (const row of payments) {
    if (await explainLateBooking(tx, deps, row)) continue
    await markPaymentBilled(tx, row.id, day)
    const ours = { amountFen: row.amount_fen }
    await recordDifference(tx, day, {
      kind: 'missing_there',
      subjectNo: row.out_trade_no ?? row.id,
      ours,
      theirs: null,
    })
  }
  for (const row of refunds) {
    await markRefundBilled(tx, row.id, day)
    const ours = { refundFen: row.amount_fen }
    await recordDifference(tx, day, { kind: 'missing_there', subjectNo: row.out_refund_no, ours, theirs: null })
  }
  return payments.length === linesAtOnce || refunds.length === linesAtOnce ? 'more' : 'done'
}

type Unbilled = Awaited<ReturnType<typeof unbilledBefore>>['payments'][number]

/** A payment that was booked after its bill was matched was a difference of that day: now it is explained. */
async function explainLateBooking(tx: Tx, deps: { alarms: Alarms }, row: Unbilled): Promise<boolean> {
  const missed = row.out_trade_no ? await paymentMissedHere(tx, row.out_trade_no) : null
  const told = missed?.theirs as { transactionId?: string; amountFen?: number } | null | undefined
  if (!missed || told?.transactionId !== row.transaction_id || told?.amountFen !== row.amount_fen) return false
  await markPaymentBilled(tx, row.id, missed.day)
  if (missed.resolvedAt === null) await explain(tx, deps, missed)
  return true
}

/** A try that ended on its way may have missed what was booked before the next: the same line is now explained. */
async function explainBookedMeanwhile(
  tx: Tx,
  deps: { alarms: Alarms },
  { before, matched }: { before: readonly RecordedDifference[]; matched: Matched },
): Promise<void> {
  const missed = before.find(
    ({ kind, subjectNo, theirs, resolvedAt }) =>
      kind === 'missing_here' &&
      resolvedAt === null &&
      subjectNo === matched.subjectNo &&
      JSON.stringify(theirs) === JSON.stringify(matched.theirs),
  )
  if (missed) await explain(tx, deps, missed)
}

async function explain(
  tx: Tx,
  deps: { alarms: Alarms },
  { id, day, subjectNo }: Pick<RecordedDifference, 'id' | 'day' | 'subjectNo'>,
): Promise<void> {
  await resolveDifference(tx, deps, { id, day, by: 'system:booked_late', note: `booked as ${subjectNo}` })
}

/** The day is done: one alarm for what is to be explained, and one for the days before it whose bills are gone. */
async function close(tx: Tx, { alarms }: { alarms: Alarms }, { day, lines }: Bill): Promise<{ differences: number }> {
  const gone = await daysWithoutBill(tx, day)
  const { all, open, first } = await figuresOf(tx, day)
  if (!(await closeDay(tx, day, { lines: lines.length, differences: all }))) return { differences: 0 }
  if (gone) await alarms.raise(tx, { kind: 'bill_gone', subject: `bill:${gone.from}`, detail: gone })
  if (open > 0) {
    const detail = { differences: open, first }
    await alarms.raise(tx, { kind: 'bill_difference', subject: `bill:${day}`, detail })
  }
  return { differences: all }
}
