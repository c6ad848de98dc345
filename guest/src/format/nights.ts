/** Calendar days as `YYYY-MM-DD`: UTC arithmetic only, so that no device's zone moves a night. */

const dayMs = 86_400_000

export function dayNumber(night: string): number {
  return Date.UTC(Number(night.slice(0, 4)), Number(night.slice(5, 7)) - 1, Number(night.slice(8, 10))) / dayMs
}

export function nightOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

/** Whether a text names a day that exists: 2027-02-29 does not. */
export function isNight(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && nightOf(dayNumber(text)) === text
}

export function addNights(night: string, count: number): string {
  return nightOf(dayNumber(night) + count)
}

export function nightsBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from)
}

/** Every night slept from check-in to check-out. */
export function nightsOf(checkIn: string, checkOut: string): string[] {
  return Array.from({ length: Math.max(0, nightsBetween(checkIn, checkOut)) }, (_, i) => addNights(checkIn, i))
}

/** 0 Sunday … 6 Saturday. */
export function weekdayOf(night: string): number {
  return (((dayNumber(night) + 4) % 7) + 7) % 7
}

/** The same day some months on, or the last day of a shorter month. */
export function addMonths(night: string, count: number): string {
  const month = Number(night.slice(0, 4)) * 12 + Number(night.slice(5, 7)) - 1 + count
  const first = `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`
  return `${first}-${String(Math.min(Number(night.slice(8)), daysIn(first))).padStart(2, '0')}`
}

/** Days of a month `YYYY-MM`. */
export function daysIn(month: string): number {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate()
}
