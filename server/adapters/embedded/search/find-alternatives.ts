import { type Alternatives, type AlternativesWish, shiftDays, sisterWithinM } from '../../../ports/search.ts'
import type { Hotel } from './hotels.ts'
import { chord2Within, metresOf, pointOf } from './place.ts'
import { datesOf, quoteFor, stayOf } from './quote.ts'
import { type Field, takeInOrder } from './rank.ts'
import type { SearchDeps } from './search-hotels.ts'

/** Other dates and another hotel; see `SearchIndex.alternatives`. Nothing for a hotel that is not known. */
export async function findAlternatives(deps: SearchDeps, wish: AlternativesWish): Promise<Alternatives> {
  if (deps.turns.due()) await deps.turns.pass()
  const hotel = deps.hotels.get(wish.hotelId)
  if (!hotel) return { shift: null, sister: null }
  const shift = hotel.open ? cheapestShift(deps, hotel, wish) : null
  return { shift, sister: await nearestSister(deps, hotel, wish) }
}

function cheapestShift({ lines }: SearchDeps, hotel: Hotel, wish: AlternativesWish): Alternatives['shift'] {
  const { from, until } = datesOf(wish.stay)
  let best: Alternatives['shift'] = null
  for (let days = 1; days <= shiftDays; days += 1) {
    for (const by of [-days, days]) {
      const dates = { from: from + by, until: until + by }
      const offer = quoteFor(lines, { ...wish, dates }).offer(hotel)
      if (offer && (!best || offer.totalFen! < best.offer.totalFen!)) best = { stay: stayOf(dates), offer }
    }
  }
  return best
}

async function nearestSister(deps: SearchDeps, hotel: Hotel, wish: AlternativesWish): Promise<Alternatives['sister']> {
  const quote = quoteFor(deps.lines, { ...wish, dates: datesOf(wish.stay) })
  const { field, near } = around(deps, hotel, wish)
  const next = takeInOrder(field, near)
  for (let member = next(); member >= 0; member = next()) {
    if (deps.turns.due()) await deps.turns.pass()
    const sister = field.hotels[member]!
    const offer = quote.offer(sister)
    if (offer) return { hotelId: sister.id, distanceM: field.first[member]!, offer }
  }
  return null
}

function around({ hotels }: SearchDeps, hotel: Hotel, wish: AlternativesWish): { field: Field; near: number[] } {
  const open = hotels.open()
  const point = pointOf(hotel)
  const limit = chord2Within(sisterWithinM)
  const field = { hotels: open, first: new Float64Array(open.length), second: new Float64Array(open.length) }
  const near: number[] = []
  for (const [at, other] of open.entries()) {
    const chord2 = hotels.places.chord2(point, other.no)
    if (chord2 >= limit || other.id === wish.hotelId) continue
    field.first[at] = metresOf(chord2)
    near.push(at)
  }
  return { field, near }
}
