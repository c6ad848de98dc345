import type { Fen } from '../../../kernel/money.ts'
import type { SearchQuery } from '../../../ports/search.ts'
import { hasTerms } from './terms.ts'

export function isWithin({ minFen, maxFen }: SearchQuery, fromFen: Fen): boolean {
  return fromFen >= (minFen ?? 0) && fromFen <= (maxFen ?? Number.MAX_SAFE_INTEGER)
}

/** Whether a hotel without an offer is not what is asked for: it has no price that could lie within bounds, and no bed. */
export function asksForOffers(query: SearchQuery): boolean {
  return query.minFen !== undefined || query.maxFen !== undefined || hasTerms(query)
}
