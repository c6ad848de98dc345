import { insertedOnce } from '../database/dialect.ts'
import { changed, type Db, type Handle, over, type Tx } from '../database/handle.ts'
import type { MessagingTables } from './tables.ts'

/** All SQL of errands. */

export type ErrandRow = MessagingTables['errand']
export type ErrandKey = Pick<ErrandRow, 'kind' | 'subject'>

/** Opens an errand or asks again for one that is there. Without a payload the one it has stays. */
export async function openErrand(
  tx: Tx,
  wish: ErrandKey & { payload: string | undefined; dueAt: number },
): Promise<void> {
  const { kind, subject, payload, dueAt } = wish
  const fresh: ErrandRow = {
    kind,
    subject,
    payload: payload ?? 'null',
    due_at: dueAt,
    state: 'open',
    turn: 0,
    lease_until: 0,
    attempts: 0,
    last_error: null,
    changed_at: tx.now,
  }
  if (await insertedOnce(on(tx).insertInto('errand').values(fresh))) return
  await only(tx, wish)
    .set((eb) => ({
      ...(payload === undefined ? {} : { payload }),
      due_at: eb
        .case()
        .when(eb.and([eb('state', '=', 'open'), eb('due_at', '<', dueAt)]))
        .then(eb.ref('due_at'))
        .else(dueAt)
        .end(),
      attempts: eb.case().when('state', '=', 'open').then(eb.ref('attempts')).else(0).end(),
      turn: eb('turn', '+', 1),
      changed_at: tx.now,
    }))
    .execute()
  await only(tx, wish).set({ state: 'open' }).execute() // MySQL reads columns that the same statement has set
}

/** Leases an open errand to the caller, due or not; null while somebody else has it or when it is not open. */
export async function claimErrand(tx: Tx, key: ErrandKey, leaseMs: number): Promise<ErrandRow | null> {
  const claimed = await only(tx, key)
    .set((eb) => ({ lease_until: tx.now + leaseMs, turn: eb('turn', '+', 1), attempts: eb('attempts', '+', 1) }))
    .where('state', '=', 'open')
    .where('lease_until', '<=', tx.now)
    .executeTakeFirst()
  if (changed(claimed) !== 1) return null
  return (await readErrand(tx, key)) ?? null
}

export interface Ending {
  state: ErrandRow['state']
  /** When it is due again; null when it is not. */
  againAt: number | null
  error: string | null
}

/** Ends a claim. When it was asked for again meanwhile (its turn moved on), it stays open for that. */
export async function endClaim(tx: Tx, row: ErrandRow, ending: Ending): Promise<'ended' | 'asked again'> {
  const ended = await only(tx, row)
    .set({
      state: ending.state,
      due_at: ending.againAt ?? row.due_at,
      lease_until: 0,
      last_error: ending.error,
      ...(ending.error === null ? { attempts: 0 } : {}),
      changed_at: tx.now,
    })
    .where('turn', '=', row.turn)
    .executeTakeFirst()
  if (changed(ended) === 1) return 'ended'
  await only(tx, row).set({ lease_until: 0 }).where('lease_until', '=', row.lease_until).execute()
  return 'asked again'
}

export async function dueErrands(
  db: Db,
  wish: { kinds: readonly string[]; now: number; limit: number },
): Promise<ErrandKey[]> {
  if (wish.kinds.length === 0) return []
  return on(db)
    .selectFrom('errand')
    .select(['kind', 'subject'])
    .where('state', '=', 'open')
    .where('due_at', '<=', wish.now)
    .where('lease_until', '<=', wish.now)
    .where('kind', 'in', wish.kinds)
    .orderBy('due_at')
    .limit(wish.limit)
    .execute()
}

export async function countErrands(handle: Handle, state: ErrandRow['state']): Promise<number> {
  const row = await on(handle)
    .selectFrom('errand')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', '=', state)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

async function readErrand(handle: Handle, { kind, subject }: ErrandKey): Promise<ErrandRow | undefined> {
  return on(handle)
    .selectFrom('errand')
    .selectAll()
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .executeTakeFirst()
}

function only(tx: Tx, { kind, subject }: ErrandKey) {
  return on(tx).updateTable('errand').where('kind', '=', kind).where('subject', '=', subject)
}

function on(handle: Handle) {
  return over<MessagingTables>(handle)
}
