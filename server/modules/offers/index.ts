import type { Db, Handle, Tx } from '../../database/handle.ts'
import type { Night, Stay } from '../../kernel/stay.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Coupons } from '../coupons/index.ts'
import type { OfferDeps } from './basics.ts'
import { type CalendarWish, calendar } from './calendar.ts'
import { grid } from './grid.ts'
import { createKept, type PlanOfHotel } from './kept.ts'
import { type OfferWish, priceMany } from './price-many.ts'
import { pricedOfTypes, pricedPlans } from './priced-plans.ts'
import { type QuoteWish, quote } from './quote.ts'
import { searchTables, stockNight } from './search-tables.ts'
import { stayOf } from './stay-wish.ts'

export type { OfferPrice } from './price-many.ts'
export type { Reason } from './price-stay.ts'
export type { PlanOffer } from './priced-plans.ts'

export interface OffersDeps extends OfferDeps {
  db: Db
  clock: Clock
  coupons: Pick<Coupons, 'evaluate'>
}

export type Offers = ReturnType<typeof createOffers>

/** The only price and availability there is: for search, room types, calendar, quote and every order. */
export function createOffers(deps: OffersDeps) {
  const { db, clock } = deps
  const kept = createKept(deps)
  return {
    /** For placing: decided from rows of the order's own transaction. */
    priceMany: (tx: Tx, wishes: readonly OfferWish[]) => priceMany(tx, deps, { wishes, at: tx.now }),
    quote: (wish: Omit<QuoteWish, 'at'>) => quote(db, deps, { ...wish, at: clock.now() }),
    priced: (handle: Handle, wish: { roomTypeIds: readonly string[]; stay: Stay; rooms: number }) =>
      pricedOfTypes(handle, deps, { ...wish, at: clock.now() }),
    /** Branches as their rows are now: for a page of search. */
    branches: kept.hotels,
    /** For a page of search. Not for what decides: it never runs inside a transaction. */
    pricedPlans: (wish: { plans: readonly PlanOfHotel[]; stay: Stay; rooms: number }) =>
      pricedPlans(db, { ...deps, kept }, { ...wish, at: clock.now() }),
    calendar: (wish: Omit<CalendarWish, 'at'>) => calendar(db, deps, { ...wish, at: clock.now() }),
    grid: (handle: Handle, wish: { hotelId: string; from: Night; to: Night }) => grid(handle, deps, wish),
    searchTables: (handle: Handle, wish: Parameters<typeof searchTables>[2]) => searchTables(handle, deps, wish),
    stockNight,
    stayOf,
  }
}
