import { guestsAtMost, roomsAtMost } from '@contract/bounds.ts'
import { useRef, useSyncExternalStore } from 'react'
import { serverClock } from '../api/clock.ts'
import { createKeptStore } from './kept.ts'
import { createMovingTrip, type Trip } from './moving-trip.ts'
import { chainDay, type StayDates } from './stay-ahead.ts'

export type { Trip }

/** The hotels' day as the server's clock says it. A branch's own answer is exact. */
export function hotelToday(): string {
  return chainDay(serverClock.now())
}

/** The same for a screen that stays open: it is drawn anew when the day is another one. */
export function useHotelToday(): string {
  return useSyncExternalStore(serverClock.subscribe, hotelToday, hotelToday)
}

const trip = createMovingTrip({
  wishes: createKeptStore<Trip>('trip-1', (found) => {
    const { city, checkIn, checkOut, rooms, guests } = (found ?? {}) as Partial<Trip>
    return {
      city: textOf(city),
      checkIn: textOf(checkIn),
      checkOut: textOf(checkOut),
      rooms: countOf(rooms, 1, roomsAtMost),
      guests: countOf(guests, 2, guestsAtMost),
    }
  }),
  today: hotelToday,
  onClock: serverClock.subscribe,
})

/** Changes the search; dates that have passed are moved forward. */
export const changeTrip = trip.change

export function useTrip(): Trip {
  return useSyncExternalStore(trip.subscribe, trip.get, trip.get)
}

/**
 * Dates that passed under the guest's eyes, so that a screen says so: they were good when it was opened, or its address
 * asked for them. Null while there is nothing to say; choosing other dates ends it.
 */
export function usePassedDates(asked: 'by address' | 'before'): StayDates | null {
  useTrip()
  const silent = useRef(asked === 'before' ? trip.passed()?.checkIn : undefined)
  const passed = trip.passed()
  return passed && passed.checkIn !== silent.current ? passed : null
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** What is kept beyond the bounds was not ours. */
function countOf(value: unknown, otherwise: number, atMost: number): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= atMost ? value : otherwise
}
