import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { SharedCache } from '../../../ports/cache.ts'

/** The answer's bytes, ready to send. `bytes` is null for a type that does not exist. */
export interface Ready {
  bytes: Buffer | null
  etag: string
  version: number
}

export type From = 'process' | 'shared' | 'database'

export interface CacheOptions {
  shared: SharedCache
  /** Reads the rows: the content and the version it was made from, or null. */
  load(key: string): Promise<{ version: number; content: Buffer } | null>
  entriesAtMost?: number
  bytesAtMost?: number
}

/** However many broadcasts and polls are lost, nothing older than this is served. */
const ttlMs = 30_000
const negativeTtlMs = 5_000
const floorsAtMost = 100_000

/**
 * Two levels above the database. A process never serves a version older than one it has heard of: the floor of a
 * subject rises with every change heard, and a fill that comes late with an older one is not kept (I37).
 */
export function createVersionedCache({
  shared,
  load,
  entriesAtMost = 5_000,
  bytesAtMost = 64 * 2 ** 20,
}: CacheOptions) {
  const entries = new LRUCache<string, Ready>({
    max: entriesAtMost,
    maxSize: bytesAtMost,
    sizeCalculation: ({ bytes }, key) => (bytes?.length ?? 0) + key.length + 100,
    ttl: ttlMs,
  })
  const floors = new LRUCache<string, number>({ max: floorsAtMost })
  const flights = new Map<string, Promise<{ ready: Ready; from: From }>>()

  async function fetch(key: string, subject: string): Promise<{ ready: Ready; from: From }> {
    const kept = await shared.get(key)
    if (kept && kept.version >= (floors.get(subject) ?? 0)) {
      return {
        ready: keep(key, subject, { bytes: kept.content, etag: etagOf(kept.content), version: kept.version }),
        from: 'shared',
      }
    }
    const loaded = await load(key)
    if (!loaded) return { ready: keep(key, subject, { bytes: null, etag: '', version: 0 }), from: 'database' }
    await shared.put(key, loaded, ttlMs)
    const ready = { bytes: loaded.content, etag: etagOf(loaded.content), version: loaded.version }
    return { ready: keep(key, subject, ready), from: 'database' }
  }

  function keep(key: string, subject: string, ready: Ready): Ready {
    if (ready.bytes === null) entries.set(key, ready, { ttl: negativeTtlMs })
    else if (ready.version >= (floors.get(subject) ?? 0)) entries.set(key, ready)
    return ready
  }

  return {
    /** What this process has, at once. */
    peek: (key: string): Ready | undefined => entries.get(key),

    /** One flight per key: however many ask at once, the rows are read once. */
    get(key: string, subject: string): Promise<{ ready: Ready; from: From }> {
      const known = entries.get(key)
      if (known) return Promise.resolve({ ready: known, from: 'process' })
      const flight = flights.get(key) ?? fetch(key, subject).finally(() => flights.delete(key))
      flights.set(key, flight)
      return flight
    },

    /** A change was heard: older copies under these keys go, here and in the shared level. */
    async raise(subject: string, version: number, keys: readonly string[]): Promise<void> {
      if (version <= (floors.get(subject) ?? 0)) return
      floors.set(subject, version)
      for (const key of keys) {
        if ((entries.peek(key)?.version ?? -1) < version) entries.delete(key)
        flights.delete(key) // one that started before the change must not answer those who ask after it
      }
      for (const key of keys) await shared.dropOlder(key, version)
    },

    size: () => entries.size,
  }
}

function etagOf(content: Buffer): string {
  return `"${createHash('sha1').update(content).digest('base64url')}"`
}
