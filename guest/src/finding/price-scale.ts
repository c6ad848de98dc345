/** Prices of a list as a scale to choose from: bars of even width, the last one open. */
export interface PriceScale {
  /** Where the first bar begins. */
  fromFen: number
  stepFen: number
  /** How many branches cost so much a night. */
  counts: number[]
}

const barsAtMost = 16
const stepsYuan = [10, 20, 50, 100, 200, 500, 1000, 2000]
/** The dearest few share the last bar, so that one palace does not flatten the others. */
const shownShare = 0.95

/** Null where there is nothing to choose between: fewer than two bars. */
export function priceScale(pricesFen: readonly number[]): PriceScale | null {
  const sorted = [...pricesFen].sort((a, b) => a - b)
  const least = sorted[0]
  const most = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * shownShare))]
  if (least === undefined || most === undefined) return null
  const stepFen = 100 * (stepsYuan.find((yuan) => barsBetween(least, most, yuan * 100) <= barsAtMost) ?? 5000)
  const fromFen = Math.floor(least / stepFen) * stepFen
  const bars = Math.min(barsAtMost, barsBetween(least, most, stepFen))
  if (bars < 2) return null
  const counts = Array.from({ length: bars }, () => 0)
  for (const price of sorted) {
    const bar = Math.min(bars - 1, Math.floor((price - fromFen) / stepFen))
    counts[bar] = (counts[bar] ?? 0) + 1
  }
  return { fromFen, stepFen, counts }
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

function barsBetween(least: number, most: number, stepFen: number): number {
  return Math.floor(most / stepFen) - Math.floor(least / stepFen) + 1
}
