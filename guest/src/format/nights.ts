import { addNights, isNight, nightsBetween, nightsOf, weekdayOf } from '../../../contract/nights.ts'

export { addNights, isNight, nightsBetween, nightsOf, weekdayOf }

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
