/** A value with the version of what it was made from. */
export interface Versioned {
  version: number
  content: Buffer
}

/**
 * What processes share beside the database: a copy that may be lost at any time and is never newer than the rows.
 * A key's version never goes back.
 */
export interface SharedCache {
  get(key: string): Promise<Versioned | null>
  /** Keeps it unless a newer version is there. */
  put(key: string, value: Versioned, ttlMs: number): Promise<void>
  /** Removes what is older than the version. */
  dropOlder(key: string, version: number): Promise<void>
}
