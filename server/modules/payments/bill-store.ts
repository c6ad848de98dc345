import { insertedOnce } from '../../database/dialect.ts'
import { changed, type Handle, over, type Tx } from '../../database/handle.ts'
import { newId } from '../../kernel/ids.ts'
import type { Payment, Refund } from './payment.ts'
import type { PaymentTables } from './tables.ts'

/** All SQL on bills and their differences. */

/**
 * missing_here: only in the bill · missing_there: only in the books · amount: another sum · state: money that one side
 * says went back and the other says did not · duplicate: named by a bill before.
 */
export interface Difference {
  kind: 'missing_here' | 'missing_there' | 'amount' | 'state' | 'duplicate'
  subjectNo: string
  ours: unknown
  theirs: unknown
}

export interface RecordedDifference extends Difference {
  id: string
  day: string
  foundAt: number
  resolvedAt: number | null
  resolvedBy: string | null
  note: string | null
}

export async function billDay(handle: Handle, day: string) {
  return on(handle).selectFrom('bill_day').selectAll().where('day', '=', day).executeTakeFirst()
}

export async function lastBilledDay(handle: Handle): Promise<string | null> {
  const row = await on(handle).selectFrom('bill_day').select('day').orderBy('day', 'desc').limit(1).executeTakeFirst()
  return row?.day ?? null
}

/** When the first trade was opened: money may have come since, whether it was booked or not. */
export async function firstTradeAt(handle: Handle): Promise<number | null> {
  const row = await on(handle)
    .selectFrom('trade')
    .select((eb) => eb.fn.min('created_at').as('at'))
    .executeTakeFirst()
  return row?.at ?? null
}

/** False when the bill of another day has named it. */
export function markPaymentBilled(tx: Tx, id: Payment['id'], day: string): Promise<boolean> {
  return markBilled(tx, { table: 'payment', id, day })
}

/** False when the bill of another day has named it. */
export function markRefundBilled(tx: Tx, id: Refund['id'], day: string): Promise<boolean> {
  return markBilled(tx, { table: 'refund', id, day })
}

async function markBilled(
  tx: Tx,
  { table, id, day }: { table: 'payment' | 'refund'; id: string; day: string },
): Promise<boolean> {
  const marked = await on(tx)
    .updateTable(table)
    .set({ billed_day: day })
    .where('id', '=', id)
    .where('billed_day', 'is', null)
    .executeTakeFirst()
  if (changed(marked) === 1) return true
  const row = await on(tx).selectFrom(table).select('billed_day').where('id', '=', id).executeTakeFirst()
  return row?.billed_day === day
}

/** Money of ours that no bill has named yet although its day has been billed, at most `limit` of each. */
export async function unbilledBefore(handle: Handle, instant: number, limit: number) {
  const payments = await on(handle)
    .selectFrom('payment')
    .select(['id', 'out_trade_no', 'transaction_id', 'amount_fen'])
    .where('billed_day', 'is', null)
    .where('paid_at', '<', instant)
    .where('method', '=', 'wechat')
    .limit(limit)
    .execute()
  const refunds = await on(handle)
    .selectFrom('refund')
    .innerJoin('payment', 'payment.id', 'refund.payment_id')
    .select(['refund.id', 'refund.out_refund_no', 'refund.amount_fen'])
    .where('refund.billed_day', 'is', null)
    .where('refund.settled_at', '<', instant)
    .where('payment.method', '=', 'wechat')
    .limit(limit)
    .execute()
  return { payments, refunds }
}

export async function recordDifference(tx: Tx, day: string, difference: Difference): Promise<boolean> {
  return insertedOnce(
    on(tx)
      .insertInto('bill_difference')
      .values({
        id: newId('dif'),
        day,
        kind: difference.kind,
        subject_no: difference.subjectNo,
        ours_json: JSON.stringify(difference.ours ?? null),
        theirs_json: JSON.stringify(difference.theirs ?? null),
        found_at: tx.now,
        resolved_at: null,
        resolved_by: null,
        note: null,
      }),
  )
}

/** False when the day was closed before. */
export function closeDay(tx: Tx, day: string, figures: { lines: number; differences: number }): Promise<boolean> {
  return insertedOnce(
    on(tx)
      .insertInto('bill_day')
      .values({ day, bill_lines: figures.lines, differences: figures.differences, done_at: tx.now }),
  )
}

export async function differencesOf(handle: Handle, day: string): Promise<RecordedDifference[]> {
  const rows = await on(handle)
    .selectFrom('bill_difference')
    .selectAll()
    .where('day', '=', day)
    .orderBy('found_at')
    .orderBy('id')
    .execute()
  return rows.map(readDifference)
}

/** The payment that a bill had and the books had not. */
export async function paymentMissedHere(handle: Handle, outTradeNo: string): Promise<RecordedDifference | null> {
  const row = await on(handle)
    .selectFrom('bill_difference')
    .selectAll()
    .where('kind', '=', 'missing_here')
    .where('subject_no', '=', outTradeNo)
    .orderBy('day')
    .limit(1)
    .executeTakeFirst()
  return row ? readDifference(row) : null
}

/** False when there is no such difference of that day, or it was resolved before. */
export async function resolveDifference(
  tx: Tx,
  { id, day }: Pick<RecordedDifference, 'id' | 'day'>,
  by: { actor: string; note: string },
): Promise<boolean> {
  const result = await on(tx)
    .updateTable('bill_difference')
    .set({ resolved_at: tx.now, resolved_by: by.actor, note: by.note })
    .where('id', '=', id)
    .where('day', '=', day)
    .where('resolved_at', 'is', null)
    .executeTakeFirst()
  return changed(result) === 1
}

/** How many differences a day has, how many are still to be explained, and the first of these by its number. */
export async function figuresOf(
  handle: Handle,
  day: string,
): Promise<{ all: number; open: number; first: string | null }> {
  const of = on(handle).selectFrom('bill_difference').where('day', '=', day)
  const { all } = await of.select((eb) => eb.fn.countAll<number>().as('all')).executeTakeFirstOrThrow()
  const first = await of
    .select('subject_no')
    .where('resolved_at', 'is', null)
    .orderBy('subject_no')
    .limit(1)
    .executeTakeFirst()
  return { all: Number(all), open: await openDifferences(handle, day), first: first?.subject_no ?? null }
}

export async function openDifferences(handle: Handle, day: string): Promise<number> {
  const row = await on(handle)
    .selectFrom('bill_difference')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('day', '=', day)
    .where('resolved_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

function on(handle: Handle) {
  return over<PaymentTables>(handle)
}

function readDifference(row: PaymentTables['bill_difference']): RecordedDifference {
  return {
    id: row.id,
    day: row.day,
    kind: row.kind as Difference['kind'],
    subjectNo: row.subject_no,
    ours: row.ours_json === null ? null : JSON.parse(row.ours_json),
    theirs: row.theirs_json === null ? null : JSON.parse(row.theirs_json),
    foundAt: row.found_at,
    resolvedAt: row.resolved_at,
    resolvedBy: row.resolved_by,
    note: row.note,
  }
}
