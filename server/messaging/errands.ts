import type { Db, Handle, Tx } from '../database/handle.ts'
import { Unavailable } from '../kernel/refusal.ts'
import type { Clock } from '../ports/clock.ts'
import {
  claimErrand,
  countErrands,
  dueErrands,
  type ErrandKey,
  type ErrandRow,
  endClaim,
  openErrand,
} from './errand-rows.ts'
import { isDatabaseAway } from './handle.ts'

/** An outside call that is owed: what kind, about what. */
export interface Errand {
  kind: string
  subject: string
  payload: unknown
  /** The try this is, from 1. */
  attempts: number
}

/** How a kind of errand is run. The three steps never share a transaction: claim, call, record. */
export interface ErrandKind<Result = unknown> {
  kind: string
  /** Calls outside, with no transaction open. Throwing is a failed attempt: it is called again, later each time. */
  call(errand: Errand): Promise<Result>
  /** Writes what came of it. `againAt` keeps the errand open. Throwing is a failed attempt, too. */
  record(tx: Tx, errand: Errand, result: Result): Promise<'done' | { againAt: number }>
  /** How long a call may take before another worker may try: 60 s unless said. */
  leaseMs?: number
  /** Wait after so many failed attempts, in ms: 1 s, 2 s, 4 s … at most ten minutes unless said. */
  backoffMs?(attempts: number): number
  /** Failed attempts before it is given up until somebody asks for it again. Unless said it is never given up. */
  maxAttempts?: number
  /** Hears in the same transaction that it was given up. */
  onGivenUp?(tx: Tx, errand: Errand, error: unknown): Promise<void>
}

export interface Errands {
  /**
   * Owes an outside call from this transaction on. Asked again while it is open it is due at the earlier time; a done
   * one is opened again; one under way runs once more, for what it asks about may have changed since it looked.
   */
  ask(tx: Tx, wish: { kind: string; subject: string; payload?: unknown; dueAt?: number }): Promise<void>
  /**
   * The same three steps at once, while somebody waits; throws what the call throws, and `Unavailable` when another
   * worker does not come to an end. The errand stays owed then.
   */
  runNow(kind: string, subject: string): Promise<void>
  /** Runs what is due, at most a batch; for the loop and for stories. */
  runDue(): Promise<'more' | 'idle'>
  /** How many are open. */
  open(handle: Handle): Promise<number>
}

export interface ErrandDeps {
  db: Db
  clock: Clock
  kinds: readonly ErrandKind[]
  probe?: (point: string) => void
  onError(kind: string, error: unknown): void
}

const batch = 16
const defaultLeaseMs = 60_000
const backoffFirstMs = 1_000
const backoffMostMs = 600_000
const lookEveryMs = 50
const looksAtMost = 60

export function createErrands(deps: ErrandDeps): Errands {
  const { db, clock } = deps
  const { background } = db
  const kinds = new Map(deps.kinds.map((kind) => [kind.kind, kind]))
  const kindOf = (name: string): ErrandKind => {
    const kind = kinds.get(name)
    if (!kind) throw new Error(`nobody runs errands of kind ${name}`)
    return kind
  }
  const claim = (tx: Tx, key: ErrandKey) => claimErrand(tx, key, kindOf(key.kind).leaseMs ?? defaultLeaseMs)

  const ask: Errands['ask'] = async (tx, { kind, subject, payload, dueAt = tx.now }) => {
    kindOf(kind)
    await openErrand(tx, { kind, subject, payload: payload === undefined ? undefined : JSON.stringify(payload), dueAt })
    tx.signal('errands')
  }

  return {
    ask,

    async runNow(name, subject) {
      const kind = kindOf(name)
      const key = { kind: name, subject }
      let row = await db.transaction(async (tx) => {
        await ask(tx, key)
        return claim(tx, key)
      })
      for (let look = 0; !row && look < looksAtMost; look += 1) {
        await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
        row = await db.transaction((tx) => claim(tx, key))
      }
      if (!row) throw new Unavailable(name)
      await run(deps, kind, row)
    },

    async runDue() {
      const due = await dueErrands(db, { kinds: [...kinds.keys()], now: clock.now(), limit: batch })
      await Promise.all(
        due.map(async (key) => {
          const row = await background.transaction((tx) => claim(tx, key))
          if (row)
            await run({ ...deps, db: background }, kindOf(key.kind), row).catch((error) =>
              deps.onError(key.kind, error),
            )
        }),
      )
      return due.length === batch ? 'more' : 'idle'
    },

    open: (handle) => countErrands(handle, 'open'),
  }
}

/** Call and record of a claimed errand. What fails is counted and put back; what the database fails at comes again. */
async function run({ db, probe }: ErrandDeps, kind: ErrandKind, row: ErrandRow): Promise<void> {
  const errand: Errand = {
    kind: row.kind,
    subject: row.subject,
    payload: JSON.parse(row.payload),
    attempts: row.attempts,
  }
  try {
    probe?.(`errand.${row.kind}.call`)
    const result = await kind.call(errand)
    probe?.(`errand.${row.kind}.called`)
    await db.transaction((tx) => record(tx, { kind, row, errand, result }))
    probe?.(`errand.${row.kind}.recorded`)
  } catch (error) {
    if (!isDatabaseAway(error)) await db.transaction((tx) => putBack(tx, { kind, row, errand, error }))
    throw error
  }
}

type Run = { kind: ErrandKind; row: ErrandRow; errand: Errand }

async function record(tx: Tx, { kind, row, errand, result }: Run & { result: unknown }): Promise<void> {
  const outcome = await kind.record(tx, errand, result)
  const ending =
    outcome === 'done' ? ({ state: 'done', againAt: null } as const) : ({ state: 'open', ...outcome } as const)
  if ((await endClaim(tx, row, { ...ending, error: null })) === 'asked again') tx.signal('errands')
}

async function putBack(tx: Tx, { kind, row, errand, error }: Run & { error: unknown }): Promise<void> {
  const over = kind.maxAttempts !== undefined && row.attempts >= kind.maxAttempts
  const ended = await endClaim(tx, row, {
    state: over ? 'dead' : 'open',
    againAt: over ? null : tx.now + (kind.backoffMs?.(row.attempts) ?? backoffMs(row.attempts)),
    error: String(error).slice(0, 500),
  })
  if (ended === 'asked again') tx.signal('errands')
  else if (over) await kind.onGivenUp?.(tx, errand, error)
}

function backoffMs(attempts: number): number {
  return Math.min(backoffMostMs, backoffFirstMs * 2 ** Math.min(attempts - 1, 12))
}
