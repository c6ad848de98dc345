import { metresOver } from '../../../../contract/place.ts'
import type { SearchQuery } from '../../../ports/search.ts'
import type { Hotel, Hotels } from './hotels.ts'
import { chord2, chord2Within, metresApart, type Point, type Points, pointOf, pointsOf } from './place.ts'
import { add, createField, type Field } from './rank.ts'
import { partsOf } from './text.ts'

/** The rings around the guest in which hotels are looked for, one after the other. */
const rings = [3_000, 10_000, 30_000, 100_000, 1_000_000, Number.POSITIVE_INFINITY].map(chord2Within)

/** What a search chooses from. */
export interface Gathered {
  /** Each comes before the next as a whole, so the later ones may never be looked at. No price has a part in it yet. */
  groups: Iterable<Field>
  /** From the guest to a hotel; null if it is not known where the guest is. */
  distanceM(hotel: Hotel): number | null
}

/** The open hotels that match, in groups, each with the part of its rank that no price decides. */
export function gather(hotels: Hotels, query: SearchQuery): Gathered {
  const near = query.near ? pointOf(query.near) : null
  return {
    groups: groupsOf(matching(hotels, query), query, near),
    distanceM: ({ point }) => near && metresApart(near, point),
  }
}

interface Found {
  hotels: readonly Hotel[]
  /** Where they are, if that stands side by side already. */
  points: Points | null
}

/** The open hotels that match, prices and offers aside. */
export function matching(hotels: Hotels, query: Pick<SearchQuery, 'city' | 'area' | 'q' | 'tags'>): Found {
  const { city, area, tags = [] } = query
  const parts = partsOf(query.q ?? '')
  const shelf = hotels.open(city)
  if (parts.length === 0 && area === undefined && tags.length === 0) return shelf
  const isNamed = parts.length > 0 ? hotels.words.having(parts) : () => true
  const found: Hotel[] = []
  for (let at = 0; at < shelf.hotels.length; at += 1) {
    const hotel = shelf.hotels[at]!
    if (isNamed(shelf.nos[at]!) && (area === undefined || hotel.area === area) && hasAll(hotel, tags)) found.push(hotel)
  }
  return { hotels: found, points: null }
}

export function hasAll(hotel: Hotel, tags: readonly string[]): boolean {
  for (const tag of tags) if (!hotel.tagNames.includes(tag)) return false
  return true
}

function groupsOf({ hotels, points }: Found, query: SearchQuery, near: Point | null): Iterable<Field> {
  if (query.sort === 'price') return [fieldOf(hotels)]
  if (query.sort === 'distance' && near) return byRing(hotels, points ?? pointsOf(hotels), near)
  return bySort(hotels, near)
}

function fieldOf(hotels: readonly Hotel[]): Field {
  const zeros = () => Array<number>(hotels.length).fill(0)
  return { hotels: [...hotels], first: zeros(), second: zeros() }
}

function* byRing(hotels: readonly Hotel[], points: Points, near: Point): Generator<Field> {
  let within = -1
  for (const ring of rings) {
    const field = createField()
    for (let at = 0; at < hotels.length; at += 1) {
      const chord = chord2(near, points, at)
      if (chord >= within && chord < ring) add(field, hotels[at]!, metresOver(chord), 0)
    }
    within = ring
    yield field
  }
}

/** Group by group as they are asked for: most searches look at a few, and each hotel may be a group of its own. */
function* bySort(ordered: readonly Hotel[], near: Point | null): Generator<Field> {
  let field = createField()
  for (const hotel of ordered) {
    if (field.hotels.length > 0 && field.first[0] !== hotel.sort) {
      yield field
      field = createField()
    }
    add(field, hotel, hotel.sort, near ? metresApart(near, hotel.point) : 0)
  }
  yield field
}
