import { randomBytes } from 'node:crypto'
import { migrate } from '../../database/migrate.ts'
import { migrations } from '../../database/migrations/index.ts'
import type { Engines } from '../../ports/engines.ts'
import type { ProductClock } from './clock/clock.ts'
import { createDatabaseCache } from './database-cache/database-cache.ts'
import { createFolderFiles } from './folder-files/folder-files.ts'
import { createEmbeddedSearch } from './search/embedded-search.ts'
import { createSqlBus } from './sql-bus/sql-bus.ts'
import { openSqlite, type SqliteOptions } from './sqlite/open.ts'

export interface EmbeddedOptions extends Omit<SqliteOptions, 'clock'> {
  clock: ProductClock
  filesDir: string
  /** Whether messages move by themselves in this process. */
  polling: boolean
  onError(what: string, error: unknown): void
}

/** Everything in one process and one folder: SQLite is database, bus and shared cache; pictures are files. */
export async function openEmbedded(options: EmbeddedOptions): Promise<Engines> {
  const { clock, filesDir, polling, onError, ...sqlite } = options
  const db = openSqlite({ ...sqlite, clock })
  await migrate(db, migrations)
  await clock.load(db)
  const sharedCache = createDatabaseCache({ db, clock })
  return {
    db,
    sharedCache,
    bus: createSqlBus({ db, clock, slot: randomBytes(4).toString('hex'), polling, onError }),
    files: createFolderFiles(filesDir),
    search: createEmbeddedSearch(),
    sweeps: [
      { name: 'shared cache', everyMs: 60_000, run: async () => sharedCache.sweep().then(() => 'idle' as const) },
    ],
  }
}
