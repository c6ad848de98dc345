import type { RefusalCode } from '../../../contract/refusals.ts'
import type { Fen } from '../../kernel/money.ts'
import type { RefusalFacts } from '../../kernel/refusal.ts'
import {
  addNights,
  horizonNights,
  hotelDay,
  type Instant,
  type Night,
  nightsBetween,
  nightsOf,
  type Stay,
} from '../../kernel/stay.ts'
import type { RoomType } from '../hotels/index.ts'
import { roomsLeft, type StockNight } from '../inventory/index.ts'
import type { PlanBasics, Touched } from './basics.ts'
import { planNight } from './night-price.ts'

/** Why something is not to be had: a code of the contract's list with its facts. */
export interface Reason {
  code: RefusalCode
  detail: RefusalFacts
}

export interface OfferNight {
  night: Night
  /** For one room. */
  priceFen: Fen
  /** Null: no limit. */
  roomsLeft: number | null
}

/** A stay in a plan, priced, and why it cannot be booked if it cannot. */
export interface PricedStay {
  nights: OfferNight[]
  /** All rooms, all nights. */
  subtotalFen: Fen
  /** Over all nights; null: no limit. */
  roomsLeft: number | null
  reason: Reason | null
}

export interface StayWish {
  stay: Stay
  rooms: number
  /**
   * `extension`: more nights for guests who are there. A closed branch, a plan that is no longer offered and a shortest
   * stay do not stop it. Default `booking`.
   */
  purpose?: 'booking' | 'extension'
  at: Instant
  /** `horizonNights` unless said. */
  nightsAhead?: number | undefined
}

/** Prices a stay from the rows that were read. Pure. */
export function priceStay(basics: PlanBasics, touched: Touched, wish: StayWish): PricedStay {
  const { plan, parent, type } = basics
  const nights: OfferNight[] = []
  const shut: Night[] = []
  const short: Night[] = []
  let minStay = 1
  for (const night of nightsOf(wish.stay)) {
    const rate = planNight(plan, parent, touched.rates, night)
    const stock = touched.stock.get(type.id)?.get(night)
    const left = leftOf(type, stock)
    if (nights.length === 0) minStay = rate.minStay
    if (rate.closed || stock?.closed) shut.push(night)
    if (left !== null && left < wish.rooms) short.push(night)
    nights.push({ night, priceFen: rate.priceFen, roomsLeft: left })
  }
  const limits = nights.flatMap(({ roomsLeft: left }) => (left === null ? [] : [left]))
  return {
    nights,
    subtotalFen: nights.reduce((sum, { priceFen }) => sum + priceFen, 0) * wish.rooms,
    roomsLeft: limits.length > 0 ? Math.min(...limits) : null,
    reason: whyNot(basics, wish, { shut, short, minStay }),
  }
}

function whyNot(
  { plan, type, hotel }: PlanBasics,
  { stay, at, purpose, nightsAhead = horizonNights }: StayWish,
  found: { shut: Night[]; short: Night[]; minStay: number },
): Reason | null {
  const isNew = purpose !== 'extension'
  const today = hotelDay(at, hotel.clock)
  if (stay.checkIn < today) return { code: 'booking_invalid', detail: { fields: { checkIn: 'past' } } }
  if (stay.checkOut > addNights(today, nightsAhead))
    return { code: 'booking_invalid', detail: { fields: { checkOut: 'too_far_ahead' } } }
  if (isNew && (hotel.state !== 'open' || !type.onSale || !plan.onSale))
    return { code: 'stay_not_sellable', detail: { fields: { ratePlanId: 'not_on_sale' } } }
  if (found.shut.length > 0)
    return { code: 'nights_closed', detail: { fields: { checkIn: 'closed' }, facts: { nights: found.shut } } }
  if (found.short.length > 0) return { code: 'rooms_sold_out', detail: { facts: { nights: found.short } } }
  if (isNew && nightsBetween(stay.checkIn, stay.checkOut) < found.minStay)
    return { code: 'min_stay', detail: { fields: { checkOut: 'min_stay' }, facts: { minStay: found.minStay } } }
  return null
}

/** Rooms left of a type's night: its row, or the type's daily stock where nobody touched it. */
export function leftOf(type: Pick<RoomType, 'dailyStock' | 'stockMode'>, stock: StockNight | undefined): number | null {
  if (type.stockMode === 'never') return null
  return stock ? roomsLeft(stock) : type.dailyStock
}
