/** A value with the version of what it was made from. */
export interface Versioned {
  version: number
  content: Buffer
}

/** A copy, with how much longer it may be served: whoever keeps it on keeps it no longer than that. */
export interface Kept extends Versioned {
  leftMs: number
}

/**
 * What processes share beside the database: a copy that may be lost at any time and is never newer than the rows.
 * A key's version never goes back.
 */
export interface SharedCache {
  get(key: string): Promise<Kept | null>
  /** Keeps it unless a newer version is there. */
  put(key: string, value: Versioned, ttlMs: number): Promise<void>
  /** Removes what is older than the version. */
  dropOlder(key: string, version: number): Promise<void>
}
