import { remembered } from './remembered.ts'

/** Calendar days as `YYYY-MM-DD`: UTC arithmetic only, so that no machine's and no device's zone moves a night. */

export const dayMs = 86_400_000
const pattern = /^\d{4}-\d{2}-\d{2}$/

/** Whether `text` names a day that exists (2026-02-29 does not). */
export function isNight(text: string): boolean {
  return pattern.test(text) && nightOf(dayNumber(text)) === text
}

/** Days since 1970-01-01. */
export const dayNumber: (night: string) => number = remembered(
  10_000,
  (night: string) =>
    Date.UTC(Number(night.slice(0, 4)), Number(night.slice(5, 7)) - 1, Number(night.slice(8, 10))) / dayMs,
)

export const nightOf: (day: number) => string = remembered(10_000, (day: number) =>
  new Date(day * dayMs).toISOString().slice(0, 10),
)

export function addNights(night: string, count: number): string {
  return nightOf(dayNumber(night) + count)
}

/** Number of nights from one day to another; negative when `to` is earlier. */
export function nightsBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from)
}

/** Every night slept from check-in to check-out, in date order. */
export function nightsOf({ checkIn, checkOut }: { checkIn: string; checkOut: string }): string[] {
  const first = dayNumber(checkIn)
  return Array.from({ length: Math.max(0, nightsBetween(checkIn, checkOut)) }, (_, i) => nightOf(first + i))
}

/** 0 Sunday … 6 Saturday. */
export function weekdayOf(night: string): number {
  return new Date(dayNumber(night) * dayMs).getUTCDay()
}
