import type { Handle, SqlValue, Tx } from './handle.ts'
import { inList } from './in-list.ts'
import { insertRows, type Target } from './insert-rows.ts'

/** What of a branch can change under the eyes of its staff. */
export type ChangeKind = 'order' | 'inventory' | 'room'

/** That something changed, not how: whoever hears of it reads the thing again. */
export interface Change {
  hotelId: string
  kind: ChangeKind
  /** Its id. */
  subject: string
}

export interface NotedChange extends Change {
  seq: number
}

const changes: Target = { table: 'changes', columns: ['hotel_id', 'kind', 'subject', 'at'] }
const columns = 'seq, hotel_id as hotelId, kind, subject'

/** What a transaction has noted: a thing that changes several times in it is noted once. */
const noted = new WeakMap<Tx, Set<string>>()

/** Notes changes in the transaction that makes them, so that they are told if and only if it commits. */
export async function noteChanges(tx: Tx, wished: readonly Change[]): Promise<void> {
  const known = noted.get(tx) ?? new Set()
  noted.set(tx, known)
  const rows: SqlValue[][] = []
  for (const { hotelId, kind, subject } of wished) {
    const key = `${kind} ${subject}`
    if (known.has(key)) continue
    known.add(key)
    rows.push([hotelId, kind, subject, tx.now])
  }
  await insertRows(tx, changes, rows)
}

/** In order of their numbers, after that one. */
export async function changesAfter(handle: Handle, after: number, limit: number): Promise<NotedChange[]> {
  return handle
    .prepared(`select ${columns} from changes where seq > ? order by seq limit ?`)
    .all<NotedChange>(after, limit)
}

/** Of these numbers, those that are there. */
export async function changesNumbered(handle: Handle, numbers: readonly number[]): Promise<NotedChange[]> {
  if (numbers.length === 0) return []
  const { marks, values } = inList(numbers)
  return handle.prepared(`select ${columns} from changes where seq in (${marks}) order by seq`).all(...values)
}

/** The lowest and highest numbers that are kept; zero where there are none. */
export async function changesKept(handle: Handle): Promise<{ oldest: number; newest: number }> {
  const row = await handle
    .prepared('select coalesce(min(seq), 0) as oldest, coalesce(max(seq), 0) as newest from changes')
    .get<{ oldest: number; newest: number }>()
  return { ...row! }
}

const keptMs = 3_600_000
const forgottenAtOnce = 1_000

/**
 * Sweep: forgets what is an hour old. Who was away for longer looks at everything anew. The newest row stays, so that
 * the numbers go on from it.
 */
export async function forgetChanges(tx: Tx): Promise<'more' | 'idle'> {
  const oldest = await tx
    .prepared('select seq, at from changes order by seq limit ?')
    .all<{ seq: number; at: number }>(forgottenAtOnce)
  const { newest } = await changesKept(tx)
  const fresh = oldest.findIndex(({ seq, at }) => at > tx.now - keptMs || seq === newest)
  const last = fresh === -1 ? oldest.at(-1) : oldest[fresh - 1]
  if (!last) return 'idle'
  await tx.prepared('delete from changes where seq <= ?').run(last.seq)
  return fresh === -1 ? 'more' : 'idle'
}
