import type { ReplyOf } from '@contract/operation.ts'
import { useRef } from 'react'
import { call, calls } from '../../api/call.ts'
import { useCall } from '../../api/use-call.ts'
import { usePlace } from '../../finding/place.ts'
import { listQuery, noWish, type Wish } from '../../finding/wish.ts'
import { type Trip, useTrip } from '../../state/trip.ts'

export type Facets = NonNullable<ReplyOf<typeof calls.searchHotels>['facets']>

export interface Counted {
  /** How many branches are left; null until that is known. */
  total: number | null
  /** What there is to choose from, with how many branches each choice leaves. */
  facets: Facets
}

const nothing: Facets = { tags: [], beds: [], prices: null }

/** Counts of a search; null counts nothing. While another one is counted, the choices of the last stay where they are. */
export function useCounted(wish: Wish | null, party: Partial<Pick<Trip, 'rooms' | 'guests'>> = {}): Counted {
  const { sort: _, ...query } = listQuery({ ...useTrip(), ...party }, wish ?? noWish, usePlace())
  const { value } = useCall(wish ? `counted ${JSON.stringify(query)}` : null, () =>
    call(calls.searchHotels, { query: { ...query, limit: 1, facets: true } }),
  )
  const last = useRef(nothing)
  if (value?.facets) last.current = value.facets
  return { total: value?.total ?? null, facets: last.current }
}
