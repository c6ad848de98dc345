import type { Db } from '../../database/handle.ts'
import { Refusal } from '../../kernel/refusal.ts'
import {
  addNights,
  horizonNights,
  hotelDay,
  type Instant,
  isNight,
  type Night,
  nightsBetween,
  nightsOf,
} from '../../kernel/stay.ts'
import { basicsOfTypes, type OfferDeps, touchedNights } from './basics.ts'
import { planNight } from './night-price.ts'
import { leftOf } from './price-stay.ts'

export interface CalendarWish {
  roomTypeId: string
  /** The first plan where none is named. */
  ratePlanId?: string | undefined
  /** The hotel's day where none is named, and never earlier. */
  from?: string | undefined
  /** Exclusive. */
  to?: string | undefined
  at: Instant
}

export interface CalendarDay {
  night: Night
  /** For one room. */
  priceFen: number
  /** Null: no limit. */
  roomsLeft: number | null
  closed: boolean
  /** What a stay that begins on this night must last. */
  minStay: number
}

const daysAtMost = 400
const daysAsked = 62

/**
 * The days of a room type in a plan, from the hotel's day on and within the horizon. Refusals: `not_found`,
 * `booking_invalid`.
 */
export async function calendar(
  db: Db,
  deps: OfferDeps,
  wish: CalendarWish,
): Promise<{ ratePlanId: string; today: Night; items: CalendarDay[] }> {
  for (const field of ['from', 'to'] as const) {
    const night = wish[field]
    if (night && !isNight(night)) throw new Refusal('booking_invalid', { fields: { [field]: 'not_a_date' } })
  }
  const plans = await basicsOfTypes(db, deps, [wish.roomTypeId])
  const basics = wish.ratePlanId ? plans.find(({ plan }) => plan.id === wish.ratePlanId) : plans[0]
  if (!basics || basics.hotel.state === 'archived') throw new Refusal('not_found')
  const today = hotelDay(wish.at, basics.hotel.clock)
  const span = spanOf(wish, { today, nightsAhead: deps.nightsAhead?.() ?? horizonNights })
  const touched = await touchedNights(db, deps, [{ basics, ...span }])
  const shut = basics.hotel.state !== 'open' || !basics.type.onSale
  const items = nightsOf({ checkIn: span.from, checkOut: span.to }).map((night): CalendarDay => {
    const rate = planNight(basics.plan, basics.parent, touched.rates, night)
    const stock = touched.stock.get(basics.type.id)?.get(night)
    const closed = shut || rate.closed || (stock?.closed ?? false)
    return { ...rate, night, closed, roomsLeft: leftOf(basics.type, stock) }
  })
  return { ratePlanId: basics.plan.id, today, items }
}

function spanOf(
  wish: CalendarWish,
  { today, nightsAhead }: { today: Night; nightsAhead: number },
): { from: Night; to: Night } {
  const last = addNights(today, nightsAhead)
  const from = wish.from && wish.from > today ? wish.from : today
  const wanted = wish.to ?? addNights(from, daysAsked)
  const to = nightsBetween(wanted, last) > 0 ? wanted : last
  if (nightsBetween(from, to) > daysAtMost) throw new Refusal('booking_invalid', { fields: { to: 'too_many_nights' } })
  return { from, to }
}
