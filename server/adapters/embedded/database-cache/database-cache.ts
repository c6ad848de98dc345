import { insertedOnce } from '../../../database/dialect.ts'
import { refuseInsideTransaction } from '../../../database/guard.ts'
import { type Db, over } from '../../../database/handle.ts'
import type { SharedCache } from '../../../ports/cache.ts'
import type { Clock } from '../../../ports/clock.ts'

interface CacheTables {
  cache_entry: { cache_key: string; version: number; content: Uint8Array; expires_at: number }
}

/** The shared level of the embedded profile: a table of the product's own database. */
export function createDatabaseCache({ db, clock }: { db: Db; clock: Clock }): SharedCache & { sweep(): Promise<void> } {
  return {
    async get(key) {
      refuseInsideTransaction('the shared cache')
      const now = clock.now()
      const row = await db
        .prepared('select version, content, expires_at from cache_entry where cache_key = ? and expires_at > ?')
        .get<{ version: number; content: Uint8Array; expires_at: number }>(key, now)
      return row ? { version: row.version, content: Buffer.from(row.content), leftMs: row.expires_at - now } : null
    },
    put: (key, { version, content }, ttlMs) =>
      db.transaction(async (tx) => {
        const row = { cache_key: key, version, content, expires_at: tx.now + ttlMs }
        if (await insertedOnce(over<CacheTables>(tx).insertInto('cache_entry').values(row))) return
        await over<CacheTables>(tx)
          .updateTable('cache_entry')
          .set({ version, content, expires_at: row.expires_at })
          .where('cache_key', '=', key)
          .where((eb) => eb.or([eb('version', '<=', version), eb('expires_at', '<=', tx.now)]))
          .execute()
      }),
    dropOlder: (key, version) =>
      db.transaction(async (tx) => {
        await over<CacheTables>(tx)
          .deleteFrom('cache_entry')
          .where('cache_key', '=', key)
          .where('version', '<', version)
          .execute()
      }),
    sweep: () =>
      db.transaction(async (tx) => {
        await over<CacheTables>(tx).deleteFrom('cache_entry').where('expires_at', '<=', tx.now).execute()
      }),
  }
}
