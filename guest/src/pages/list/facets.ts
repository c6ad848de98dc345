import type { ReplyOf } from '@contract/operation.ts'
import { useRef } from 'react'
import { call, calls } from '../../api/call.ts'
import { useCall } from '../../api/use-call.ts'
import type { Party } from '../../finding/party-sheet.tsx'
import { usePlace } from '../../finding/place.ts'
import { type Filters, listQuery, useWish } from '../../finding/wish.ts'
import { useTrip } from '../../state/trip.ts'

export type Facets = NonNullable<ReplyOf<typeof calls.searchHotels>['facets']>

export interface Counted {
  /** How many branches are left; null until that is known. */
  total: number | null
  /** What there is to choose from, with how many branches each choice leaves. */
  facets: Facets
}

const nothing: Facets = { tags: [], beds: [], prices: null }

/** What a search counted; while another one is counted, the choices of the last stay where they are. */
export function useCounted(answer: { total?: number; facets?: Facets } | undefined): Counted {
  const last = useRef(nothing)
  if (answer?.facets) last.current = answer.facets
  return { total: answer?.total ?? null, facets: last.current }
}

/** Counts of filters that are tried out; null tries none. What the list was counted for is not asked for again. */
export function useTried(draft: (Party & Filters) | null, listed: Counted): Counted {
  const trip = useTrip()
  const wish = useWish()
  const place = usePlace()
  const asked = (tried: Partial<Party & Filters>) => {
    const { sort: _, ...query } = listQuery({ ...trip, ...tried }, { ...wish, ...tried }, place)
    return query
  }
  const query = asked(draft ?? {})
  const key = JSON.stringify(query)
  const known = listed.total !== null && key === JSON.stringify(asked({}))
  const { value } = useCall(draft && !known ? `counted ${key}` : null, () =>
    call(calls.searchHotels, { query: { ...query, limit: 1, facets: true } }),
  )
  return useCounted(known ? { total: listed.total ?? 0, facets: listed.facets } : value)
}
