import type { Insertable, Kysely, Selectable, Updateable } from 'kysely'
import type { Instant } from '../kernel/stay.ts'

export type { Insertable, Selectable, Updateable }

export type DialectName = 'sqlite' | 'mysql'

/** A prepared statement, kept per connection. Parameters are numbers, strings, bytes or null. */
export interface Statement {
  run(...parameters: SqlValue[]): Promise<{ changes: number }>
  get<Row>(...parameters: SqlValue[]): Promise<Row | undefined>
  all<Row>(...parameters: SqlValue[]): Promise<Row[]>
}

export type SqlValue = string | number | bigint | Uint8Array | null

/** What a commit can leave for a loop of the same process to look at at once, instead of at its next round. */
export type Signal = 'outbox' | 'bus' | 'parked' | 'errands'

/** Anything one can read from: the database, or an open transaction. */
export interface Handle {
  readonly dialect: DialectName
  /** The query builder over all tables, untyped. Use `over<Tables>(handle)` in a module's store. */
  readonly builder: Kysely<unknown>
  /** For the hot path: the same SQL text is prepared once. */
  prepared(sql: string): Statement
}

/** The unit of work: what is written through it becomes true together or not at all. */
export interface Tx extends Handle {
  /** The time of this unit of work, read once at its start. */
  readonly now: Instant
  /** Wakes this process's loops of that name after the commit, never after a rollback. Nothing true may depend on it. */
  signal(name: Signal): void
}

/**
 * The database. Reads through it see committed rows only, and it refuses to be used inside a transaction.
 */
export interface Db extends Handle {
  /**
   * Runs `work` as one transaction and answers after its commit. The work may run again after a deadlock, so it
   * touches nothing but `tx`. A `Refusal` or a bug rolls back this work alone; when the database cannot write,
   * every waiting work fails with `Unavailable`.
   */
  transaction<R>(work: (tx: Tx) => Promise<R>): Promise<R>
  /**
   * The same database for work that nobody waits for. While people wait, their transactions come first and those of
   * the background get a share of the time; it is never nothing.
   */
  readonly background: Db
  /** Calls `wake` after each commit in this process that signalled the name, and answers how to stop that. */
  onSignal(name: Signal, wake: () => void): () => void
  /** Waits for open work, then closes. */
  close(): Promise<void>
}

/**
 * The typed query builder over the tables a module owns. Only a module's store calls it, with its own table types, so
 * that a query on a stranger's table does not compile.
 */
export function over<Tables>(handle: Handle): Kysely<Tables> {
  return handle.builder as unknown as Kysely<Tables>
}

/** Rows changed by an update or delete, as a number. */
export function changed(result: { numUpdatedRows?: bigint; numDeletedRows?: bigint }): number {
  return Number(result.numUpdatedRows ?? result.numDeletedRows ?? 0n)
}
