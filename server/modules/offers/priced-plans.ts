import type { Db, Handle } from '../../database/handle.ts'
import type { Instant, Stay } from '../../kernel/stay.ts'
import { basicsOfTypes, type OfferDeps, type PlanBasics, touchedNights } from './basics.ts'
import type { Kept, PlanOfHotel } from './kept.ts'
import { type PricedStay, priceStay } from './price-stay.ts'

/** A plan with its price for a stay, and why the stay cannot be booked if it cannot. */
export interface PlanOffer {
  basics: PlanBasics
  priced: PricedStay
}

interface StayAsked {
  stay: Stay
  rooms: number
  at: Instant
}

/** The plans on sale of these room types, priced for a stay, by type and the manager's sort. */
export async function pricedOfTypes(
  handle: Handle,
  deps: OfferDeps,
  { roomTypeIds, ...asked }: StayAsked & { roomTypeIds: readonly string[] },
): Promise<PlanOffer[]> {
  return priceAll(handle, deps, await basicsOfTypes(handle, deps, roomTypeIds), asked)
}

/** These plans, priced for a stay, by plan: for a page of search. One that is gone is left out. */
export async function pricedPlans(
  db: Db,
  { kept, ...deps }: OfferDeps & { kept: Kept },
  { plans, ...asked }: StayAsked & { plans: readonly PlanOfHotel[] },
): Promise<Map<string, PlanOffer>> {
  const basics = await kept.basics(plans)
  const offers = await priceAll(db, deps, [...basics.values()], asked)
  return new Map(offers.map((offer) => [offer.basics.plan.id, offer]))
}

async function priceAll(
  handle: Handle,
  deps: OfferDeps,
  all: readonly PlanBasics[],
  asked: StayAsked,
): Promise<PlanOffer[]> {
  const { checkIn: from, checkOut: to } = asked.stay
  const touched = await touchedNights(
    handle,
    deps,
    all.map((basics) => ({ basics, from, to })),
  )
  const wish = { ...asked, nightsAhead: deps.nightsAhead?.() }
  return all.map((basics) => ({ basics, priced: priceStay(basics, touched, wish) }))
}
