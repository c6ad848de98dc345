/** The one in the middle; of an even number the upper of the two. */
export function middle(numbers: readonly number[]): number {
  if (numbers.length === 0) throw new RangeError('nothing was measured')
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!
}

/** A ratio with two digits. */
export function ratioOf(rate: number, floor: number): number {
  return Math.round((rate / floor) * 100) / 100
}

/** How long many things took, in milliseconds with one digit. */
export interface Spread {
  count: number
  p50Ms: number
  p99Ms: number
  mostMs: number
}

export function spreadOf(timesMs: readonly number[]): Spread {
  const sorted = timesMs.toSorted((a, b) => a - b)
  const at = (share: number) =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10
  return { count: sorted.length, p50Ms: at(0.5), p99Ms: at(0.99), mostMs: at(1) }
}
