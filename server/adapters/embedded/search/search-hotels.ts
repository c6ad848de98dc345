import type { Instant } from '../../../kernel/stay.ts'
import { type Hit, maxHits, type Offer, type SearchPage, type SearchQuery } from '../../../ports/search.ts'
import { readCursor, writeCursor } from './cursor.ts'
import type { Hotel, Hotels } from './hotels.ts'
import { cheapestOffer, datesOf, type Wish } from './offer.ts'
import { distanceM, pointOf } from './place.ts'
import { type Entry, isAfter, rankOf, takeInOrder } from './rank.ts'
import { type Part, partsOf, standsIn } from './text.ts'
import type { Turns } from './turns.ts'

/** How many hotels are looked at between two looks at the time. */
const stride = 16

export interface SearchDeps {
  hotels: Hotels
  turns: Turns
  version(): number
}

/** One page, in order; see `SearchIndex.search`. */
export async function searchHotels(deps: SearchDeps, query: SearchQuery): Promise<SearchPage> {
  if (!(query.limit >= 1 && query.limit <= maxHits)) throw new RangeError(`a page of ${query.limit} hits`)
  const after = readCursor(query)
  if (deps.turns.due()) await deps.turns.pass()

  const page: Entry[] = []
  let more = false
  for await (const entry of inOrder(deps, query)) {
    if (after && !isAfter(rankOf(entry), after)) continue
    more = page.length === query.limit
    if (more) break
    page.push(entry)
  }
  return {
    items: page.map((entry) => hitOf(entry, query)),
    nextCursor: more ? writeCursor(query, rankOf(page.at(-1)!)) : null,
    version: deps.version(),
  }
}

/** All that match, in order. Where the order does not need prices, only those that are taken are priced. */
async function* inOrder(deps: SearchDeps, query: SearchQuery): AsyncGenerator<Entry> {
  const entries = await gather(deps, query)
  const byPrice = query.sort === 'price' || !query.near
  const offered = byPrice ? pricedFirst(deps, query, entries) : pricedWhenTaken(deps, query, entries)
  const full = yield* offered
  // Without an offer there is no price that could lie within bounds.
  if (query.minFen !== undefined || query.maxFen !== undefined) return
  const next = takeInOrder(full)
  for (let entry = next(); entry; entry = next()) yield entry
}

type Offered = AsyncGenerator<Entry, Entry[]>

/** Yields those with an offer, returns those without. */
async function* pricedFirst(deps: SearchDeps, query: SearchQuery, entries: Entry[]): Offered {
  const price = pricer(query)
  const offered: Entry[] = []
  const full: Entry[] = []
  for (const [count, entry] of entries.entries()) {
    if (count % stride === 0 && deps.turns.due()) await deps.turns.pass()
    price(entry)
    if (!entry.offer) full.push(entry)
    else if (isWithin(entry.offer, query)) offered.push(entry)
  }
  const next = takeInOrder(offered)
  for (let entry = next(); entry; entry = next()) yield entry
  return full
}

/** Yields those with an offer, returns those without. */
async function* pricedWhenTaken(deps: SearchDeps, query: SearchQuery, entries: Entry[]): Offered {
  const price = pricer(query)
  const full: Entry[] = []
  const next = takeInOrder(entries)
  for (let entry = next(); entry; entry = next()) {
    if (deps.turns.due()) await deps.turns.pass()
    price(entry)
    if (!entry.offer) full.push(entry)
    else if (isWithin(entry.offer, query)) yield entry
  }
  return full
}

/** Finds an entry's offer, and the part of its rank that depends on it. */
function pricer(query: SearchQuery): (entry: Entry) => void {
  const wish = wishOf(query)
  return (entry) => {
    entry.offer = cheapestOffer(entry.hotel, wish, entry.hotel.today(query.at))
    const price = entry.offer ? (entry.offer.totalFen ?? entry.offer.fromFen) : 0
    if (query.sort === 'price') entry.first = price
    else if (!query.near) entry.second = price
  }
}

/** The open hotels that match, each with its distance and the part of its rank that no price decides. */
async function gather({ hotels, turns }: SearchDeps, query: SearchQuery): Promise<Entry[]> {
  const { found, parts } = candidates(hotels, query)
  const point = query.near && pointOf(query.near)
  const entries: Entry[] = []
  for (const [count, hotel] of found.entries()) {
    if (count % stride === 0 && turns.due()) await turns.pass()
    if (!matches(hotel, query, parts)) continue
    const distance = point ? distanceM(point, hotel.point) : null
    const [first, second] = fixedRank(query, hotel, distance)
    entries.push({ hotel, distanceM: distance, offer: undefined, first, second })
  }
  return entries
}

function fixedRank(query: SearchQuery, hotel: Hotel, distance: number | null): [first: number, second: number] {
  if (query.sort === 'price') return [0, 0]
  if (query.sort === 'distance' && distance !== null) return [distance, 0]
  return [hotel.sort, distance ?? 0]
}

/** The smallest list at hand that holds all matches, and the parts of the keyword still to be looked for in it. */
function candidates(hotels: Hotels, query: SearchQuery): { found: readonly Hotel[]; parts: readonly Part[] } {
  const parts = partsOf(query.q ?? '')
  const open = hotels.open(query.city)
  let best: { part: Part; numbers: readonly number[]; exact: boolean } | null = null
  for (const part of parts) {
    const list = hotels.words.candidates(part)
    if (list.numbers.length < (best?.numbers.length ?? open.length)) best = { part, ...list }
  }
  if (!best) return { found: open, parts }
  const { part: proven, numbers, exact } = best
  return { found: numbers.map(hotels.byNo), parts: exact ? parts.filter((part) => part !== proven) : parts }
}

function matches(hotel: Hotel, query: SearchQuery, parts: readonly Part[]): boolean {
  if (query.city !== undefined && hotel.city !== query.city) return false
  if (query.area !== undefined && hotel.area !== query.area) return false
  if (query.tags && !query.tags.every((tag) => hotel.tags.includes(tag))) return false
  return parts.every((part) => hotel.runs.some((run) => standsIn(part, run)))
}

function wishOf(query: SearchQuery): Wish {
  return { dates: query.stay ? datesOf(query.stay) : null, rooms: query.rooms ?? 1, guests: query.guests ?? 1 }
}

function isWithin(offer: Offer, { minFen = 0, maxFen = Number.MAX_SAFE_INTEGER }: SearchQuery): boolean {
  return offer.fromFen >= minFen && offer.fromFen <= maxFen
}

function hitOf(entry: Entry, query: { stay?: unknown; at: Instant }): Hit {
  const offer = entry.offer ?? null
  return {
    hotelId: entry.hotel.id,
    distanceM: entry.distanceM,
    available: query.stay ? offer !== null : null,
    offer,
  }
}
