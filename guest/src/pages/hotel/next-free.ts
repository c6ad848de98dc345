import type { calls } from '@contract/generated/guest-calls.ts'
import type { ReplyOf } from '@contract/operation.ts'
import { addNights, nightsBetween, nightsOf } from '../../format/nights.ts'

type Day = ReplyOf<typeof calls.getCalendar>['items'][number]

export interface FreeStay {
  checkIn: string
  checkOut: string
  /** The average night of one room. */
  averageFen: number
}

/** How far from the wished day another is still near. */
export const nearestWithin = 30

/** The same stay on the nearest days that have it, the earlier of two as near; null where none is near. */
export function nearestFree(
  days: readonly Day[],
  { checkIn, checkOut, rooms }: { checkIn: string; checkOut: string; rooms: number },
): FreeStay | null {
  const byNight = new Map(days.map((day) => [day.night, day]))
  const length = nightsBetween(checkIn, checkOut)
  for (let shift = 1; shift <= nearestWithin; shift += 1) {
    for (const from of [addNights(checkIn, -shift), addNights(checkIn, shift)]) {
      const to = addNights(from, length)
      const nights = nightsOf({ checkIn: from, checkOut: to }).map((night) => byNight.get(night))
      const open = nights.filter((day): day is Day => day !== undefined && isOpen(day, rooms))
      if (open.length < length || (open[0]?.minStay ?? 1) > length) continue
      const totalFen = open.reduce((sum, { priceFen }) => sum + priceFen, 0)
      return { checkIn: from, checkOut: to, averageFen: totalFen / length }
    }
  }
  return null
}

function isOpen({ closed, roomsLeft }: Day, rooms: number): boolean {
  return !closed && (roomsLeft === null || roomsLeft >= rooms)
}
