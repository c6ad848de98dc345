import { pinyin } from 'pinyin-pro'
import type { Place } from '../../../contract/place.ts'
import { addNights } from '../../kernel/stay.ts'
import type { Alternatives, AlternativesWish, Hit, HotelDoc, RoomTypeTable, SearchQuery } from '../../ports/search.ts'
import { offerFor } from './search-oracle-offer.ts'

/** What an index was told, as it was told. */
export interface Told {
  hotels: Map<string, HotelDoc>
  tables: Map<string, RoomTypeTable>
}

/**
 * What a search must answer, by the letter of the port and by the longest way: every hotel, every night, sorted whole.
 * It shares no code with any adapter, only the dates of the kernel.
 */
export function expectedHits({ hotels, tables }: Told, query: SearchQuery): Hit[] {
  const found = [...hotels.values()].filter((hotel) => hotel.open && isAsked(hotel, query))
  const hits = found
    .map((hotel) => ({ hotel, hit: hitOf(hotel, tables, query) }))
    .filter(({ hit }) => inBounds(hit, query) && (hit.offer !== null || !wishesOffer(query)))
  return hits.sort((a, b) => compare(a, b, query)).map(({ hit }) => hit)
}

/** What must be offered in a full hotel's place. */
export function expectedAlternatives({ hotels, tables }: Told, wish: AlternativesWish): Alternatives {
  const { at, rooms, guests, stay } = wish
  const here = hotels.get(wish.hotelId)
  if (!here) return { shift: null, sister: null }
  const shifts = [-1, 1, -2, 2, -3, 3].flatMap((days) => {
    const shifted = { checkIn: addNights(stay.checkIn, days), checkOut: addNights(stay.checkOut, days) }
    const offer = here.open ? offerFor(here, tables, { at, stay: shifted, rooms, guests }) : null
    return offer ? [{ stay: shifted, offer }] : []
  })
  const sisters = [...hotels.values()].flatMap((hotel) => {
    const offer = hotel.open && hotel !== here ? offerFor(hotel, tables, { at, stay, rooms, guests }) : null
    const distanceM = haversineM(here, hotel)
    return offer && distanceM <= 30_000 ? [{ hotelId: hotel.id, distanceM, offer }] : []
  })
  return {
    shift: shifts.sort((a, b) => a.offer.totalFen! - b.offer.totalFen!)[0] ?? null,
    sister: sisters.sort((a, b) => a.distanceM - b.distanceM || byId(a.hotelId, b.hotelId))[0] ?? null,
  }
}

function isAsked(hotel: HotelDoc, { city, area, tags, q }: SearchQuery): boolean {
  if (city !== undefined && hotel.city !== city) return false
  if (area !== undefined && hotel.area !== area) return false
  if (tags?.some((tag) => !hotel.tags.some(({ zh, en }) => tag === zh || tag === en))) return false
  return q === undefined || hasKeyword(hotel, q)
}

function hitOf(hotel: HotelDoc, tables: Told['tables'], query: SearchQuery): Hit {
  const offer = offerFor(hotel, tables, { rooms: 1, guests: 1, ...query })
  return {
    hotelId: hotel.id,
    distanceM: query.near ? haversineM(query.near, hotel) : null,
    available: query.stay ? offer !== null : null,
    offer,
  }
}

function wishesOffer({ freeCancellation, breakfast, beds }: SearchQuery): boolean {
  return freeCancellation !== undefined || breakfast !== undefined || beds !== undefined
}

function inBounds({ offer }: Hit, { minFen, maxFen }: SearchQuery): boolean {
  if (minFen === undefined && maxFen === undefined) return true
  return offer !== null && offer.fromFen >= (minFen ?? 0) && offer.fromFen <= (maxFen ?? Infinity)
}

type Found = { hotel: HotelDoc; hit: Hit }

function compare(a: Found, b: Found, { sort = 'recommended', near }: SearchQuery): number {
  const price = ({ hit }: Found) => hit.offer?.totalFen ?? hit.offer?.fromFen ?? 0
  const group = Number(a.hit.offer === null) - Number(b.hit.offer === null)
  if (group !== 0) return group
  const bySort = a.hotel.sort - b.hotel.sort
  const byPrice = price(a) - price(b)
  const byDistance = near ? a.hit.distanceM! - b.hit.distanceM! : 0
  if (sort === 'price') return byPrice || byId(a.hotel.id, b.hotel.id)
  if (sort === 'distance' && near) return byDistance || byId(a.hotel.id, b.hotel.id)
  return bySort || (near ? byDistance : byPrice) || byId(a.hotel.id, b.hotel.id)
}

function byId(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function haversineM(a: Place, b: Place): number {
  const rad = (degrees: number) => (degrees * Math.PI) / 180
  const half = (from: number, to: number) => Math.sin((rad(to) - rad(from)) / 2) ** 2
  const h = half(a.lat, b.lat) + Math.cos(rad(a.lat)) * Math.cos(rad(b.lat)) * half(a.lng, b.lng)
  return Math.round(2 * 6_371_008.8 * Math.asin(Math.sqrt(h)))
}

function hasKeyword(hotel: HotelDoc, keyword: string): boolean {
  const { name, address, city, area, tags } = hotel
  const runs = [
    name.zh,
    name.en,
    address.zh,
    address.en,
    city,
    area,
    ...tags.flatMap(({ zh, en }) => [zh, en]),
  ].flatMap((text) => plain(text ?? ''))
  const parts = plain([...keyword].slice(0, 64).join('')).flatMap(
    (run) => run.match(/\p{Script=Han}+|\P{Script=Han}+/gu)!,
  )
  return parts.slice(0, 8).every((part) => runs.some((run) => hasPart(run, part)))
}

function plain(text: string): string[] {
  const letters = text
    .toLowerCase()
    .normalize('NFC')
    .replace(/ü/g, 'v')
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
  return letters.split(/[^\p{L}\p{N}]+/u).filter((run) => run !== '')
}

const typings = new Map<string, string[]>()

function hasPart(run: string, part: string): boolean {
  if (/\p{Script=Han}/u.test(part)) return run.includes(part)
  if (!typings.has(run)) typings.set(run, typingsOf(run))
  return typings.get(run)!.some((typed) => typed.startsWith(part))
}

/** Everything one may type for the run, from each of its characters on: spelled out, and by initials. */
function typingsOf(run: string): string[] {
  const units = run.match(/\p{Script=Han}+|\P{Script=Han}+/gu)!.flatMap((stretch) =>
    /\p{Script=Han}/u.test(stretch)
      ? pinyin(stretch, { toneType: 'none', type: 'array', v: true }).map((spelled) => ({
          spelled,
          initial: spelled[0]!,
        }))
      : [{ spelled: stretch, initial: stretch }],
  )
  return units.flatMap((_, from) => [
    units
      .slice(from)
      .map((unit) => unit.spelled)
      .join(''),
    units
      .slice(from)
      .map((unit) => unit.initial)
      .join(''),
  ])
}
