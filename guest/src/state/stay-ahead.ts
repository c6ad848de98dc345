import { chainZone, hotelTime } from '../format/days.ts'
import { addNights, isNight, nightsBetween } from '../format/nights.ts'

export interface StayDates {
  checkIn: string
  checkOut: string
}

/**
 * Dates that can be booked on that day, from dates that were wished for: those that have passed are moved to tomorrow
 * with as many nights, what is no date becomes tomorrow for a night.
 */
export function stayAhead({ checkIn, checkOut }: StayDates, today: string): StayDates {
  const tomorrow = addNights(today, 1)
  if (!isNight(checkIn)) return { checkIn: tomorrow, checkOut: addNights(tomorrow, 1) }
  const nights = isNight(checkOut) ? Math.max(1, nightsBetween(checkIn, checkOut)) : 1
  const first = checkIn < today ? tomorrow : checkIn
  return { checkIn: first, checkOut: addNights(first, nights) }
}

/** The chain's day at an instant: at 01:00 it is still yesterday, and a night may be booked for it. */
export function chainDay(at: number): string {
  return hotelTime(at - hotelDayEndsMs, chainZone).night
}

const hotelDayEndsMs = 6 * 3_600_000
