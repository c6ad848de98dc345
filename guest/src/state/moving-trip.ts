import { type StayDates, stayAhead } from './stay-ahead.ts'

/** What the guest is looking for. Dates belong to every screen; the filters of a list are its own. */
export interface Trip extends StayDates {
  /** Empty: everywhere. */
  city: string
  rooms: number
  guests: number
}

interface Given {
  /** What the guest wished for, as they did. */
  wishes: { get: () => Trip; set: (trip: Trip) => void; subscribe: (heard: () => void) => () => void }
  /** The hotels' day now. */
  today: () => string
  /** Tells when the day may be another one. */
  onClock: (heard: () => void) => () => void
}

/**
 * The trip as it can be booked now. The wish is kept as it was made and held against the day each time: a device that is
 * a day wrong, or an app that was open over night, is put right as soon as an answer says the time, and nothing that was
 * wished for is lost meanwhile.
 */
export function createMovingTrip({ wishes, today, onClock }: Given) {
  let last: { wish: Trip; day: string; trip: Trip } | undefined

  function get(): Trip {
    const wish = wishes.get()
    const day = today()
    if (last?.wish !== wish || last.day !== day) {
      last = { wish, day, trip: { ...wish, ...stayAhead(wish, day) } }
    }
    return last.trip
  }

  return {
    get,
    /** One date alone is meant beside the other as it is shown. */
    change(change: Partial<Trip>): void {
      const { checkIn, checkOut } = get()
      const dated = change.checkIn !== undefined || change.checkOut !== undefined
      wishes.set({ ...wishes.get(), ...(dated ? { checkIn, checkOut } : {}), ...change })
    },
    /** The dates that were wished for, where they have passed since. */
    passed(): StayDates | null {
      const { checkIn, checkOut } = wishes.get()
      return checkIn !== '' && checkIn < today() ? { checkIn, checkOut } : null
    },
    subscribe(heard: () => void): () => void {
      const over = [wishes.subscribe(heard), onClock(heard)]
      return () => {
        for (const end of over) end()
      }
    },
  }
}
