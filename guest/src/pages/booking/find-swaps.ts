import type { Image } from '@contract/common.ts'
import { call, calls } from '../../api/call.ts'
import { type DatesSwap, nightsAround, otherRoom, type RoomSwap, shiftedStay, shorterStay } from './swaps.ts'
import type { Booking, Room } from './use-booking.ts'

/** What one could take instead; null where there is none of the kind. */
export interface Swapped {
  room: RoomSwap<Image> | null
  shorter: DatesSwap | null
  shifted: DatesSwap | null
  sister: { id: string; name: string; totalFen: number | null; cover: Image | null; roomsLeft: number | null } | null
}

const swapsAtMost = 3

/** Up to three: another room, part of the stay, other nights; a sister branch where one of them is missing. */
export async function findSwaps({ trip, form, hotel, quote }: Booking, wish: Room): Promise<Swapped> {
  const { checkIn, checkOut, guests } = trip
  const { rooms } = form
  const { from, to } = nightsAround(trip, hotel?.today ?? checkIn)
  const [types, calendar] = await Promise.all([
    call(calls.listRoomTypes, { params: { id: wish.hotelId }, query: { checkIn, checkOut, rooms, guests } }),
    call(calls.getCalendar, { params: { id: wish.roomTypeId }, query: { ratePlanId: wish.ratePlanId, from, to } }),
  ])
  const wanted = {
    roomTypeId: wish.roomTypeId,
    checkIn,
    checkOut,
    rooms,
    totalFen: wantedFen(types.items, wish, quote),
  }
  const swaps = {
    room: otherRoom<Image>(wanted, types.items),
    shorter: shorterStay(wanted, calendar.items),
    shifted: shiftedStay(wanted, calendar.items),
  }
  const count = Object.values(swaps).filter(Boolean).length
  return { ...swaps, sister: count < swapsAtMost && hotel ? await findSister(hotel, { trip, rooms }) : null }
}

function wantedFen(
  types: readonly { ratePlans: readonly { id: string; totalFen: number }[] }[],
  wish: Room,
  quote: Booking['quote'],
): number | null {
  const plan = types.flatMap(({ ratePlans }) => ratePlans).find(({ id }) => id === wish.ratePlanId)
  return plan?.totalFen ?? quote.value?.subtotalFen ?? null
}

async function findSister(
  hotel: NonNullable<Booking['hotel']>,
  { trip, rooms }: { trip: Booking['trip']; rooms: number },
): Promise<Swapped['sister']> {
  const { checkIn, checkOut, guests } = trip
  const { id, city, lat, lng } = hotel
  const near = { city, lat, lng, checkIn, checkOut, rooms, guests, sort: 'distance', limit: 10 } as const
  const { items } = await call(calls.searchHotels, { query: near })
  return items.find((other) => other.id !== id && other.available === true) ?? null
}
