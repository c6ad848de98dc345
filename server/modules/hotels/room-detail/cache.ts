import { LRUCache } from 'lru-cache'
import { etagOf } from '../../../kernel/etag.ts'
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
  /** The shared level failed: nobody who reads is kept from the rows by that. */
  onSharedFailure?(error: unknown): void
}

/** However many broadcasts and polls are lost, nothing older than this is served. */
const ttlMs = 30_000
const negativeTtlMs = 5_000
const floorsAtMost = 100_000
const absentAtMost = 5_000

/**
 * Two levels above the database. A process never serves a version older than one it has heard of: the floor of a
 * subject rises with every change heard, and a fill that comes late with an older one is not kept (I37).
 */
export function createVersionedCache({
  shared,
  load,
  entriesAtMost = 5_000,
  bytesAtMost = 64 * 2 ** 20,
  onSharedFailure = () => {},
}: CacheOptions) {
  const entries = new LRUCache<string, Ready>({
    max: entriesAtMost,
    maxSize: bytesAtMost,
    sizeCalculation: ({ bytes }, key) => (bytes?.length ?? 0) + key.length + 100,
    ttl: ttlMs,
  })
  /** Apart from what exists: whoever asks for ids at random pushes out nothing that guests read. */
  const absent = new LRUCache<string, Ready>({ max: absentAtMost, ttl: negativeTtlMs })
  // Not `max`, which makes room for all of them at once: three megabytes.
  const floors = new LRUCache<string, number>({ maxSize: floorsAtMost, sizeCalculation: () => 1 })
  const flights = new Map<string, Promise<{ ready: Ready; from: From }>>()

  async function fetch(key: string, subject: string): Promise<{ ready: Ready; from: From }> {
    const kept = await shared.get(key).catch((error) => {
      onSharedFailure(error)
      return null
    })
    if (kept && kept.version >= (floors.get(subject) ?? 0)) {
      const ready = { bytes: kept.content, etag: etagOf(kept.content), version: kept.version }
      entries.set(key, ready, { ttl: Math.max(1, Math.min(ttlMs, kept.leftMs)) })
      return { ready, from: 'shared' }
    }
    const floor = floors.get(subject)
    const loaded = await load(key)
    if (!loaded) {
      const ready: Ready = { bytes: null, etag: '', version: 0 }
      if (floors.get(subject) === floor) absent.set(key, ready) // else it came to be while we looked
      return { ready, from: 'database' }
    }
    const ready = { bytes: loaded.content, etag: etagOf(loaded.content), version: loaded.version }
    if (ready.version >= (floors.get(subject) ?? 0)) {
      entries.set(key, ready)
      await shared.put(key, loaded, ttlMs).catch(onSharedFailure)
    }
    return { ready, from: 'database' }
  }

  /** One flight per key; one that was overtaken by a change does not end its successor. */
  function fly(key: string, subject: string): Promise<{ ready: Ready; from: From }> {
    const flight = fetch(key, subject).finally(() => {
      if (flights.get(key) === flight) flights.delete(key)
    })
    flights.set(key, flight)
    return flight
  }

  return {
    /** What this process has, at once. */
    peek: (key: string): Ready | undefined => entries.get(key) ?? absent.get(key),

    /** One flight per key: however many ask at once, the rows are read once. */
    get(key: string, subject: string): Promise<{ ready: Ready; from: From }> {
      const known = entries.get(key) ?? absent.get(key)
      if (known) return Promise.resolve({ ready: known, from: 'process' })
      return flights.get(key) ?? fly(key, subject)
    },

    /** A change was heard: older copies under these keys go, here and in the shared level. */
    async raise(subject: string, version: number, keys: readonly string[]): Promise<void> {
      if (version <= (floors.get(subject) ?? 0)) return
      floors.set(subject, version)
      for (const key of keys) {
        if ((entries.peek(key)?.version ?? -1) < version) entries.delete(key)
        absent.delete(key)
        flights.delete(key) // one that started before the change must not answer those who ask after it
      }
      for (const key of keys) await shared.dropOlder(key, version).catch(onSharedFailure)
    },

    size: () => entries.size + absent.size,
  }
}
