import type { Hotel } from './hotels.ts'
import { type Points, pointsOf } from './place.ts'

/** Open hotels by the manager's sort, then id. What is asked of all of them stands side by side. Never changed once given out. */
export interface Shelf {
  hotels: readonly Hotel[]
  points: Points
  /** Their numbers. */
  nos: readonly number[]
}

/** Sorts all hotels and stands the open ones on the shelf of their city; the shelf of all is kept under no city. */
export function shelvesOf(all: Hotel[]): Map<string | undefined, Shelf> {
  const hotels = all.sort(bySort).filter((hotel) => hotel.open)
  const shelves = new Map<string | undefined, Shelf>()
  for (const [city, own] of Map.groupBy(hotels, (hotel) => hotel.city)) shelves.set(city, shelfOf(own))
  return shelves.set(undefined, shelfOf(hotels))
}

function shelfOf(hotels: readonly Hotel[]): Shelf {
  return { hotels, points: pointsOf(hotels), nos: hotels.map((hotel) => hotel.no) }
}

export const noShelf = shelfOf([])

/** Whether both stand in the same place of the same shelf, and at the same point: so it is after most changes. */
export function standsAlike(a: Hotel, b: Hotel): boolean {
  return (
    a.open === b.open &&
    a.city === b.city &&
    a.sort === b.sort &&
    a.point.x === b.point.x &&
    a.point.y === b.point.y &&
    a.point.z === b.point.z
  )
}

function bySort(a: Hotel, b: Hotel): number {
  return a.sort - b.sort || (a.id < b.id ? -1 : 1)
}
