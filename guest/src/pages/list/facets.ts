import { useMemo } from 'react'
import { call, calls } from '../../api/call.ts'
import { useCall } from '../../api/use-call.ts'
import type { HotelCard } from '../../finding/hotel.ts'
import { usePlace } from '../../finding/place.ts'
import { listQuery, noFilters, useWish } from '../../finding/wish.ts'
import { useTrip } from '../../state/trip.ts'

/** What there is to choose from in this search, whatever is chosen: of its first hundred branches. */
export interface Facets {
  /** Those that most have, first. */
  tags: string[]
  /** What each asks for a night of these dates. */
  pricesFen: number[]
}

const lookedAt = 100
const tagsAtMost = 24

export function useFacets(): Facets {
  const trip = useTrip()
  const wish = useWish()
  const query = listQuery(trip, { ...wish, ...noFilters, sort: 'recommended' }, usePlace())
  const { value } = useCall(`facets ${JSON.stringify(query)}`, () =>
    call(calls.searchHotels, { query: { ...query, limit: lookedAt } }),
  )
  return useMemo(() => facetsOf(value?.items ?? []), [value])
}

export function facetsOf(hotels: readonly Pick<HotelCard, 'tags' | 'fromFen'>[]): Facets {
  const counts = new Map<string, number>()
  for (const tag of hotels.flatMap(({ tags }) => tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  const tags = [...counts].sort(([, a], [, b]) => b - a).map(([tag]) => tag)
  return {
    tags: tags.slice(0, tagsAtMost),
    pricesFen: hotels.flatMap(({ fromFen }) => (fromFen === null ? [] : [fromFen])),
  }
}
