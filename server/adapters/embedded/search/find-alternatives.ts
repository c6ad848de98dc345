import { metresOver } from '../../../../contract/place.ts'
import { type Alternatives, type AlternativesWish, shiftDays, sisterWithinM } from '../../../ports/search.ts'
import type { Hotel } from './hotels.ts'
import { chord2, chord2Within } from './place.ts'
import { datesOf, quoteFor, stayOf, wishOf } from './quote.ts'
import { add, createField, type Field, takeInOrder } from './rank.ts'
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
      const offer = quoteFor(lines, { ...wishOf(wish), dates }).offer(hotel)
      if (offer && (!best || offer.totalFen! < best.offer.totalFen!)) best = { stay: stayOf(dates), offer }
    }
  }
  return best
}

async function nearestSister(deps: SearchDeps, hotel: Hotel, wish: AlternativesWish): Promise<Alternatives['sister']> {
  const quote = quoteFor(deps.lines, wishOf(wish))
  const field = around(deps, hotel)
  const next = takeInOrder(field)
  for (let member = next(); member >= 0; member = next()) {
    if (deps.turns.due()) await deps.turns.pass()
    const sister = field.hotels[member]!
    const offer = quote.offer(sister)
    if (offer) return { hotelId: sister.id, distanceM: field.first[member]!, offer }
  }
  return null
}

/** The other open hotels near enough, with how far they are. */
function around({ hotels }: SearchDeps, { id, point }: Hotel): Field {
  const { hotels: open, points } = hotels.open()
  const limit = chord2Within(sisterWithinM)
  const field = createField()
  for (let at = 0; at < open.length; at += 1) {
    const chord = chord2(point, points, at)
    if (chord < limit && open[at]!.id !== id) add(field, open[at]!, metresOver(chord), 0)
  }
  return field
}
