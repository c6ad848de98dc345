import { type Hit, maxHits, type SearchPage, type SearchQuery } from '../../../ports/search.ts'
import { asksForOffers, isWithin } from './bounds.ts'
import { countFacets } from './count-facets.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { type Gathered, gather } from './gather.ts'
import type { Hotel, Hotels } from './hotels.ts'
import type { Lines } from './lines.ts'
import { type Quote, quoteFor, wishOf } from './quote.ts'
import { add, createField, type Field, isAfter, type Rank, takeInOrder } from './rank.ts'
import type { Turns } from './turns.ts'

/** How many hotels are priced between two looks at the time. */
const stride = 32

export interface SearchDeps {
  hotels: Hotels
  lines: Lines
  turns: Turns
  version(): number
}

/** One page, in order; see `SearchIndex.search`. */
export async function searchHotels(deps: SearchDeps, query: SearchQuery): Promise<SearchPage> {
  if (!(query.limit >= 1 && query.limit <= maxHits)) throw new RangeError(`a page of ${query.limit} hits`)
  const after = readCursor(query)
  if (deps.turns.due()) await deps.turns.pass()

  const search = {
    ...{ query, turns: deps.turns },
    found: gather(deps.hotels, query),
    quote: quoteFor(deps.lines, wishOf(query)),
  }
  const page: Hotel[] = []
  let [last, more] = [after, false]
  for (const next of inOrder(search)) {
    if (next === rest) {
      await deps.turns.pass()
      continue
    }
    if (after && !isAfter(next.rank, after)) continue
    more = page.length === query.limit
    if (more) break
    page.push(next.hotel)
    last = next.rank
  }
  return {
    items: page.map((hotel) => hitOf(search, hotel)),
    nextCursor: more && last ? writeCursor(query, last) : null,
    facets: query.facets ? await countFacets(deps, query) : null,
    version: deps.version(),
  }
}

interface Search {
  query: SearchQuery
  turns: Turns
  found: Gathered
  quote: Quote
}

interface Ranked {
  hotel: Hotel
  rank: Rank
}

/** Instead of a hotel: the time of this round is over, others first. */
const rest = null

/** All that match, in order: group by group those with an offer, then those without. */
function* inOrder(search: Search): Generator<Ranked | typeof rest> {
  const { query, found } = search
  const priced = query.sort === 'price' || !query.near ? pricedFirst : pricedWhenTaken
  const full = createField()
  for (const group of found.groups) yield* priced(search, group, full)
  if (asksForOffers(query)) return
  const next = takeInOrder(full)
  for (let member = next(); member >= 0; member = next()) yield ranked(full, member, 1)
}

/** Where the order needs prices: prices all members, then yields those with an offer. The others go to `full`. */
function* pricedFirst(search: Search, group: Field, full: Field): Generator<Ranked | typeof rest> {
  const { quote, turns } = search
  const offered = createField()
  for (let member = 0; member < group.hotels.length; member += 1) {
    if (member % stride === 0 && turns.due()) yield rest
    const hotel = group.hotels[member]!
    const first = group.first[member]!
    const fen = quote.leastFen(hotel)
    if (fen < 0) add(full, hotel, first, 0)
    else if (isWithin(search.query, quote.fromFen(fen))) add(offered, hotel, first, fen)
  }
  const next = takeInOrder(offered)
  for (let member = next(); member >= 0; member = next()) yield ranked(offered, member, 0)
}

/** Where the order does not need prices: prices members as they are taken. Those without an offer go to `full`. */
function* pricedWhenTaken(search: Search, group: Field, full: Field): Generator<Ranked | typeof rest> {
  const { quote, turns } = search
  const next = takeInOrder(group)
  for (let member = next(); member >= 0; member = next()) {
    if (turns.due()) yield rest
    const hotel = group.hotels[member]!
    const fen = quote.leastFen(hotel)
    if (fen < 0) add(full, hotel, group.first[member]!, group.second[member]!)
    else if (isWithin(search.query, quote.fromFen(fen))) yield ranked(group, member, 0)
  }
}

function ranked({ first, second, hotels }: Field, member: number, group: number): Ranked {
  const hotel = hotels[member]!
  return { hotel, rank: [group, first[member]!, second[member]!, hotel.id] }
}

/** Priced once more, so that all of a page is of one moment. */
function hitOf({ query, found, quote }: Search, hotel: Hotel): Hit {
  const offer = quote.offer(hotel)
  return {
    hotelId: hotel.id,
    distanceM: found.distanceM(hotel),
    available: query.stay ? offer !== null : null,
    offer,
  }
}
