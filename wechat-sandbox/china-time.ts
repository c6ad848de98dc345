const chinaOffsetMs = 8 * 3_600_000
const dayMs = 86_400_000

/** RFC 3339 in China's time, as every pay answer writes it: `2026-11-25T14:45:17+08:00`. */
export function chinaInstant(at: number): string {
  return `${local(at).slice(0, 19)}+08:00`
}

/** `2026-11-25 14:45:17`, as bills write it. */
export function chinaBillTime(at: number): string {
  return local(at).slice(0, 19).replace('T', ' ')
}

/** `20261125144517`, as WeChat's numbers begin. */
export function chinaDigits(at: number): string {
  return local(at).slice(0, 19).replaceAll(/\D/g, '')
}

/** The first ms of a day `YYYY-MM-DD` in China; NaN for a day that does not exist. */
export function chinaDayStart(day: string): number {
  const start = Date.parse(`${day}T00:00:00+08:00`)
  return Number.isNaN(start) || local(start).slice(0, 10) !== day ? Number.NaN : start
}

export function chinaDayEnd(day: string): number {
  return chinaDayStart(day) + dayMs
}

function local(at: number): string {
  return new Date(at + chinaOffsetMs).toISOString()
}
