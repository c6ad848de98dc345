import { DatabaseSync, type StatementSync } from 'node:sqlite'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { SqlValue, Statement } from '../../../database/handle.ts'

const statementsKept = 500
/** A checkpoint stops the writer: with 32 MB between them they are few, and what a restart reads again stays small. */
const checkpointPages = 8_000

/** One SQLite connection with its prepared statements and a query builder on top. */
export interface Connection {
  readonly raw: DatabaseSync
  readonly builder: Kysely<unknown>
  prepared(sql: string): Statement
  /** Opens the savepoint of one work, and ends it well. */
  savepoint(): void
  release(): void
  close(): void
}

/** Opens a connection with the settings every one of ours has. `synchronous=FULL`: a commit survives a power cut. */
export function connect(path: string, options: { readOnly: boolean; synchronous: 'FULL' | 'OFF' }): Connection {
  const raw = new DatabaseSync(path, { readOnly: options.readOnly, enableForeignKeyConstraints: true })
  raw.exec(`pragma busy_timeout = 5000; pragma cache_size = -32000; pragma temp_store = memory`)
  if (!options.readOnly)
    raw.exec(
      `pragma journal_mode = wal; pragma synchronous = ${options.synchronous}; pragma wal_autocheckpoint = ${checkpointPages}`,
    )
  const statements = new Map<string, StatementSync>()
  const statement = (sql: string) => {
    const known = statements.get(sql)
    if (known) return known
    if (statements.size >= statementsKept) statements.delete(statements.keys().next().value!)
    const made = raw.prepare(sql)
    statements.set(sql, made)
    return made
  }
  return {
    raw,
    builder: new Kysely<unknown>({ dialect: kyselyOn(statement) }),
    prepared: (sql) => asynchronous(statement(sql)),
    savepoint: () => void statement('savepoint work').run(),
    release: () => void statement('release work').run(),
    close: () => {
      statements.clear()
      raw.close()
    },
  }
}

function asynchronous(statement: StatementSync): Statement {
  return {
    run: async (...parameters) => ({ changes: Number(statement.run(...parameters).changes) }),
    get: async <Row>(...parameters: SqlValue[]) => statement.get(...parameters) as Row | undefined,
    all: async <Row>(...parameters: SqlValue[]) => statement.all(...parameters) as Row[],
  }
}

/** Kysely on a connection that we begin and commit ourselves. */
function kyselyOn(statement: (sql: string) => StatementSync): Dialect {
  const connection: DatabaseConnection = {
    async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
      const prepared = statement(query.sql)
      const parameters = query.parameters as SqlValue[]
      if (prepared.columns().length > 0) return { rows: prepared.all(...parameters) as Row[] }
      const { changes, lastInsertRowid } = prepared.run(...parameters)
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
    },
    // biome-ignore lint/correctness/useYield: streaming is not offered, and kysely asks for a generator
    async *streamQuery() {
      throw new Error('streaming is not offered')
    },
  }
  const nothing = async () => undefined
  const driver: Driver = {
    init: nothing,
    acquireConnection: async () => connection,
    beginTransaction: () => Promise.reject(new Error('use db.transaction')),
    commitTransaction: () => Promise.reject(new Error('use db.transaction')),
    rollbackTransaction: () => Promise.reject(new Error('use db.transaction')),
    releaseConnection: nothing,
    destroy: nothing,
  }
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}
