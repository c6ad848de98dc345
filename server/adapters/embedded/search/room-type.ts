import { dayNumber, type Night } from '../../../kernel/stay.ts'
import type {
  NightsChange,
  RatePlanNight,
  RatePlanTable,
  RoomTypeDoc,
  RoomTypeNight,
  RoomTypeTable,
} from '../../../ports/search.ts'
import { type Nights, setNight } from './nights.ts'

/** Rooms left where there is no limit: more than anybody asks for. */
export const noLimit = 2 ** 31 - 1
/** A night without a list price, or one that a plan does not sell. */
const none = -1

/** A room type in memory: what its branch says of it, and its nights once they were told. */
export interface RoomType {
  id: string
  hotelId: string
  guests: number
  onSale: boolean
  planIds: readonly string[]
  table: Table | null
  /** The plans that are on sale and have nights, in the branch's order. */
  plans: PlanNights[]
}

interface Table {
  version: number
  /** 0 on a closed night. */
  rooms: Nights
  list: Nights
  plans: PlanNights[]
}

export interface PlanNights {
  id: string
  price: Nights
  minStay: Nights
}

export function newRoomType(hotelId: string, doc: RoomTypeDoc): RoomType {
  return { ...describe(hotelId, doc), id: doc.id, table: null, plans: [] }
}

/** Takes over what the branch says now; the nights stay. */
export function redescribe(type: RoomType, hotelId: string, doc: RoomTypeDoc) {
  Object.assign(type, describe(hotelId, doc))
  offerPlans(type)
}

function describe(hotelId: string, doc: RoomTypeDoc) {
  return { hotelId, guests: doc.guests, onSale: doc.onSale, planIds: doc.ratePlans.map((plan) => plan.id) }
}

/** Replaces all nights of the type, unless newer ones are known. Answers whether it did. */
export function setTable(type: RoomType, told: RoomTypeTable, { usual, oldestDay }: Making): boolean {
  if (type.table && type.table.version > told.version) return false
  const everyDay = (value: number) => usual(Array(7).fill(value))
  const table: Table = {
    version: told.version,
    rooms: everyDay(roomsOf(told.usual)),
    list: everyDay(told.usual.listFen ?? none),
    plans: told.ratePlans.map(({ id, usualWeek }) => ({
      id,
      price: usual(usualWeek.map(priceOf)),
      minStay: usual(usualWeek.map((night) => night.minStay)),
    })),
  }
  setTypeNights(table, told.nights, oldestDay)
  setPlanNights(table, told.ratePlans, oldestDay)
  type.table = table
  offerPlans(type)
  return true
}

/** Sets the nights that changed. False when there is nothing to set them in, or something newer. */
export function setChange(type: RoomType, change: NightsChange, oldestDay: number): boolean {
  const table = type.table
  if (!table || table.version > change.version) return false
  const known = new Set(table.plans.map((plan) => plan.id))
  if (!change.ratePlans.every((plan) => known.has(plan.id))) return false
  setTypeNights(table, change.nights, oldestDay)
  setPlanNights(table, change.ratePlans, oldestDay)
  table.version = change.version
  return true
}

export interface Making {
  usual: (week: readonly number[]) => Nights
  /** Days before this one are no longer asked for. */
  oldestDay: number
}

function offerPlans(type: RoomType) {
  const told = type.table?.plans ?? []
  type.plans = type.planIds.flatMap((id) => told.find((plan) => plan.id === id) ?? [])
}

function setTypeNights(table: Table, nights: Readonly<Record<Night, RoomTypeNight>>, oldestDay: number) {
  for (const [night, told] of Object.entries(nights)) {
    const day = dayNumber(night)
    setNight(table.rooms, { day, value: roomsOf(told), oldestDay })
    setNight(table.list, { day, value: told.listFen ?? none, oldestDay })
  }
}

function setPlanNights(table: Table, told: readonly Pick<RatePlanTable, 'id' | 'nights'>[], oldestDay: number) {
  for (const { id, nights } of told) {
    const plan = table.plans.find((one) => one.id === id)!
    for (const [night, value] of Object.entries(nights)) {
      const day = dayNumber(night)
      setNight(plan.price, { day, value: priceOf(value), oldestDay })
      setNight(plan.minStay, { day, value: value.minStay, oldestDay })
    }
  }
}

function roomsOf(night: RoomTypeNight): number {
  if (night.closed) return 0
  return night.roomsLeft === null ? noLimit : Math.max(0, night.roomsLeft)
}

function priceOf(night: RatePlanNight): number {
  return night.closed ? none : night.priceFen
}
