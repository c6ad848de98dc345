import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { refuseInsideTransaction } from '../../../database/guard.ts'
import type { Db } from '../../../database/handle.ts'
import type { Clock } from '../../../ports/clock.ts'
import { CannotStart } from './cannot-start.ts'
import { type Connection, connect } from './connection.ts'
import { makeDataFolder } from './data-folder.ts'
import { isDiskFault } from './disk-fault.ts'
import { createWriter, type Lane } from './writer.ts'

export const databaseFile = 'yizhan.db'

export interface SqliteOptions {
  dataDir: string
  clock: Clock
  /** FULL, the default: a commit survives a power cut. OFF: for tests that do not pull the plug. */
  synchronous?: 'FULL' | 'OFF'
  /** See `writer.ts`. */
  groupAtMost?: number | undefined
}

/**
 * Opens the database of a data folder for this process alone: a second server on the same folder is refused, and the
 * claim ends with the process, however it ends. Throws `CannotStart`.
 */
export function openSqlite(options: SqliteOptions): Db {
  const release = claimFolder(options.dataDir)
  const path = join(options.dataDir, databaseFile)
  const { clock, groupAtMost, synchronous = 'FULL' } = options
  const writing = connect(path, { readOnly: false, synchronous })
  const reading = connect(path, { readOnly: true, synchronous })
  const writer = createWriter({ connection: writing, clock, groupAtMost })
  const inLane = (lane: Lane): Db => ({
    dialect: 'sqlite',
    get builder() {
      refuseInsideTransaction('a read outside the transaction')
      return reading.builder
    },
    prepared(sql) {
      refuseInsideTransaction('a read outside the transaction')
      return reading.prepared(sql)
    },
    async transaction(work) {
      refuseInsideTransaction('a second transaction')
      return writer.submit(work, lane)
    },
    onSignal: writer.onSignal,
    get background() {
      return background
    },
    close,
  })
  async function close(): Promise<void> {
    await writer.close()
    reading.close()
    emptyLog(writing)
    writing.close()
    release()
  }
  const background = inLane('background')
  return inLane('people')
}

/** Opens a data folder's database for reading only, beside a running server. */
export function openSqliteReadOnly(dataDir: string): Db {
  const reading = connect(join(dataDir, databaseFile), { readOnly: true, synchronous: 'FULL' })
  const db: Db = {
    dialect: 'sqlite',
    builder: reading.builder,
    prepared: reading.prepared,
    transaction: () => Promise.reject(new Error('opened for reading only')),
    onSignal: () => () => {},
    close: async () => reading.close(),
    get background() {
      return db
    },
  }
  return db
}

/** The log goes into the database. Where the disk has no room it stays what it is, and the next start reads it. */
function emptyLog({ raw }: Connection): void {
  try {
    raw.exec('pragma wal_checkpoint(truncate)')
  } catch (error) {
    if (!isDiskFault(error)) throw error
  }
}

/** An exclusive lock that the operating system drops when the process dies. */
function claimFolder(dataDir: string): () => void {
  makeDataFolder(dataDir)
  let lock: DatabaseSync
  try {
    lock = new DatabaseSync(join(dataDir, 'lock.db'))
    lock.exec('pragma locking_mode = exclusive; begin exclusive')
  } catch (error) {
    const { errcode, message } = error as { errcode?: number; message: string }
    if (errcode !== 5) throw new CannotStart(`The data folder ${dataDir} cannot be used: ${message}`)
    throw new CannotStart(`Another server is running on the data folder ${dataDir}: stop it, or set YIZHAN_DATA_DIR.`)
  }
  return () => lock.close()
}
