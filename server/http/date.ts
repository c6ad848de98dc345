import type { Clock } from '../ports/clock.ts'

/**
 * The `Date` of an answer by the product's clock, which in a sandbox may be ahead of the machine's: a phone counts down
 * by it. Put together once a second. The headers are none where the clock is the machine's, and Node says the date.
 */
export function datesBy(clock: Clock | null): () => readonly string[] {
  if (clock === null) return () => []
  let second = Number.NaN
  let headers: readonly string[] = []
  return () => {
    const now = Math.floor(clock.now() / 1_000)
    if (now !== second) {
      second = now
      headers = ['date', new Date(now * 1_000).toUTCString()]
    }
    return headers
  }
}
