import { serverClock } from '../api/clock.ts'
import { addNights, isNight, nightsBetween } from '../format/nights.ts'
import { createKeptStore } from './kept.ts'
import { useStore } from './store.ts'

/** What the guest is looking for. Dates belong to every screen; the filters of a list are its own. */
export interface Trip {
  /** Empty: everywhere. */
  city: string
  checkIn: string
  checkOut: string
  rooms: number
  guests: number
}

export const roomsAtMost = 10
export const guestsAtMost = 40
const hotelDayEndsMs = 6 * 3_600_000
const chinaMs = 8 * 3_600_000

/** The hotels' day: at 01:00 it is still yesterday, and a night may be booked for it. A branch's own answer is exact. */
export function hotelToday(): string {
  return new Date(serverClock.now() + chinaMs - hotelDayEndsMs).toISOString().slice(0, 10)
}

const store = createKeptStore<Trip>('trip-1', (found) => {
  const { city, checkIn, checkOut, rooms, guests } = (found ?? {}) as Partial<Trip>
  return {
    city: typeof city === 'string' ? city : '',
    ...datesFrom(checkIn, checkOut),
    rooms: countOf(rooms, 1, roomsAtMost),
    guests: countOf(guests, 2, guestsAtMost),
  }
})

/** Changes the search; dates that have passed become tonight. */
export function changeTrip(change: Partial<Trip>): void {
  const next = { ...store.get(), ...change }
  store.set({ ...next, ...datesFrom(next.checkIn, next.checkOut) })
}

export function readTrip(): Trip {
  return store.get()
}

export function useTrip(): Trip {
  return useStore(store)
}

function datesFrom(checkIn: unknown, checkOut: unknown): { checkIn: string; checkOut: string } {
  const today = hotelToday()
  const first = typeof checkIn === 'string' && isNight(checkIn) && checkIn >= today ? checkIn : addNights(today, 1)
  const last = typeof checkOut === 'string' && isNight(checkOut) && nightsBetween(first, checkOut) > 0 ? checkOut : ''
  return { checkIn: first, checkOut: last || addNights(first, 1) }
}

function countOf(value: unknown, otherwise: number, atMost: number): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= atMost ? value : otherwise
}
