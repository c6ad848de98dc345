import {
  barWidthsFen,
  type FacetCount,
  type Facets,
  maxPriceBars,
  type SearchQuery,
  type Words,
} from '../../ports/search.ts'
import { expectedHits, type Told } from './search-oracle.ts'

/** What must be counted, by asking for each choice in turn. */
export function expectedFacets(told: Told, { tags, beds, minFen, maxFen, ...rest }: SearchQuery): Facets {
  const others = (own: keyof SearchQuery | 'price'): SearchQuery => ({
    ...rest,
    ...(tags && own !== 'tags' ? { tags } : {}),
    ...(beds && own !== 'beds' ? { beds } : {}),
    ...(minFen !== undefined && own !== 'price' ? { minFen } : {}),
    ...(maxFen !== undefined && own !== 'price' ? { maxFen } : {}),
  })
  const hotels = [...told.hotels.values()]
  const tagged = (name: string) => expectedHits(told, { ...others('tags'), tags: [name] })
  const bedded = (name: string) => expectedHits(told, { ...others('beds'), beds: [name] })
  const prices = expectedHits(told, others('price')).flatMap(({ offer }) => (offer ? [offer.fromFen] : []))
  return {
    total: expectedHits(told, others('at')).length,
    tags: counts(
      hotels.flatMap((hotel) => hotel.tags),
      (name) => tagged(name).length,
    ),
    beds: counts(
      hotels.flatMap((hotel) => hotel.roomTypes.map((type) => type.bed)),
      (name) => bedded(name).length,
    ),
    prices: bars(prices.sort((a, b) => a - b)),
  }
}

function counts(all: readonly Words[], count: (name: string) => number): FacetCount[] {
  const names = [...new Map(all.map((name) => [name.zh, name])).values()]
  const counted = names.map((name) => ({ name, hotels: count(name.zh) })).filter(({ hotels }) => hotels > 0)
  return counted.sort((a, b) => b.hotels - a.hotels || (a.name.zh < b.name.zh ? -1 : 1))
}

function bars(prices: number[]): Facets['prices'] {
  if (prices.length === 0) return null
  const usual = prices[Math.min(prices.length - 1, Math.floor(prices.length * 0.95))]!
  const bar = (fen: number, stepFen: number) => Math.floor(fen / stepFen) - Math.floor(prices[0]! / stepFen)
  const stepFen = barWidthsFen.find((width) => bar(usual, width) < maxPriceBars) ?? barWidthsFen.at(-1)!
  const last = Math.min(maxPriceBars - 1, bar(usual, stepFen))
  if (last < 1) return null
  const of = (index: number) => prices.filter((fen) => Math.min(last, bar(fen, stepFen)) === index).length
  return {
    fromFen: Math.floor(prices[0]! / stepFen) * stepFen,
    stepFen,
    counts: Array.from({ length: last + 1 }, (_, index) => of(index)),
  }
}
