/**
 * The server's clock, as far as this computer can know it: the one at a desk may be wrong, and what cancelling returns
 * depends on the hour. An answer's `Date` is cut to the second and was written some time between asking and hearing.
 */
export function createServerClock(deviceNow: () => number) {
  let offsetMs = 0
  let surestMs = Number.POSITIVE_INFINITY
  return {
    heard(date: string, askedAt: number): void {
      const said = Date.parse(date)
      const travelMs = deviceNow() - askedAt
      if (Number.isNaN(said) || travelMs < 0) return
      const found = said + 500 - (askedAt + travelMs / 2)
      const doubtMs = 500 + travelMs / 2
      const contradicts = Math.abs(found - offsetMs) > doubtMs + surestMs
      if (doubtMs > surestMs && !contradicts) return
      offsetMs = found
      surestMs = doubtMs
    },
    now: (): number => deviceNow() + offsetMs,
  }
}

export const serverClock = createServerClock(() => Date.now())
