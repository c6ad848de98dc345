/** A limit: `burst` calls at once, then one every `everyMs`. */
export interface Limit {
  everyMs: number
  burst: number
}

/**
 * The generic cell rate algorithm: one stored time per key says when its next call is on schedule. Answers the new
 * time, or how long to wait. Pure, so that a store elsewhere can run the same rule.
 */
export function gcra(limit: Limit, dueAt: number | undefined, now: number): { dueAt: number } | { waitMs: number } {
  const next = Math.max(dueAt ?? 0, now) + limit.everyMs
  const waitMs = next - now - limit.burst * limit.everyMs
  return waitMs > 0 ? { waitMs } : { dueAt: next }
}
