import {
  addNights,
  hotelDay,
  instantAt,
  type Night,
  nightsBetween,
  nightsOf,
  type Stay,
  weekdayOf,
} from '../../kernel/stay.ts'
import type { FreeUntil, HotelDoc, Offer, RatePlanNight, RoomTypeNight, RoomTypeTable } from '../../ports/search.ts'

export interface Ask {
  at: number
  stay?: Stay
  rooms: number
  guests: number
  freeCancellation?: true
  breakfast?: number
  beds?: readonly string[]
}

/** The offer a hotel must be found with: every offer there is, sorted by price. */
export function offerFor(hotel: HotelDoc, tables: ReadonlyMap<string, RoomTypeTable>, ask: Ask): Offer | null {
  const today = known(`${ask.at} ${JSON.stringify(hotel.clock)}`, () => hotelDay(ask.at, hotel.clock))
  const offers: Offer[] = []
  for (const type of hotel.roomTypes) {
    const table = tables.get(type.id)
    if (!table || !type.onSale || type.guests * ask.rooms < ask.guests) continue
    if (ask.beds && !ask.beds.some((bed) => bed === type.bed.zh || bed === type.bed.en)) continue
    for (const { id, breakfast, freeUntil } of type.ratePlans) {
      if (breakfast < (ask.breakfast ?? 0)) continue
      if (ask.freeCancellation && !isFree(freeUntil, hotel.clock.zone, ask)) continue
      const sold = ask.stay
        ? stayOffer(nightsIn(table, id, ask.stay), ask.stay, ask.rooms, today)
        : nightOffer(table, id, ask.rooms, today)
      if (sold) offers.push({ roomTypeId: type.id, ratePlanId: id, ...sold })
    }
  }
  // A stable sort keeps the type and plan named first in front of others at that price.
  return offers.sort((a, b) => (a.totalFen ?? a.fromFen) - (b.totalFen ?? b.fromFen))[0] ?? null
}

function isFree(freeUntil: FreeUntil | null, zone: string, { at, stay }: Ask): boolean {
  if (freeUntil === null) return false
  if (freeUntil === 'always' || !stay) return true
  return at < instantAt(addNights(stay.checkIn, -freeUntil.daysBefore), freeUntil.hour * 60, zone)
}

type Sold = Omit<Offer, 'roomTypeId' | 'ratePlanId'>

function stayOffer(nights: Sale[], stay: Stay, rooms: number, today: Night): Sold | null {
  if (nights.length === 0 || stay.checkIn < today || nightsBetween(today, stay.checkOut) > 365) return null
  if (nights.some((night) => !isOpen(night, rooms)) || nights[0]!.plan!.minStay > nights.length) return null
  const sumFen = sum(nights.map((night) => night.plan!.priceFen))
  const lists = nights.map((night) => night.type.listFen)
  const left = Math.min(...nights.map((night) => night.type.roomsLeft ?? Infinity))
  return {
    totalFen: sumFen * rooms,
    fromFen: Math.round(sumFen / nights.length),
    listFen: lists.includes(null) ? null : Math.round(sum(lists.map(Number)) / lists.length),
    roomsLeft: left === Infinity ? null : left,
  }
}

function nightOffer(table: RoomTypeTable, planId: string, rooms: number, today: Night): Sold | null {
  const soon = { checkIn: today, checkOut: known(`30 on from ${today}`, () => addNights(today, 30)) }
  const open = nightsIn(table, planId, soon).filter((night) => isOpen(night, rooms))
  const lowest = open.sort((a, b) => a.plan!.priceFen - b.plan!.priceFen)[0]
  if (!lowest) return null
  const { listFen, roomsLeft } = lowest.type
  return { totalFen: null, fromFen: lowest.plan!.priceFen, listFen, roomsLeft }
}

/** A night as a room type and one of its plans sell it. */
interface Sale {
  type: RoomTypeNight
  plan: RatePlanNight | undefined
}

function nightsIn(table: RoomTypeTable, planId: string, stay: Stay): Sale[] {
  const plan = table.ratePlans.find((one) => one.id === planId)
  const days = known(`${stay.checkIn} to ${stay.checkOut}`, () =>
    nightsOf(stay).map((night) => ({ night, weekday: weekdayOf(night) })),
  )
  return days.map(({ night, weekday }) => ({
    type: table.nights[night] ?? table.usual,
    plan: plan && (plan.nights[night] ?? plan.usualWeek[weekday]),
  }))
}

function isOpen({ type, plan }: Sale, rooms: number): boolean {
  return plan !== undefined && !plan.closed && !type.closed && (type.roomsLeft ?? Infinity) >= rooms
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

const memory = new Map<string, unknown>()

/** Dates do not change: what the calendar said once is not worked out for every hotel again. */
function known<Fact>(question: string, answer: () => Fact): Fact {
  if (!memory.has(question)) memory.set(question, answer())
  return memory.get(question) as Fact
}
