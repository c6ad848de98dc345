import { type Alternatives, type AlternativesWish, shiftDays, sisterWithinM } from '../../../ports/search.ts'
import type { Hotel } from './hotels.ts'
import { cheapestOffer, datesOf, stayOf } from './offer.ts'
import { distanceM } from './place.ts'
import { type Entry, takeInOrder } from './rank.ts'
import type { SearchDeps } from './search-hotels.ts'

/** Other dates and another hotel; see `SearchIndex.alternatives`. Nothing for a hotel that is not known. */
export async function findAlternatives(deps: SearchDeps, wish: AlternativesWish): Promise<Alternatives> {
  if (deps.turns.due()) await deps.turns.pass()
  const hotel = deps.hotels.get(wish.hotelId)
  if (!hotel) return { shift: null, sister: null }
  return { shift: hotel.open ? cheapestShift(hotel, wish) : null, sister: await nearestSister(deps, hotel, wish) }
}

function cheapestShift(hotel: Hotel, wish: AlternativesWish): Alternatives['shift'] {
  const today = hotel.today(wish.at)
  const { from, until } = datesOf(wish.stay)
  let best: Alternatives['shift'] = null
  for (let days = 1; days <= shiftDays; days += 1) {
    for (const by of [-days, days]) {
      const dates = { from: from + by, until: until + by }
      const offer = cheapestOffer(hotel, { ...wish, dates }, today)
      if (offer && (!best || offer.totalFen! < best.offer.totalFen!)) best = { stay: stayOf(dates), offer }
    }
  }
  return best
}

async function nearestSister(deps: SearchDeps, hotel: Hotel, wish: AlternativesWish): Promise<Alternatives['sister']> {
  const dates = datesOf(wish.stay)
  const next = takeInOrder(around(hotel, deps.hotels.open()))
  for (let entry = next(); entry; entry = next()) {
    if (deps.turns.due()) await deps.turns.pass()
    const offer = cheapestOffer(entry.hotel, { ...wish, dates }, entry.hotel.today(wish.at))
    if (offer) return { hotelId: entry.hotel.id, distanceM: entry.first, offer }
  }
  return null
}

function around(hotel: Hotel, others: readonly Hotel[]): Entry[] {
  const near: Entry[] = []
  for (const other of others) {
    const distance = distanceM(hotel.point, other.point)
    if (other.id === hotel.id || distance > sisterWithinM) continue
    near.push({ hotel: other, distanceM: distance, offer: undefined, first: distance, second: 0 })
  }
  return near
}
