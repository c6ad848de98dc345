const second = 1_000
const minute = 60 * second
const hour = 60 * minute

/** WeChat Pay's pauses before each of its 15 retries: 24 h 4 min in all. */
export const retryPausesMs = [
  15 * second,
  15 * second,
  30 * second,
  3 * minute,
  10 * minute,
  20 * minute,
  30 * minute,
  30 * minute,
  30 * minute,
  60 * minute,
  3 * hour,
  3 * hour,
  3 * hour,
  6 * hour,
  6 * hour,
] as const

/** How long the merchant may take to answer a notice. */
export const answerWithinMs = 5_000

/** When to try again after the `tries`-th try at `at` failed; null when that was the last. */
export function nextTry({ at, tries, scale }: { at: number; tries: number; scale: number }): number | null {
  const pause = retryPausesMs[tries - 1]
  return pause === undefined ? null : at + Math.round(pause * scale)
}
