import type { SearchQuery } from '../../../ports/search.ts'
import type { Hotel, Hotels } from './hotels.ts'
import { chord2Within, metresOf, pointOf } from './place.ts'
import type { Field } from './rank.ts'
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

function* bySort(field: Field, chords: Float64Array | undefined): Generator<number[]> {
  const groups = new Map<number, number[]>()
  field.hotels.forEach(({ sort }, member) => {
    field.first[member] = sort
    const group = groups.get(sort)
    if (group) group.push(member)
    else groups.set(sort, [member])
  })
  for (const [, members] of [...groups].sort(([a], [b]) => a - b)) {
    if (chords) for (const member of members) field.second[member] = metresOf(chords[member]!)
    yield members
  }
}
