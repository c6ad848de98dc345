import type { Fen } from '../../../kernel/money.ts'
import {
  barWidthsFen,
  type FacetCount,
  type Facets,
  maxPriceBars,
  type SearchQuery,
  type Words,
} from '../../../ports/search.ts'
import { asksForOffers, isWithin } from './bounds.ts'
import { hasAll, matching } from './gather.ts'
import { type Hotel, namesOf } from './hotels.ts'
import { type Quote, quoteFor, wishOf } from './quote.ts'
import type { SearchDeps } from './search-hotels.ts'

const stride = 32

/** Counts what each choice would leave, in one walk over all that match; see `Facets`. */
export async function countFacets({ hotels, lines, turns }: SearchDeps, query: SearchQuery): Promise<Facets> {
  const { tags: chosenTags = [], beds: chosenBeds, ...others } = query
  // Beds are a choice among the offers of each hotel, so every offer is looked at whatever its bed.
  const quote = quoteFor(lines, wishOf(others))
  const [tags, beds] = [createCounter(), createCounter()]
  const prices: Fen[] = []
  let total = 0
  const found = matching(hotels, others).hotels
  for (let at = 0; at < found.length; at += 1) {
    if (at % stride === 0 && turns.due()) await turns.pass()
    const hotel = found[at]!
    const isTagged = hasAll(hotel, chosenTags)
    const byBed = leastByBed(hotel, quote)
    const least = leastOf(
      byBed.filter(({ bed }) => !chosenBeds || namesOf(bed).some((name) => chosenBeds.includes(name))),
    )
    const fits = least === null ? !asksForOffers(query) : isWithin(query, quote.fromFen(least))
    if (fits) for (const tag of hotel.tags) tags.count(tag)
    if (!isTagged) continue
    if (fits) total += 1
    if (least !== null) prices.push(quote.fromFen(least))
    for (const { bed, fen } of byBed) if (isWithin(query, quote.fromFen(fen))) beds.count(bed)
  }
  return { total, tags: tags.counts(), beds: beds.counts(), prices: barsOf(prices) }
}

interface OfBed {
  bed: Words
  fen: Fen
}

/** Of each bed of the hotel the cheapest offer; a bed without one is left out. */
function leastByBed(hotel: Hotel, quote: Quote): OfBed[] {
  const all: OfBed[] = []
  for (const type of hotel.types) {
    const fen = quote.leastFenOf(hotel, type)
    if (fen < 0) continue
    const known = all.find(({ bed }) => bed.zh === type.bed.zh)
    if (!known) all.push({ bed: type.bed, fen })
    else known.fen = Math.min(known.fen, fen)
  }
  return all
}

function leastOf(offers: readonly OfBed[]): Fen | null {
  return offers.length === 0 ? null : Math.min(...offers.map(({ fen }) => fen))
}

/** Names are one by their Chinese. */
function createCounter() {
  const counted = new Map<string, FacetCount>()
  return {
    count(name: Words) {
      const known = counted.get(name.zh)
      if (known) known.hotels += 1
      else counted.set(name.zh, { name, hotels: 1 })
    },
    counts: () => [...counted.values()].sort((a, b) => b.hotels - a.hotels || (a.name.zh < b.name.zh ? -1 : 1)),
  }
}

/** The dearest few share the last bar, so that one palace does not flatten the others. */
const usualShare = 0.95

/** See `PriceBars`. */
function barsOf(prices: readonly Fen[]): Facets['prices'] {
  const sorted = Float64Array.from(prices).sort()
  const [least, most] = [sorted[0], sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * usualShare))]]
  if (least === undefined || most === undefined) return null
  const barsIn = (stepFen: Fen) => Math.floor(most / stepFen) - Math.floor(least / stepFen) + 1
  const stepFen = barWidthsFen.find((width) => barsIn(width) <= maxPriceBars) ?? barWidthsFen.at(-1)!
  const bars = Math.min(maxPriceBars, barsIn(stepFen))
  if (bars < 2) return null
  const fromFen = Math.floor(least / stepFen) * stepFen
  const counts = Array.from({ length: bars }, () => 0)
  for (const price of sorted) counts[Math.min(bars - 1, Math.floor((price - fromFen) / stepFen))]! += 1
  return { fromFen, stepFen, counts }
}
