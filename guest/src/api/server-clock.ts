/**
 * The server's clock, as far as a device can know it: a guest's phone may be hours wrong, and a countdown must not be.
 * An answer's `Date` is cut to the second and was written some time between asking and hearing.
 */
export function createServerClock(deviceNow: () => number) {
  let offsetMs = 0
  let doubtMs = Number.POSITIVE_INFINITY
  let heardAt = 0
  const listeners = new Set<() => void>()

  function learn(date: string, askedAt: number): void {
    const said = Date.parse(date)
    const now = deviceNow()
    const travelMs = now - askedAt
    // A device whose clock was set while the call was under way says nothing.
    if (Number.isNaN(said) || travelMs < 0) return
    const found = said + 500 - (askedAt + travelMs / 2)
    const doubt = 500 + travelMs / 2
    const contradicts = Math.abs(found - offsetMs) > doubt + doubtMs
    if (doubt > doubtMs && !contradicts && now - heardAt < keptMs && now >= heardAt) return
    offsetMs = found
    doubtMs = doubt
    heardAt = now
  }

  return {
    /** Learns from an answer: its `Date` header, and when on the device it was asked for. */
    heard(date: string, askedAt: number): void {
      learn(date, askedAt)
      for (const listener of [...listeners]) listener()
    },
    /** Now at the server, in ms since 1970. */
    now: (): number => deviceNow() + offsetMs,
    /** Calls after every answer that told the time: what depends on the day looks whether it is another one. */
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}

/** After this long a worse measurement is believed again: clocks of phones drift. */
const keptMs = 10 * 60_000
