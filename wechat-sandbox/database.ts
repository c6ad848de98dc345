import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { schema } from './schema.ts'

/** The sandbox's own database. Every call is synchronous, so a handler that does not await is alone with its rows. */
export interface Database {
  /** Runs one statement and tells how many rows it changed. */
  run(sql: string, ...values: SQLInputValue[]): number
  one<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined
  all<Row>(sql: string, ...values: SQLInputValue[]): Row[]
  /** All of `work` or nothing. Called inside another transaction it joins that one. */
  transaction<Result>(work: () => Result): Result
  close(): void
}

/**
 * Opens (and makes) the database. What was committed survives a killed process; the exclusive lock refuses a second
 * sandbox on the same folder.
 */
export function openDatabase(path: string): Database {
  const sqlite = new DatabaseSync(path, { timeout: 0 })
  const statements = new Map<string, StatementSync>()
  let depth = 0

  function prepare(sql: string): StatementSync {
    let statement = statements.get(sql)
    if (!statement) {
      statement = sqlite.prepare(sql)
      statements.set(sql, statement)
    }
    return statement
  }

  function transaction<Result>(work: () => Result): Result {
    if (depth > 0) return work()
    sqlite.exec('BEGIN IMMEDIATE')
    depth = 1
    try {
      const result = work()
      sqlite.exec('COMMIT')
      return result
    } catch (error) {
      sqlite.exec('ROLLBACK')
      throw error
    } finally {
      depth = 0
    }
  }

  try {
    sqlite.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
    sqlite.exec(schema)
  } catch (error) {
    sqlite.close()
    throw new Error(`${path} cannot be opened; is it in use by another sandbox?`, { cause: error })
  }
  return {
    run: (sql, ...values) => Number(prepare(sql).run(...values).changes),
    one: <Row>(sql: string, ...values: SQLInputValue[]) => prepare(sql).get(...values) as Row | undefined,
    all: <Row>(sql: string, ...values: SQLInputValue[]) => prepare(sql).all(...values) as Row[],
    transaction,
    close: () => sqlite.close(),
  }
}
