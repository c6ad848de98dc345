import type { SearchQuery } from '../../../ports/search.ts'
import type { Hotel, Hotels } from './hotels.ts'
import { chord2Within, metresOf, pointOf } from './place.ts'
import { type Field, takeInOrder } from './rank.ts'
import { partsOf } from './text.ts'

/** The rings around the guest in which hotels are looked for, one after the other. */
const rings = [3_000, 10_000, 30_000, 100_000, 1_000_000, Number.POSITIVE_INFINITY].map(chord2Within)

/** What a search chooses from. */
export interface Gathered extends Field {
  /** Groups of members, each of which comes before the next as a whole: the later ones may never be looked at. */
  groups: Iterable<number[]>
  /** From the guest to a member; null if it is not known where the guest is. */
  distanceM(member: number): number | null
}

/** The open hotels that match, in groups, each with the part of its rank that no price decides. */
export function gather(hotels: Hotels, query: SearchQuery): Gathered {
  const found = matching(hotels, query)
  const field = { hotels: found, first: new Float64Array(found.length), second: new Float64Array(found.length) }
  const chords = query.near && chordsTo(found, hotels, pointOf(query.near))
  return {
    ...field,
    groups: groupsOf(field, query, chords),
    distanceM: (at) => (chords ? metresOf(chords[at]!) : null),
  }
}

function matching(hotels: Hotels, query: SearchQuery): readonly Hotel[] {
  const { city, area, tags = [] } = query
  const parts = partsOf(query.q ?? '')
  const named = parts.length > 0 ? hotels.words.find(parts).map(hotels.byNo) : hotels.open(city)
  const inCity = parts.length === 0 || city === undefined
  if (inCity && area === undefined && tags.length === 0) return named
  return named.filter(
    (hotel) =>
      (city === undefined || hotel.city === city) &&
      (area === undefined || hotel.area === area) &&
      tags.every((tag) => hotel.tags.includes(tag)),
  )
}

function chordsTo(found: readonly Hotel[], hotels: Hotels, point: ReturnType<typeof pointOf>): Float64Array {
  const chords = new Float64Array(found.length)
  for (let at = 0; at < found.length; at += 1) chords[at] = hotels.places.chord2(point, found[at]!.no)
  return chords
}

function groupsOf(field: Field, query: SearchQuery, chords: Float64Array | undefined): Iterable<number[]> {
  if (query.sort === 'price') return [Array.from(field.hotels, (_, member) => member)]
  if (query.sort === 'distance' && chords) return byRing(field, chords)
  return bySort(field, chords)
}

function* byRing(field: Field, chords: Float64Array): Generator<number[]> {
  let within = -1
  for (const ring of rings) {
    const members: number[] = []
    for (let member = 0; member < chords.length; member += 1) {
      if (chords[member]! < within || chords[member]! >= ring) continue
      members.push(member)
      field.first[member] = metresOf(chords[member]!)
    }
    within = ring
    yield members
  }
}

/** Taken out one by one: most searches look at a few of the first groups, and each hotel may be a group of its own. */
function* bySort(field: Field, chords: Float64Array | undefined): Generator<number[]> {
  const { hotels, first, second } = field
  const members = Array.from(hotels, (_, member) => member)
  for (const member of members) first[member] = hotels[member]!.sort
  const next = takeInOrder(field, members)
  let member = next()
  while (member >= 0) {
    const sort = first[member]
    const group: number[] = []
    for (; member >= 0 && first[member] === sort; member = next()) group.push(member)
    if (chords) for (const each of group) second[each] = metresOf(chords[each]!)
    yield group
  }
}
