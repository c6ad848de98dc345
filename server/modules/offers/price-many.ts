import type { Handle } from '../../database/handle.ts'
import type { Fen } from '../../kernel/money.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Instant, Stay } from '../../kernel/stay.ts'
import { basicsOf, type OfferDeps, type PlanBasics, touchedNights } from './basics.ts'
import { type OfferNight, priceStay } from './price-stay.ts'

export interface OfferWish {
  roomTypeId: string
  ratePlanId: string
  stay: Stay
  rooms: number
  /** See `price-stay.ts`. */
  purpose?: 'booking' | 'extension'
}

/** A bookable stay: its price, and what the order freezes. */
export interface OfferPrice {
  nights: OfferNight[]
  subtotalFen: Fen
  roomsLeft: number | null
  hotel: PlanBasics['hotel']
  roomType: PlanBasics['type']
  ratePlan: PlanBasics['plan']
  policy: PlanBasics['policy']
}

/**
 * Prices many wishes from one reading of the rows, in their places: the price, or why not. A plan that does not exist
 * or is not of the named type is `not_found`.
 */
export async function priceMany(
  handle: Handle,
  deps: OfferDeps,
  { wishes, at }: { wishes: readonly OfferWish[]; at: Instant },
): Promise<(OfferPrice | { refusal: Refusal })[]> {
  const all = await basicsOf(
    handle,
    deps,
    wishes.map((wish) => wish.ratePlanId),
  )
  const basicsFor = (wish: OfferWish) => {
    const basics = all.get(wish.ratePlanId)
    return basics?.type.id === wish.roomTypeId ? basics : null
  }
  const spans = wishes.flatMap((wish) => {
    const basics = basicsFor(wish)
    return basics ? [{ basics, from: wish.stay.checkIn, to: wish.stay.checkOut }] : []
  })
  const touched = await touchedNights(handle, deps, spans)
  return wishes.map((wish) => {
    const basics = basicsFor(wish)
    if (!basics) return { refusal: new Refusal('not_found') }
    const { nights, subtotalFen, roomsLeft, reason } = priceStay(basics, touched, {
      ...wish,
      at,
      nightsAhead: deps.nightsAhead?.(),
    })
    if (reason) return { refusal: new Refusal(reason.code, reason.detail) }
    const { hotel, type: roomType, plan: ratePlan, policy } = basics
    return { nights, subtotalFen, roomsLeft, hotel, roomType, ratePlan, policy }
  })
}
