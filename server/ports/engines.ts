import type { Db } from '../database/handle.ts'
import type { Sweep } from '../messaging/index.ts'
import type { Bus } from './bus.ts'
import type { SharedCache } from './cache.ts'
import type { Files } from './files.ts'
import type { SearchIndex } from './search.ts'

/** What a profile brings: the engines below the modules, opened, migrated and ready. */
export interface Engines {
  db: Db
  bus: Bus
  sharedCache: SharedCache
  files: Files
  search: SearchIndex
  /** What the engines themselves need done from time to time. */
  sweeps: readonly Sweep[]
}
