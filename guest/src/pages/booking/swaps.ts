import type { calls } from '@contract/generated/guest-calls.ts'
import type { ReplyOf } from '@contract/operation.ts'
import { addNights, nightsBetween, nightsOf } from '../../format/nights.ts'

/** What was wanted and is not there. */
export interface Wanted {
  roomTypeId: string
  checkIn: string
  checkOut: string
  rooms: number
  /** What it would have cost; null where nobody said. */
  totalFen: number | null
}

/** A night of the wanted room and plan, as `getCalendar` answers it. */
export type SwapDay = ReplyOf<typeof calls.getCalendar>['items'][number]

/** A room type of the branch with its plans for the same nights, as `listRoomTypes` answers it. */
export interface SwapRoom<Picture = unknown> {
  id: string
  name: string
  images: readonly Picture[]
  fitsGuests: boolean
  ratePlans: readonly {
    id: string
    breakfast: number
    totalFen: number
    roomsLeft: number | null
    refusal?: unknown
  }[]
}

/** Another room of the branch for the same nights. */
export interface RoomSwap<Picture = unknown> {
  room: SwapRoom<Picture>
  plan: SwapRoom['ratePlans'][number]
}

/** The same room on other nights. */
export interface DatesSwap {
  checkIn: string
  checkOut: string
  totalFen: number
  roomsLeft: number | null
}

const daysAround = 14

/** The nights whose prices are needed to look for swaps. */
export function nightsAround({ checkIn, checkOut }: Pick<Wanted, 'checkIn' | 'checkOut'>, today: string) {
  const from = addNights(checkIn, -daysAround)
  return { from: from < today ? today : from, to: addNights(checkOut, daysAround) }
}

/** The other room that costs nearest to what was wanted, and can be had for all the nights. */
export function otherRoom<Picture>(wanted: Wanted, rooms: readonly SwapRoom<Picture>[]): RoomSwap<Picture> | null {
  const offers = rooms
    .filter(({ id, fitsGuests }) => id !== wanted.roomTypeId && fitsGuests)
    .flatMap((room) => room.ratePlans.filter(({ refusal }) => !refusal).map((plan) => ({ room, plan })))
  const away = ({ plan }: RoomSwap) => Math.abs(plan.totalFen - (wanted.totalFen ?? 0))
  return [...offers].sort((a, b) => away(a) - away(b))[0] ?? null
}

/** The longest part of the stay that is free in one piece; the earlier one where two are as long. */
export function shorterStay(wanted: Wanted, days: readonly SwapDay[]): DatesSwap | null {
  const nights = nightsBetween(wanted.checkIn, wanted.checkOut)
  for (let length = nights - 1; length >= 1; length -= 1) {
    for (let begin = 0; begin + length <= nights; begin += 1) {
      const checkIn = addNights(wanted.checkIn, begin)
      const stay = stayOn({ checkIn, checkOut: addNights(checkIn, length), rooms: wanted.rooms }, days)
      if (stay) return stay
    }
  }
  return null
}

/** As many nights in the same room, as near to the wanted ones as they are free; the later where two are as near. */
export function shiftedStay(wanted: Wanted, days: readonly SwapDay[]): DatesSwap | null {
  const nights = nightsBetween(wanted.checkIn, wanted.checkOut)
  for (let shift = 1; shift <= daysAround; shift += 1) {
    for (const by of [shift, -shift]) {
      const checkIn = addNights(wanted.checkIn, by)
      const stay = stayOn({ checkIn, checkOut: addNights(checkIn, nights), rooms: wanted.rooms }, days)
      if (stay) return stay
    }
  }
  return null
}

/** The nights a refusal names, in order. */
export function soldOutNights(nights: unknown): string[] {
  const known = Array.isArray(nights) ? nights.filter((night): night is string => typeof night === 'string') : []
  return [...known].sort()
}

function stayOn(
  { checkIn, checkOut, rooms }: { checkIn: string; checkOut: string; rooms: number },
  days: readonly SwapDay[],
): DatesSwap | null {
  const known = new Map(days.map((day) => [day.night, day]))
  const nights = nightsOf({ checkIn, checkOut }).map((night) => known.get(night))
  const first = nights[0]
  if (!first || first.minStay > nights.length) return null
  let totalFen = 0
  let roomsLeft: number | null = null
  for (const day of nights) {
    if (!day || day.closed || (day.roomsLeft !== null && day.roomsLeft < rooms)) return null
    totalFen += day.priceFen * rooms
    if (day.roomsLeft !== null) roomsLeft = Math.min(roomsLeft ?? day.roomsLeft, day.roomsLeft)
  }
  return { checkIn, checkOut, totalFen, roomsLeft }
}
