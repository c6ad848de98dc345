import { type Hit, maxHits, type SearchPage, type SearchQuery } from '../../../ports/search.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { type Gathered, gather } from './gather.ts'
import type { Hotels } from './hotels.ts'
import type { Lines } from './lines.ts'
import { datesOf, type Quote, quoteFor } from './quote.ts'
import { isAfter, type Rank, takeInOrder } from './rank.ts'
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
  const page: number[] = []
  let [last, more] = [after, false]
  for await (const { member, rank } of inOrder(search)) {
    if (after && !isAfter(rank, after)) continue
    more = page.length === query.limit
    if (more) break
    page.push(member)
    last = rank
  }
  return {
    items: page.map((member) => hitOf(search, member)),
    nextCursor: more && last ? writeCursor(query, last) : null,
    version: deps.version(),
  }
}

function wishOf({ at, stay, rooms = 1, guests = 1 }: SearchQuery) {
  return { at, dates: stay ? datesOf(stay) : null, rooms, guests }
}

interface Search {
  query: SearchQuery
  turns: Turns
  found: Gathered
  quote: Quote
}

interface Ranked {
  member: number
  rank: Rank
}

/** All that match, in order: group by group those with an offer, then those without. */
async function* inOrder(search: Search): AsyncGenerator<Ranked> {
  const { query, found } = search
  const priced = query.sort === 'price' || !query.near ? pricedFirst : pricedWhenTaken
  const full: number[] = []
  for (const members of found.groups) yield* priced(search, members, full)
  // Without an offer there is no price that could lie within bounds.
  if (query.minFen !== undefined || query.maxFen !== undefined) return
  const next = takeInOrder(found, full)
  for (let member = next(); member >= 0; member = next()) yield ranked(found, member, 1)
}

/** Where the order needs prices: prices all members, then yields those with an offer. The others go to `full`. */
async function* pricedFirst(search: Search, members: readonly number[], full: number[]): AsyncGenerator<Ranked> {
  const { found, quote, turns } = search
  const offered: number[] = []
  for (const [count, member] of members.entries()) {
    if (count % stride === 0 && turns.due()) await turns.pass()
    const fen = quote.leastFen(found.hotels[member]!)
    if (fen < 0) full.push(member)
    else if (isWithinBounds(search, fen)) offered.push(member)
    found.second[member] = Math.max(0, fen)
  }
  const next = takeInOrder(found, offered)
  for (let member = next(); member >= 0; member = next()) yield ranked(found, member, 0)
}

/** Where the order does not need prices: prices members as they are taken. Those without an offer go to `full`. */
async function* pricedWhenTaken(search: Search, members: number[], full: number[]): AsyncGenerator<Ranked> {
  const { found, quote, turns } = search
  const next = takeInOrder(found, members)
  for (let member = next(); member >= 0; member = next()) {
    if (turns.due()) await turns.pass()
    const fen = quote.leastFen(found.hotels[member]!)
    if (fen < 0) full.push(member)
    else if (isWithinBounds(search, fen)) yield ranked(found, member, 0)
  }
}

function isWithinBounds({ quote, query: { minFen = 0, maxFen = Number.MAX_SAFE_INTEGER } }: Search, leastFen: number) {
  const fromFen = quote.fromFen(leastFen)
  return minFen <= fromFen && fromFen <= maxFen
}

function ranked({ first, second, hotels }: Gathered, member: number, group: number): Ranked {
  return { member, rank: [group, first[member]!, second[member]!, hotels[member]!.id] }
}

/** Priced once more, so that all of a page is of one moment. */
function hitOf({ query, found, quote }: Search, member: number): Hit {
  const hotel = found.hotels[member]!
  const offer = quote.offer(hotel)
  return {
    hotelId: hotel.id,
    distanceM: found.distanceM(member),
    available: query.stay ? offer !== null : null,
    offer,
  }
}
