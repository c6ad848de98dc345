import type { calls } from '@contract/generated/guest-calls.ts'
import type { ReplyOf } from '@contract/operation.ts'
import { addMonths, addNights, daysIn, nightsBetween, nightsOf, weekdayOf } from '../../format/nights.ts'

/** A day of a room type: for one room, `minStay` of a stay that begins on it, no limit where `roomsLeft` is null. */
export type CalendarDay = ReplyOf<typeof calls.getCalendar>['items'][number]

/** What is known: the hotel's day, the last day one may leave on, and the days' prices where a room is chosen. */
export interface CalendarFacts {
  today: string
  /** The last possible check-out. */
  last: string
  /** The longest stay. */
  nightsAtMost: number
  days: ReadonlyMap<string, CalendarDay> | null
  rooms: number
}

/** Nothing yet, check-in alone, or both. */
export interface Choice {
  checkIn: string | null
  checkOut: string | null
}

export type ChoiceRefusal = 'past' | 'too_far' | 'full' | 'not_on_sale' | 'gap' | 'min_stay' | 'too_long'

export interface Chosen {
  choice: Choice
  /** Why the day was not taken as asked; null where it was. `gap` still begins anew from that day. */
  refusal: ChoiceRefusal | null
  minStay?: number
  nightsAtMost?: number
}

export interface Cell {
  night: string
  is: 'past' | 'free' | 'full' | 'not_on_sale' | 'too_far'
  /** In the choice: its first day, its last day, or a night between. */
  in: 'start' | 'end' | 'within' | null
  today: boolean
  priceFen: number | null
  roomsLeft: number | null
  minStay: number
  /** Among the cheapest of what is known. */
  low: boolean
  /** Cannot be slept, but one may leave on it. */
  leaveOnly: boolean
}

/**
 * What choosing a day does. The first tap is check-in, the second check-out; a tap before check-in, or after both, begins
 * anew. The night of check-out is not slept, so one may leave on a day that is full.
 */
export function choose(facts: CalendarFacts, choice: Choice, night: string): Chosen {
  const { checkIn, checkOut } = choice
  if (checkIn === null || checkOut !== null || night <= checkIn) return begin(facts, choice, night)
  if (night > facts.last) return { choice, refusal: 'too_far' }
  if (nightsOf({ checkIn, checkOut: night }).some((slept) => whyNotSlept(facts, slept) !== null)) {
    const anew = begin(facts, choice, night)
    return anew.refusal ? anew : { ...anew, refusal: 'gap' }
  }
  const nights = nightsBetween(checkIn, night)
  const minStay = facts.days?.get(checkIn)?.minStay ?? 1
  if (nights < minStay) return { choice, refusal: 'min_stay', minStay }
  if (nights > facts.nightsAtMost) return { choice, refusal: 'too_long', nightsAtMost: facts.nightsAtMost }
  return { choice: { checkIn, checkOut: night }, refusal: null }
}

/** Whether dates that were chosen elsewhere can be booked here. */
export function whyNotBookable(facts: CalendarFacts, checkIn: string, checkOut: string): ChoiceRefusal | null {
  const first = begin(facts, { checkIn: null, checkOut: null }, checkIn)
  return first.refusal ?? choose(facts, first.choice, checkOut).refusal
}

/** How a day is drawn. */
export function cellOf(facts: CalendarFacts, choice: Choice, night: string, lowFen: number | null): Cell {
  const day = facts.days?.get(night)
  const reason = whyNotSlept(facts, night)
  const { checkIn, checkOut } = choice
  const between = checkIn !== null && checkOut !== null && night > checkIn && night < checkOut
  return {
    night,
    is: reason ?? 'free',
    in: night === checkIn ? 'start' : night === checkOut ? 'end' : between ? 'within' : null,
    today: night === facts.today,
    priceFen: day?.priceFen ?? null,
    roomsLeft: day?.roomsLeft ?? null,
    minStay: day?.minStay ?? 1,
    low: reason === null && lowFen !== null && day?.priceFen === lowFen,
    leaveOnly: reason !== null && canLeave(facts, choice, night),
  }
}

/** The lowest price among days that can be booked; null where all cost the same or nothing is known. */
export function lowestFen({ days, ...facts }: CalendarFacts): number | null {
  const prices = [...(days?.values() ?? [])]
    .filter(({ night }) => whyNotSlept({ ...facts, days }, night) === null)
    .map(({ priceFen }) => priceFen)
  if (prices.length === 0) return null
  const lowest = Math.min(...prices)
  return prices.some((price) => price !== lowest) ? lowest : null
}

/** What the chosen nights cost for all rooms; null until both ends are chosen and every price is known. */
export function sumFen({ days, rooms }: CalendarFacts, { checkIn, checkOut }: Choice): number | null {
  if (checkIn === null || checkOut === null || !days) return null
  const prices = nightsOf({ checkIn, checkOut }).map((night) => days.get(night)?.priceFen)
  const known = prices.filter((price) => price !== undefined)
  return known.length === prices.length ? known.reduce((sum, price) => sum + price, 0) * rooms : null
}

export interface Month {
  /** `YYYY-MM`. */
  month: string
  /** Empty places before the first day, weeks beginning on Sunday. */
  before: number
  days: string[]
}

/** The months from one day to another, both included. */
export function monthsBetween(from: string, to: string): Month[] {
  const months: Month[] = []
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = addMonths(`${month}-01`, 1).slice(0, 7)) {
    const days = Array.from({ length: daysIn(month) }, (_, i) => `${month}-${String(i + 1).padStart(2, '0')}`)
    months.push({ month, before: weekdayOf(`${month}-01`), days })
  }
  return months
}

/** Where a key leads from a day; null for keys that lead nowhere. Never before today or past the last day. */
export function dayByKey({ today, last }: CalendarFacts, night: string, key: string): string | null {
  const to = keyed(night, key)
  if (to === null) return null
  return to < today ? today : to > last ? last : to
}

function keyed(night: string, key: string): string | null {
  switch (key) {
    case 'ArrowLeft':
      return addNights(night, -1)
    case 'ArrowRight':
      return addNights(night, 1)
    case 'ArrowUp':
      return addNights(night, -7)
    case 'ArrowDown':
      return addNights(night, 7)
    case 'Home':
      return addNights(night, -weekdayOf(night))
    case 'End':
      return addNights(night, 6 - weekdayOf(night))
    case 'PageUp':
      return addMonths(night, -1)
    case 'PageDown':
      return addMonths(night, 1)
    default:
      return null
  }
}

function begin(facts: CalendarFacts, choice: Choice, night: string): Chosen {
  const reason = whyNotSlept(facts, night)
  if (reason) return { choice, refusal: reason }
  const minStay = facts.days?.get(night)?.minStay ?? 1
  if (addNights(night, minStay) > facts.last) return { choice, refusal: 'too_far' }
  return { choice: { checkIn: night, checkOut: null }, refusal: null }
}

function whyNotSlept({ today, last, days, rooms }: CalendarFacts, night: string): Exclude<Cell['is'], 'free'> | null {
  if (night < today) return 'past'
  if (night >= last) return 'too_far'
  if (!days) return null
  const day = days.get(night)
  if (!day) return 'too_far'
  if (day.closed) return 'not_on_sale'
  return day.roomsLeft !== null && day.roomsLeft < rooms ? 'full' : null
}

function canLeave(facts: CalendarFacts, { checkIn, checkOut }: Choice, night: string): boolean {
  if (checkIn === null || checkOut !== null || night <= checkIn) return false
  return choose(facts, { checkIn, checkOut: null }, night).choice.checkOut === night
}
