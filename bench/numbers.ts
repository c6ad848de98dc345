/** The one in the middle; of an even number the upper of the two. */
export function middle(numbers: readonly number[]): number {
  if (numbers.length === 0) throw new RangeError('nothing was measured')
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!
}

/** A ratio with two digits. */
export function ratioOf(rate: number, floor: number): number {
  return Math.round((rate / floor) * 100) / 100
}
