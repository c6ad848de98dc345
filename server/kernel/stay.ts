import {
  addNights,
  dayMs,
  dayNumber,
  isNight,
  nightOf,
  nightsBetween,
  nightsOf,
  weekdayOf,
} from '../../contract/nights.ts'
import { remembered } from '../../contract/remembered.ts'

export { addNights, dayMs, dayNumber, isNight, nightOf, nightsBetween, nightsOf, weekdayOf }

/** A night or a day of a hotel: a calendar date `YYYY-MM-DD` in the hotel's own zone. */
export type Night = string

/** An instant: milliseconds since 1970 in UTC. Only `contract/format` and the HTTP edge turn it into text. */
export type Instant = number

/** Check-in and check-out day; the nights are those from the first, before the second. */
export interface Stay {
  checkIn: Night
  checkOut: Night
}

/** What of a hotel decides which date it is there. */
export interface HotelClock {
  /** IANA name, for example `Asia/Shanghai`. */
  zone: string
  /** Local time at which the hotel's day ends, in minutes after midnight (06:00 = 360). */
  dayEndsAtMinutes: number
}

/** The longest stay that is priced or booked. */
export const nightsAtMost = 90
/** Nights are for sale from the hotel's day on, this many. */
export const horizonNights = 365

/** What is wrong with the dates of a stay wherever it is, by field, each with a code; empty when nothing is. */
export function stayProblems({ checkIn, checkOut }: Stay): Record<string, string> {
  if (!isNight(checkIn)) return { checkIn: 'not_a_date' }
  if (!isNight(checkOut)) return { checkOut: 'not_a_date' }
  const nights = nightsBetween(checkIn, checkOut)
  if (nights < 1) return { checkOut: 'not_after_check_in' }
  return nights > nightsAtMost ? { checkOut: 'too_many_nights' } : {}
}

/** The hotel's day at that instant: at 01:00 with a day that ends at 06:00 it is still yesterday. */
export function hotelDay(at: Instant, hotel: HotelClock): Night {
  const shifted = at - hotel.dayEndsAtMinutes * 60_000
  return nightOf(Math.floor((shifted + offsetOf(shifted, hotel.zone)) / dayMs))
}

/** The instant at which it is `minutes` after midnight of `night` in the zone; the earlier one where a clock goes back. */
export function instantAt(night: Night, minutes: number, zone: string): Instant {
  const wanted = dayNumber(night) * dayMs + minutes * 60_000
  let guess = wanted
  for (let round = 0; round < 3; round += 1) {
    const shown = guess + offsetOf(guess, zone)
    if (shown === wanted) break
    guess += wanted - shown
  }
  return guess
}

/** Wall clock time in the zone as `YYYY-MM-DDTHH:mm:ss`. Throws RangeError for an unknown zone. */
export function localParts(at: Instant, zone: string): string {
  return new Date(at + offsetOf(at, zone)).toISOString().slice(0, 19)
}

/** Clocks change at quarters of an hour: since 1972 no zone of the IANA database did otherwise. */
const quarterMs = 15 * 60_000
const zones = remembered(1_000, (zone: string) => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  return remembered(10_000, (quarter: number) => {
    const at = quarter * quarterMs
    return Date.parse(`${format.format(at).replace(' ', 'T')}Z`) - at
  })
})

/** How far the zone's wall clock is ahead of UTC at that instant. */
function offsetOf(at: Instant, zone: string): number {
  return zones(zone)(Math.floor(at / quarterMs))
}
