/** Prices of a search as a scale to choose from, as it counts them: bars of even width, the last one open. */
export interface PriceScale {
  /** Where the first bar begins. */
  fromFen: number
  stepFen: number
  /** How many branches cost so much a night. */
  counts: number[]
}

/** Which ends of bars a choice stands at: 0 is everything from below, the number of bars everything above. */
export function endsOf(
  { fromFen, stepFen, counts }: PriceScale,
  { minFen, maxFen }: { minFen: number | null; maxFen: number | null },
): { low: number; high: number } {
  const at = (fen: number) => Math.max(0, Math.min(counts.length, Math.round((fen - fromFen) / stepFen)))
  const low = Math.min(counts.length - 1, minFen === null ? 0 : at(minFen))
  return { low, high: Math.max(low + 1, maxFen === null ? counts.length : at(maxFen)) }
}

/** What is asked of the search for these ends; the outermost ask nothing. */
export function boundsOf(
  { fromFen, stepFen, counts }: PriceScale,
  { low, high }: { low: number; high: number },
): { minFen: number | null; maxFen: number | null } {
  return {
    minFen: low <= 0 ? null : fromFen + low * stepFen,
    maxFen: high >= counts.length ? null : fromFen + high * stepFen,
  }
}
