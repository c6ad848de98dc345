import { dayNumber, type Night } from '../../../kernel/stay.ts'
import type {
  FreeUntil,
  NightsChange,
  RatePlanNight,
  RoomTypeDoc,
  RoomTypeNight,
  RoomTypeTable,
  Words,
} from '../../../ports/search.ts'
import { type Lines, noLimit, noPrice } from './lines.ts'

/** A room type in memory: what its branch says of it, and where the nights of its plans are. */
export interface RoomType {
  id: string
  hotelId: string
  guests: number
  onSale: boolean
  bed: Words
  /** Version of the table told last; null before the first. */
  version: number | null
  plans: PlanLine[]
}

export interface PlanLine {
  id: string
  breakfast: number
  freeUntil: FreeUntil | null
  line: number
  /** Whether its nights are known. */
  told: boolean
}

/** Lays the type's plans on lines from `first` on. Plans that were there before bring their nights along. */
export function layOut(
  doc: RoomTypeDoc,
  { hotelId, first, before, lines }: { hotelId: string; first: number; before: RoomType | undefined; lines: Lines },
): RoomType {
  const { id, guests, onSale, bed } = doc
  const type: RoomType = { id, hotelId, guests, onSale, bed, version: before?.version ?? null, plans: [] }
  doc.ratePlans.forEach((plan, at) => {
    const known = before?.plans.find((one) => one.id === plan.id)
    const line = first + at
    if (known?.told && known.line !== line) lines.copy(known.line, line)
    type.plans.push({ ...plan, line, told: known?.told ?? false })
  })
  putOnSale(type, lines)
  return type
}

/** Replaces all nights of the type, unless newer ones are known. Answers whether it did. */
export function setTable(type: RoomType, told: RoomTypeTable, lines: Lines): boolean {
  if (type.version !== null && type.version > told.version) return false
  type.version = told.version
  for (const plan of type.plans) {
    const table = told.ratePlans.find((one) => one.id === plan.id)
    plan.told = table !== undefined
    if (!table) continue
    lines.rooms.setUsual(plan.line, Array(7).fill(roomsOf(told.usual)))
    lines.list.setUsual(plan.line, Array(7).fill(told.usual.listFen ?? noPrice))
    lines.price.setUsual(plan.line, table.usualWeek.map(priceOf))
    lines.minStay.setUsual(
      plan.line,
      table.usualWeek.map((night) => night.minStay),
    )
    setPlanNights(plan.line, table.nights, lines)
  }
  setTypeNights(type, told.nights, lines)
  putOnSale(type, lines)
  return true
}

/** Sets the nights that changed. False when there is nothing to set them in, or something newer. */
export function setChange(type: RoomType, change: NightsChange, lines: Lines): boolean {
  if (type.version === null || type.version > change.version) return false
  const changed = change.ratePlans.map(({ id, nights }) => ({ plan: type.plans.find((one) => one.id === id), nights }))
  if (changed.some(({ plan }) => !plan?.told)) return false
  type.version = change.version
  setTypeNights(type, change.nights, lines)
  for (const { plan, nights } of changed) setPlanNights(plan!.line, nights, lines)
  return true
}

function putOnSale(type: RoomType, lines: Lines) {
  for (const { line, told } of type.plans) lines.setCapacity(line, told && type.onSale ? type.guests : 0)
}

function setTypeNights(type: RoomType, nights: Readonly<Record<Night, RoomTypeNight>>, lines: Lines) {
  for (const [night, value] of Object.entries(nights)) {
    const day = dayNumber(night)
    for (const { line } of type.plans) {
      lines.rooms.set(line, day, roomsOf(value))
      lines.list.set(line, day, value.listFen ?? noPrice)
    }
  }
}

function setPlanNights(line: number, nights: Readonly<Record<Night, RatePlanNight>>, lines: Lines) {
  for (const [night, value] of Object.entries(nights)) {
    const day = dayNumber(night)
    lines.price.set(line, day, priceOf(value))
    lines.minStay.set(line, day, value.minStay)
  }
}

function roomsOf(night: RoomTypeNight): number {
  if (night.closed) return 0
  return night.roomsLeft === null ? noLimit : Math.max(0, Math.min(night.roomsLeft, noLimit - 1))
}

function priceOf(night: RatePlanNight): number {
  return night.closed ? noPrice : night.priceFen
}
