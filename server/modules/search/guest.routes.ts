import { type Language, textIn } from '../../../contract/format.ts'
import { searchHotels } from '../../../contract/guest/hotels.ts'
import type { QueryOf } from '../../../contract/operation.ts'
import type { Place } from '../../../contract/place.ts'
import type { Db } from '../../database/handle.ts'
import { type Route, route } from '../../http/route.ts'
import { averageFen } from '../../kernel/money.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { type Stay, stayProblems } from '../../kernel/stay.ts'
import type { Clock } from '../../ports/clock.ts'
import type { FacetCount, Facets, Hit, SearchQuery } from '../../ports/search.ts'
import type { FilesModule, ImageView } from '../files/index.ts'
import { areaOf, type Hotel, type Hotels, placeName } from '../hotels/index.ts'
import type { Offers, PlanOffer } from '../offers/index.ts'
import type { Search } from './index.ts'

export interface SearchRoutesDeps {
  db: Db
  clock: Clock
  search: Search
  hotels: Hotels
  offers: Offers
  files: FilesModule
}

const coverWidth = 750
const alternativesAtMost = 3

export function searchRoutes(deps: SearchRoutesDeps): Route[] {
  return [
    route(searchHotels, async ({ query, language }) => {
      const stay = stayIn(query)
      const wanted = queryOf(query, stay, deps.clock.now())
      const page = await deps.search.index.search(wanted)
      const cards = await cardsOf(deps, page.items, { stay, rooms: query.rooms ?? 1, language })
      if (stay) await addAlternatives(deps, cards, { query, stay, language })
      return { items: cards, nextCursor: page.nextCursor, ...(page.facets ? counted(page.facets, language) : {}) }
    }),
  ]
}

/** Both dates or neither. Refusal: `search_invalid` with the field. */
export function stayIn({ checkIn, checkOut }: { checkIn?: string; checkOut?: string }): Stay | null {
  if (checkIn === undefined && checkOut === undefined) return null
  const stay = { checkIn: checkIn ?? '', checkOut: checkOut ?? '' }
  const fields = stayProblems(stay)
  if (Object.keys(fields).length > 0) throw new Refusal('search_invalid', { fields })
  return stay
}

/** Both coordinates or neither. Refusal: `search_invalid` with the field. */
export function placeIn({ lat, lng }: { lat?: number; lng?: number }): Place | null {
  if (lat !== undefined && lng !== undefined) return { lat, lng }
  if (lat !== lng) throw new Refusal('search_invalid', { fields: { lat: 'with_lng' } })
  return null
}

function queryOf(query: QueryOf<typeof searchHotels>, stay: Stay | null, at: number): SearchQuery {
  const { lat, lng, checkIn: _in, checkOut: _out, limit, freeCancellation, facets, ...given } = query
  const place = placeIn({ lat, lng })
  const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const near = place ? { near: place } : {}
  const asked = { ...(freeCancellation ? { freeCancellation } : {}), ...(facets ? { facets } : {}) }
  return { ...known, ...near, ...asked, ...(stay ? { stay } : {}), at, limit: limit ?? 20 }
}

const choicesAtMost = 24

function counted({ total, tags, beds, prices }: Facets, language: Language) {
  const named = (counts: readonly FacetCount[]) =>
    counts.slice(0, choicesAtMost).map(({ name, hotels }) => ({ name: textIn(language, name), hotels }))
  return { total, facets: { tags: named(tags), beds: named(beds), prices } }
}

export async function cardsOf(
  { db, offers, files }: SearchRoutesDeps,
  hits: readonly Hit[],
  { stay, rooms, language }: { stay: Stay | null; rooms: number; language: Language },
) {
  const plans = hits.flatMap(({ hotelId, offer }) => (offer ? [{ hotelId, ...offer }] : []))
  const priced = stay ? await offers.pricedPlans({ plans, stay, rooms }) : new Map<string, PlanOffer>()
  // A price was made with its branch: only those that are full are still to be read.
  const branches = new Map([...priced.values()].map(({ basics: { hotel } }) => [hotel.id, hotel]))
  const unread = hits.flatMap(({ hotelId }) => (branches.has(hotelId) ? [] : [hotelId]))
  for (const hotel of (await offers.branches(unread)).values()) branches.set(hotel.id, hotel)
  const covers = [...branches.values()].flatMap((hotel) =>
    hotel.imageIds[0] ? [{ id: hotel.imageIds[0], alt: textIn(language, hotel.name) }] : [],
  )
  const views = new Map((await files.views(db, covers)).map((view) => [view.id, view]))
  return hits.flatMap((hit) => {
    const hotel = branches.get(hit.hotelId)
    if (!hotel) return []
    const offer = hit.offer && priced.get(hit.offer.ratePlanId)
    return [
      card(hotel, hit, { offer: offer ?? null, rooms, cover: views.get(hotel.imageIds[0] ?? '') ?? null, language }),
    ]
  })
}

/** What the index ranked, with the price and the rooms that the rows say now. */
function card(
  hotel: Hotel,
  hit: Hit,
  {
    offer,
    rooms,
    cover,
    language,
  }: { offer: PlanOffer | null; rooms: number; cover: ImageView | null; language: Language },
) {
  const gone = offer?.priced.reason != null
  return {
    id: hotel.id,
    name: textIn(language, hotel.name),
    address: textIn(language, hotel.address),
    area: areaOf(hotel),
    city: hotel.city,
    cityName: placeName(hotel.city, language),
    coverUrl: cover
      ? `/images/${cover.id}-${cover.widths.includes(coverWidth) ? coverWidth : cover.widths.at(-1)}.webp`
      : null,
    cover,
    tags: hotel.tags.map((tag) => textIn(language, tag)),
    lat: hotel.lat,
    lng: hotel.lng,
    distanceM: hit.distanceM,
    fromFen: offer
      ? averageFen(offer.priced.subtotalFen, offer.priced.nights.length * rooms)
      : (hit.offer?.fromFen ?? null),
    totalFen: offer ? offer.priced.subtotalFen : (hit.offer?.totalFen ?? null),
    listFen: hit.offer?.listFen ?? null,
    available: hit.available === null ? null : hit.available && !gone,
    roomsLeft: offer ? (gone ? 0 : offer.priced.roomsLeft) : (hit.offer?.roomsLeft ?? null),
  }
}

type Card = ReturnType<typeof card> & { alternatives?: { dates: unknown; sister: unknown } }

/** The first few full branches of a page say when they are free, and who is near. */
export async function addAlternatives(
  { db, search, hotels, clock }: SearchRoutesDeps,
  cards: Card[],
  { query, stay, language }: { query: { rooms?: number; guests?: number }; stay: Stay; language: Language },
): Promise<void> {
  for (const full of cards.filter(({ available }) => available === false).slice(0, alternativesAtMost)) {
    const wish = { at: clock.now(), hotelId: full.id, stay, rooms: query.rooms ?? 1, guests: query.guests ?? 1 }
    const { shift, sister } = await search.index.alternatives(wish)
    const other = sister && (await hotels.hotel(db, sister.hotelId))
    full.alternatives = {
      dates: shift && { ...shift.stay, totalFen: shift.offer.totalFen! },
      sister: sister &&
        other && {
          id: other.id,
          name: textIn(language, other.name),
          distanceM: sister.distanceM,
          totalFen: sister.offer.totalFen!,
        },
    }
  }
}
