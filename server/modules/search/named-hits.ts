import { metresBetween, type Place } from '../../../contract/place.ts'
import type { Db } from '../../database/handle.ts'
import { averageFen } from '../../kernel/money.ts'
import { nightsOf, type Stay } from '../../kernel/stay.ts'
import type { Hit, Offer } from '../../ports/search.ts'
import type { Hotel, Hotels } from '../hotels/index.ts'
import type { Inventory } from '../inventory/index.ts'
import type { Offers, PlanOffer } from '../offers/index.ts'

export interface NamedDeps {
  db: Db
  hotels: Hotels
  inventory: Inventory
  offers: Offers
}

export interface NamedWish {
  /** At most a page of them. */
  branches: readonly Hotel[]
  stay: Stay | null
  rooms: number
  guests: number
  near: Place | null
}

/** Branches that somebody names, as the search would have found them: asked of the rows, since the index goes by wishes. */
export async function hitsOfNamed(deps: NamedDeps, { branches, stay, ...wish }: NamedWish): Promise<Hit[]> {
  const open = branches.filter(({ state }) => state === 'open')
  const offers = stay ? await cheapestOffers(deps, open, { ...wish, stay }) : new Map<string, Offer>()
  return branches.map((hotel) => ({
    hotelId: hotel.id,
    distanceM: wish.near && metresBetween(wish.near, hotel),
    available: stay && hotel.state === 'open' ? offers.has(hotel.id) : null,
    offer: offers.get(hotel.id) ?? null,
  }))
}

/** Of each branch the cheapest plan that holds the guests and can be booked, ties to the type and the plan named first. */
async function cheapestOffers(
  { db, hotels, inventory, offers }: NamedDeps,
  branches: readonly Hotel[],
  { stay, rooms, guests }: { stay: Stay; rooms: number; guests: number },
): Promise<Map<string, Offer>> {
  const types = await hotels.roomTypesOf(
    db,
    branches.map(({ id }) => id),
  )
  const fitting = types.filter((type) => type.onSale && type.guests * rooms >= guests).map(({ id }) => id)
  const priced = await offers.priced(db, { roomTypeIds: fitting, stay, rooms })
  const best = new Map<string, PlanOffer>()
  for (const offer of priced) {
    if (offer.priced.reason !== null) continue
    const { id } = offer.basics.hotel
    const known = best.get(id)
    if (!known || isBefore(offer, known)) best.set(id, offer)
  }
  const lists = await listPrices({ db, inventory }, [...best.values()], stay)
  return new Map([...best].map(([id, offer]) => [id, offerOf(offer, { rooms, listFen: lists(offer) })]))
}

function isBefore(a: PlanOffer, b: PlanOffer): boolean {
  const [fenA, fenB] = [a.priced.subtotalFen, b.priced.subtotalFen]
  if (fenA !== fenB) return fenA < fenB
  const [typeA, typeB] = [a.basics.type.id, b.basics.type.id]
  return typeA === typeB ? a.basics.plan.id < b.basics.plan.id : typeA < typeB
}

/** The average list price of a type over the stay: a night’s own where somebody gave it one. */
async function listPrices(
  { db, inventory }: Pick<NamedDeps, 'db' | 'inventory'>,
  chosen: readonly PlanOffer[],
  stay: Stay,
): Promise<(offer: PlanOffer) => number> {
  const ids = chosen.map(({ basics }) => basics.type.id)
  const touched = await inventory.nights(db, ids, stay.checkIn, stay.checkOut)
  const own = new Map(touched.map(({ roomTypeId, night, listFen }) => [`${roomTypeId} ${night}`, listFen]))
  const nights = nightsOf(stay)
  return ({ basics: { type } }) => {
    const sum = nights.reduce((total, night) => total + (own.get(`${type.id} ${night}`) ?? type.listFen), 0)
    return averageFen(sum, nights.length)
  }
}

function offerOf({ basics, priced }: PlanOffer, { rooms, listFen }: { rooms: number; listFen: number }): Offer {
  return {
    roomTypeId: basics.type.id,
    ratePlanId: basics.plan.id,
    totalFen: priced.subtotalFen,
    fromFen: averageFen(priced.subtotalFen, priced.nights.length * rooms),
    listFen,
    roomsLeft: priced.roomsLeft,
  }
}
