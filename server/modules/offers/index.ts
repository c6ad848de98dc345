import type { Db, Handle, Tx } from '../../database/handle.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { addNights, hotelDay, type Instant, type Night, nightsBetween, nightsOf, type Stay } from '../../kernel/stay.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Coupons } from '../coupons/index.ts'
import { basicsOf, basicsOfTypes, type OfferDeps, type PlanBasics, touchedNights } from './basics.ts'
import { planNight } from './night-price.ts'
import { type OfferWish, priceMany } from './price-many.ts'
import { horizonNights, leftOf, type PricedStay, priceStay } from './price-stay.ts'
import { type QuoteWish, quote } from './quote.ts'
import { searchTables, stockNight } from './search-tables.ts'
import { stayOf } from './stay-wish.ts'

export type { PlanBasics } from './basics.ts'
export type { OfferPrice, OfferWish } from './price-many.ts'
export { horizonNights, type OfferNight, type PricedStay, type Reason } from './price-stay.ts'
export type { Quote, QuoteWish } from './quote.ts'
export { stayOf } from './stay-wish.ts'

export interface OffersDeps extends OfferDeps {
  db: Db
  clock: Clock
  coupons: Pick<Coupons, 'evaluate'>
}

/** A plan with its price for a stay. */
export interface PlanOffer {
  basics: PlanBasics
  priced: PricedStay
}

export interface CalendarDay {
  night: Night
  priceFen: number
  roomsLeft: number | null
  closed: boolean
  minStay: number
}

const calendarDaysAtMost = 400

/** Dates compare as text. */
function earlier(one: Night, other: Night): Night {
  return [one, other].sort()[0]!
}

export type Offers = ReturnType<typeof createOffers>

/** The only price and availability there is: for search, room types, calendar, quote and every order. */
export function createOffers(deps: OffersDeps) {
  const { db, clock } = deps
  return {
    /** For placing: decided from rows of the order's own transaction. */
    priceMany: (tx: Tx, wishes: readonly OfferWish[]) => priceMany(tx, deps, { wishes, at: tx.now }),

    /** See `quote.ts`. */
    quote: (wish: Omit<QuoteWish, 'at'>) => quote(db, deps, { ...wish, at: clock.now() }),

    /** The plans on sale of these room types, priced for a stay, by type and the manager's sort. */
    async priced(
      handle: Handle,
      wish: { roomTypeIds: readonly string[]; stay: Stay; rooms: number },
    ): Promise<PlanOffer[]> {
      const basics = await basicsOfTypes(handle, deps, wish.roomTypeIds)
      return pricedPlans(handle, basics, wish)
    },

    /** These plans, priced for a stay: for a page of search. One that is gone is left out. */
    async pricedPlans(
      handle: Handle,
      wish: { ratePlanIds: readonly string[]; stay: Stay; rooms: number },
    ): Promise<Map<string, PlanOffer>> {
      const basics = [...(await basicsOf(handle, deps, wish.ratePlanIds)).values()]
      const offers = await pricedPlans(handle, basics, wish)
      return new Map(offers.map((offer) => [offer.basics.plan.id, offer]))
    },

    /**
     * The days of a room type in a plan (its first one where none is named), from the hotel's day on within the
     * horizon. Refusals: `not_found`, `booking_invalid`.
     */
    async calendar(wish: {
      roomTypeId: string
      ratePlanId?: string | undefined
      from?: string | undefined
      to?: string | undefined
    }) {
      const plans = await basicsOfTypes(db, deps, [wish.roomTypeId])
      const basics = wish.ratePlanId ? plans.find(({ plan }) => plan.id === wish.ratePlanId) : plans[0]
      if (!basics || basics.hotel.state === 'archived') throw new Refusal('not_found')
      const today = hotelDay(clock.now(), basics.hotel.clock)
      const last = addNights(today, horizonNights)
      const from = wish.from && wish.from > today ? wish.from : today
      const wanted = wish.to ?? addNights(from, 62)
      const to = earlier(wanted, last)
      if (nightsBetween(from, to) > calendarDaysAtMost)
        throw new Refusal('booking_invalid', { fields: { to: 'too_many_nights' } })
      const touched = await touchedNights(db, deps, [{ basics, from, to }])
      const shut = basics.hotel.state !== 'open' || !basics.type.onSale
      const items = nightsOf({ checkIn: from, checkOut: to }).map((night): CalendarDay => {
        const rate = planNight(basics.plan, basics.parent, touched.rates, night)
        const stock = touched.stock.get(basics.type.id)?.get(night)
        return {
          night,
          ...rate,
          closed: shut || rate.closed || (stock?.closed ?? false),
          roomsLeft: leftOf(basics.type, stock),
        }
      })
      return { ratePlanId: basics.plan.id, today, items }
    },

    /** Every night of a branch's types and plans, `to` exclusive: stock as it is and prices as guests would see them. */
    async grid(handle: Handle, wish: { hotelId: string; from: Night; to: Night }) {
      const types = await deps.hotels.roomTypesOf(handle, [wish.hotelId])
      const plans = await deps.hotels.ratePlansOf(
        handle,
        types.map((type) => type.id),
      )
      const basics = [
        ...(
          await basicsOf(
            handle,
            deps,
            plans.map((plan) => plan.id),
          )
        ).values(),
      ]
      const touched = await touchedNights(
        handle,
        deps,
        basics.map((each) => ({ basics: each, from: wish.from, to: wish.to })),
      )
      const nights = nightsOf({ checkIn: wish.from, checkOut: wish.to })
      return types.map((type) => ({
        type,
        nights: nights.map((night) => {
          const stock = touched.stock.get(type.id)?.get(night)
          const { total, held, sold, closed } = stock ?? { total: type.dailyStock, held: 0, sold: 0, closed: false }
          return { night, total, held, sold, closed }
        }),
        ratePlans: basics
          .filter((each) => each.type.id === type.id)
          .map(({ plan, parent }) => ({
            plan,
            nights: nights.map((night) => ({ night, ...planNight(plan, parent, touched.rates, night) })),
          })),
      }))
    },

    searchTables: (handle: Handle, wish: Parameters<typeof searchTables>[2]) => searchTables(handle, deps, wish),
    stockNight,
    stayOf,
  }

  async function pricedPlans(
    handle: Handle,
    basics: readonly PlanBasics[],
    wish: { stay: Stay; rooms: number },
  ): Promise<PlanOffer[]> {
    const spans = basics.map((each) => ({ basics: each, from: wish.stay.checkIn, to: wish.stay.checkOut }))
    const touched = await touchedNights(handle, deps, spans)
    const at: Instant = clock.now()
    return basics.map((each) => ({ basics: each, priced: priceStay(each, touched, { ...wish, at }) }))
  }
}
