import type { QueryOf } from '@contract/operation.ts'
import type { Place } from '@contract/place.ts'
import type { calls } from '../api/call.ts'
import { createStore, useStore } from '../state/store.ts'
import type { Trip } from '../state/trip.ts'

export type Sort = 'recommended' | 'price' | 'distance'

/** What the guest asks of a list beside city, dates and party: shared with the city picker, forgotten with the app. */
export interface Wish {
  q: string
  /** Around the guest instead of in a city. */
  nearby: boolean
  /** One district, as the API names it. */
  area: string
  tags: readonly string[]
  freeCancellation: boolean
  /** At least so many a night; 0 asks for none. */
  breakfast: number
  /** Any of them. */
  beds: readonly string[]
  minFen: number | null
  maxFen: number | null
  sort: Sort
}

export type Filters = Pick<Wish, 'area' | 'tags' | 'freeCancellation' | 'breakfast' | 'beds' | 'minFen' | 'maxFen'>

export const noFilters: Filters = {
  area: '',
  tags: [],
  freeCancellation: false,
  breakfast: 0,
  beds: [],
  minFen: null,
  maxFen: null,
}

const noWish: Wish = {
  q: '',
  nearby: false,
  ...noFilters,
  sort: 'recommended',
}

const store = createStore<Wish>(noWish)

export function useWish(): Wish {
  return useStore(store)
}

/** Changes a part of the wish; the rest stays. */
export function changeWish(change: Partial<Wish>): void {
  store.set({ ...store.get(), ...change })
}

/** Another search begins: nothing of the last one stays. */
export function beginWish(wish: Partial<Wish>): void {
  store.set({ ...noWish, ...wish })
}

export type ListQuery = QueryOf<typeof calls.searchHotels>

/** The search for a list. */
export function listQuery(trip: Trip, wish: Wish, place: Place | null): ListQuery {
  return {
    city: wish.nearby || !trip.city ? undefined : trip.city,
    q: wish.q || undefined,
    ...(place ?? {}),
    checkIn: trip.checkIn,
    checkOut: trip.checkOut,
    rooms: trip.rooms,
    guests: trip.guests,
    area: wish.area || undefined,
    tags: wish.tags.length > 0 ? [...wish.tags] : undefined,
    freeCancellation: wish.freeCancellation || undefined,
    breakfast: wish.breakfast || undefined,
    beds: wish.beds.length > 0 ? [...wish.beds] : undefined,
    minFen: wish.minFen ?? undefined,
    maxFen: wish.maxFen ?? undefined,
    sort: wish.sort,
  }
}

/** How many filters are on: what the button and the sheet count. */
export function filtersOn({ area, tags, freeCancellation, breakfast, beds, minFen, maxFen }: Filters): number {
  const single = [area !== '', freeCancellation, breakfast > 0, minFen !== null || maxFen !== null]
  return single.filter(Boolean).length + tags.length + beds.length
}
