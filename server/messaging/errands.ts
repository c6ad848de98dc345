import { insertedOnce } from '../database/dialect.ts'
import { changed, type Db, type Handle, over, type Tx } from '../database/handle.ts'
import type { Clock } from '../ports/clock.ts'
import type { MessagingTables } from './tables.ts'

/** An outside call that is owed: what kind, about what. */
export interface Errand {
  kind: string
  subject: string
  payload: unknown
  attempts: number
}

/** How a kind of errand is run. The three steps never share a transaction: claim, call, record. */
export interface ErrandKind<Result = unknown> {
  kind: string
  /** Calls outside, with no transaction open. Throwing is a failed attempt: it is called again, later each time. */
  call(errand: Errand): Promise<Result>
  /** Writes what came of it. `againAt` keeps the errand open. */
  record(tx: Tx, errand: Errand, result: Result): Promise<'done' | { againAt: number }>
  /** How long a call may take before another worker may try: 60 s unless said. */
  leaseMs?: number
}

export interface Errands {
  /** Owes an outside call from this transaction on. Asked again while it is open it is due at the earlier time. */
  ask(tx: Tx, wish: { kind: string; subject: string; payload?: unknown; dueAt?: number }): Promise<void>
  /** The same three steps at once, while somebody waits; throws what the call throws. The errand stays owed then. */
  runNow(kind: string, subject: string): Promise<void>
  /** Runs what is due, at most a batch; for the loop and for stories. */
  runDue(): Promise<'more' | 'idle'>
  open(handle: Handle): Promise<number>
}

const batch = 16
const defaultLeaseMs = 60_000
const backoffFirstMs = 1_000
const backoffMostMs = 600_000

type Row = MessagingTables['errand']

export function createErrands(deps: {
  db: Db
  clock: Clock
  kinds: readonly ErrandKind[]
  probe?: (point: string) => void
  onError(kind: string, error: unknown): void
}): Errands {
  const { db, clock } = deps
  const kinds = new Map(deps.kinds.map((kind) => [kind.kind, kind]))

  async function ask(
    tx: Tx,
    wish: { kind: string; subject: string; payload?: unknown; dueAt?: number },
  ): Promise<void> {
    if (!kinds.has(wish.kind)) throw new Error(`nobody runs errands of kind ${wish.kind}`)
    const dueAt = wish.dueAt ?? tx.now
    const payload = JSON.stringify(wish.payload ?? null)
    const row: Row = {
      kind: wish.kind,
      subject: wish.subject,
      payload,
      due_at: dueAt,
      state: 'open',
      turn: 0,
      lease_until: 0,
      attempts: 0,
      last_error: null,
      changed_at: tx.now,
    }
    if (!(await insertedOnce(on(tx).insertInto('errand').values(row)))) await askAgain(tx, row)
    tx.signal('errands')
  }

  /** One that is under way runs once more: what it was asked about may have changed since it looked. */
  async function askAgain(tx: Tx, row: Row): Promise<void> {
    await on(tx)
      .updateTable('errand')
      .set((eb) => ({
        payload: row.payload,
        due_at: eb
          .case()
          .when(eb.and([eb('state', '=', 'open'), eb('due_at', '<', row.due_at)]))
          .then(eb.ref('due_at'))
          .else(row.due_at)
          .end(),
        attempts: eb.case().when('state', '=', 'open').then(eb.ref('attempts')).else(0).end(),
        state: 'open',
        turn: eb('turn', '+', 1),
        changed_at: row.changed_at,
      }))
      .where('kind', '=', row.kind)
      .where('subject', '=', row.subject)
      .execute()
  }

  async function claim(tx: Tx, key: Pick<Row, 'kind' | 'subject'>): Promise<Row | null> {
    const leaseMs = kinds.get(key.kind)?.leaseMs ?? defaultLeaseMs
    const claimed = await on(tx)
      .updateTable('errand')
      .set((eb) => ({ lease_until: tx.now + leaseMs, turn: eb('turn', '+', 1), attempts: eb('attempts', '+', 1) }))
      .where('kind', '=', key.kind)
      .where('subject', '=', key.subject)
      .where('state', '=', 'open')
      .where('lease_until', '<=', tx.now)
      .executeTakeFirst()
    if (changed(claimed) !== 1) return null
    return (await read(tx, key)) ?? null
  }

  async function run(row: Row): Promise<void> {
    const kind = kinds.get(row.kind)!
    const errand: Errand = {
      kind: row.kind,
      subject: row.subject,
      payload: JSON.parse(row.payload),
      attempts: row.attempts,
    }
    deps.probe?.(`errand.${row.kind}.call`)
    let result: unknown
    try {
      result = await kind.call(errand)
    } catch (error) {
      await db.transaction((tx) => close(tx, row, { againAt: tx.now + backoffMs(row.attempts), error: String(error) }))
      throw error
    }
    deps.probe?.(`errand.${row.kind}.called`)
    await db.transaction(async (tx) => {
      const outcome = await kind.record(tx, errand, result)
      await close(tx, row, outcome === 'done' ? null : outcome)
    })
    deps.probe?.(`errand.${row.kind}.recorded`)
  }

  /** Ends the claim. When it was asked again meanwhile (its turn moved on), it stays open for that. */
  async function close(tx: Tx, row: Row, again: { againAt: number; error?: string } | null): Promise<void> {
    const ended = await on(tx)
      .updateTable('errand')
      .set({
        state: again ? 'open' : 'done',
        due_at: again?.againAt ?? row.due_at,
        lease_until: 0,
        last_error: again?.error?.slice(0, 500) ?? null,
        ...(again?.error ? {} : { attempts: 0 }),
        changed_at: tx.now,
      })
      .where('kind', '=', row.kind)
      .where('subject', '=', row.subject)
      .where('turn', '=', row.turn)
      .executeTakeFirst()
    if (changed(ended) === 1) return
    await on(tx)
      .updateTable('errand')
      .set({ lease_until: 0 })
      .where('kind', '=', row.kind)
      .where('subject', '=', row.subject)
      .execute()
    tx.signal('errands')
  }

  async function runDue(): Promise<'more' | 'idle'> {
    const now = clock.now()
    const due = await on(db)
      .selectFrom('errand')
      .select(['kind', 'subject'])
      .where('state', '=', 'open')
      .where('due_at', '<=', now)
      .where('lease_until', '<=', now)
      .orderBy('due_at')
      .limit(batch)
      .execute()
    const rows = await Promise.all(due.map((key) => db.transaction((tx) => claim(tx, key))))
    await Promise.all(
      rows.map(async (row) => {
        if (row) await run(row).catch((error) => deps.onError(row.kind, error))
      }),
    )
    return due.length === batch ? 'more' : 'idle'
  }

  return {
    ask,
    runDue,
    async runNow(kind, subject) {
      const row = await db.transaction(async (tx) => {
        await ask(tx, { kind, subject })
        return claim(tx, { kind, subject })
      })
      if (row) return run(row)
      await waitForOther({ kind, subject })
    },
    async open(handle) {
      const row = await on(handle)
        .selectFrom('errand')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('state', '=', 'open')
        .executeTakeFirstOrThrow()
      return Number(row.count)
    },
  }

  /** Another worker has it: wait for its turn to end, at most as long as a person would. */
  async function waitForOther(key: Pick<Row, 'kind' | 'subject'>): Promise<void> {
    for (let look = 0; look < 60; look += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      const row = await read(db, key)
      if (row?.state !== 'open' || row.lease_until === 0) return
    }
  }

  async function read(handle: Handle, key: Pick<Row, 'kind' | 'subject'>): Promise<Row | undefined> {
    return on(handle)
      .selectFrom('errand')
      .selectAll()
      .where('kind', '=', key.kind)
      .where('subject', '=', key.subject)
      .executeTakeFirst()
  }
}

function backoffMs(attempts: number): number {
  return Math.min(backoffMostMs, backoffFirstMs * 2 ** Math.min(attempts - 1, 12))
}

function on(handle: Handle) {
  return over<MessagingTables>(handle)
}
