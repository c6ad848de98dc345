import { ApiProblem } from '@contract/client.ts'
import type { calls as guestCalls } from '@contract/generated/guest-calls.ts'
import type { ReplyOf } from '@contract/operation.ts'
import { call, calls } from '../../api/call.ts'
import type { HotelCard } from '../../finding/hotel.ts'
import { listQuery, noWish } from '../../finding/wish.ts'
import type { Place } from '../../platform/location'
import type { Trip } from '../../state/trip.ts'

type Hotel = ReplyOf<typeof guestCalls.getHotel>

export interface Favourite {
  hotel: HotelCard
  /** It takes no new guests for now. */
  shut: boolean
}

/** A city’s branches are asked for at once: its prices come with one call, as far as this many. */
const pricedInCity = 100

/** The newest marks, with what the search says of each for these dates. Branches that are gone are left out. */
export async function readFavourites({
  trip,
  place,
  count,
}: {
  trip: Trip
  place: Place | null
  count: number
}): Promise<{ hotels: Favourite[]; more: boolean }> {
  const { items } = await call(calls.listFavourites)
  const hotels = await Promise.all(items.slice(0, count).map(({ hotelId }) => readHotel(hotelId)))
  const there = hotels.filter((hotel) => hotel !== null)
  const priced = await pricesIn([...new Set(there.map(({ city }) => city))], trip, place)
  return {
    hotels: there.map((hotel) => ({
      hotel: priced.get(hotel.id) ?? withoutPrice(hotel),
      shut: hotel.state !== 'open',
    })),
    more: items.length > count,
  }
}

async function readHotel(id: string): Promise<Hotel | null> {
  try {
    return await call(calls.getHotel, { params: { id } })
  } catch (error) {
    if (error instanceof ApiProblem && error.code === 'not_found') return null
    throw error
  }
}

async function pricesIn(cities: readonly string[], trip: Trip, place: Place | null): Promise<Map<string, HotelCard>> {
  const pages = await Promise.all(
    cities.map((city) =>
      call(calls.searchHotels, { query: { ...listQuery({ ...trip, city }, noWish, place), limit: pricedInCity } }),
    ),
  )
  return new Map(pages.flatMap(({ items }) => items.map((hotel): [string, HotelCard] => [hotel.id, hotel])))
}

function withoutPrice({ id, name, address, area, city, cityName, images, tags, lat, lng }: Hotel): HotelCard {
  return {
    id,
    name,
    address,
    area,
    city,
    cityName,
    tags,
    lat,
    lng,
    coverUrl: null,
    cover: images[0] ?? null,
    distanceM: null,
    fromFen: null,
    totalFen: null,
    listFen: null,
    available: null,
    roomsLeft: null,
  }
}
