import { type Instant, instantAt, nightOf } from '../../../kernel/stay.ts'
import type { FreeUntil, SearchQuery } from '../../../ports/search.ts'
import { type Hotel, namesOf } from './hotels.ts'
import type { PlanLine, RoomType } from './room-type.ts'

/** What is asked of an offer besides its price. */
export type Terms = Pick<SearchQuery, 'freeCancellation' | 'breakfast' | 'beds'>

export function hasTerms({ freeCancellation, breakfast, beds }: Terms): boolean {
  return freeCancellation !== undefined || breakfast !== undefined || beds !== undefined
}

/** Whether what a line offers is what is asked; null where nothing is asked. `checkIn` in day numbers, null without dates. */
export function termsFor(terms: Terms, stay: { at: Instant; checkIn: number | null }) {
  if (!hasTerms(terms)) return null
  const { freeCancellation, breakfast = 0, beds } = terms
  const isFree = createFree(stay)
  return (hotel: Hotel, line: number): boolean => {
    const { type, plan } = whose(hotel, line)
    if (plan.breakfast < breakfast) return false
    if (beds !== undefined && !namesOf(type.bed).some((name) => beds.includes(name))) return false
    return freeCancellation === undefined || isFree(plan.freeUntil, hotel.clock.zone)
  }
}

/** Chains have a handful of policies and zones: each is reckoned once a search. */
function createFree({ at, checkIn }: { at: Instant; checkIn: number | null }) {
  const known = new Map<string, boolean>()
  return (freeUntil: FreeUntil | null, zone: string): boolean => {
    if (freeUntil === null) return false
    if (freeUntil === 'always' || checkIn === null) return true
    const { daysBefore, hour } = freeUntil
    const kind = `${daysBefore} ${hour} ${zone}`
    const free = known.get(kind) ?? at < instantAt(nightOf(checkIn - daysBefore), hour * 60, zone)
    known.set(kind, free)
    return free
  }
}

/** The type and the plan of a line of the hotel. */
export function whose(hotel: Hotel, line: number): { type: RoomType; plan: PlanLine } {
  let at = line - hotel.firstLine
  for (const type of hotel.types) {
    const plan = type.plans[at]
    if (plan) return { type, plan }
    at -= type.plans.length
  }
  throw new Error(`line ${line} is not of hotel ${hotel.id}`)
}
