import { averageFen } from '../../../kernel/money.ts'
import { dayNumber, horizonNights, type Instant, nightOf, type Stay } from '../../../kernel/stay.ts'
import { fromPriceNights, type Offer, type SearchQuery } from '../../../ports/search.ts'
import { blockOf, slotOf } from './grid.ts'
import type { Hotel } from './hotels.ts'
import { type Lines, noLimit, noPrice } from './lines.ts'
import type { RoomType } from './room-type.ts'
import { type Terms, termsFor, whose } from './terms.ts'

type Asked = Pick<SearchQuery, 'at' | 'stay' | 'rooms' | 'guests' | keyof Terms>

/** What a guest asks for. */
export interface Wish {
  at: Instant
  /** In day numbers; the nights are those from `from`, before `until`. */
  dates: Dates | null
  rooms: number
  guests: number
  terms: Terms
}

/** What is asked of a search or of an alternative, as a wish. */
export function wishOf({ at, stay, rooms = 1, guests = 1, ...terms }: Asked): Wish {
  const { freeCancellation, breakfast, beds } = terms
  return { at, dates: stay ? datesOf(stay) : null, rooms, guests, terms: { freeCancellation, breakfast, beds } }
}

export interface Dates {
  from: number
  until: number
}

/** What hotels can offer for one wish. */
export interface Quote {
  /** What the cheapest offer of a hotel costs per room: the stay, or without dates a night. -1: there is none. */
  leastFen(hotel: Hotel): number
  /** The same of one of its types. */
  leastFenOf(hotel: Hotel, type: RoomType): number
  /** The average night of such a price. */
  fromFen(leastFen: number): number
  offer(hotel: Hotel): Offer | null
}

export function datesOf(stay: Stay): Dates {
  return { from: dayNumber(stay.checkIn), until: dayNumber(stay.checkOut) }
}

export function stayOf(dates: Dates): Stay {
  return { checkIn: nightOf(dates.from), checkOut: nightOf(dates.until) }
}

/** Opens the columns of the wanted nights once; hotel by hotel it is then only a walk along them. */
export function quoteFor(lines: Lines, wish: Wish): Quote {
  return wish.dates ? quoteStay(lines, wish, wish.dates) : quoteNight(lines, wish)
}

/** Nothing is sold beyond the horizon, so longer stays need no columns. */
function quoteStay(lines: Lines, wish: Wish, { from, until }: Dates): Quote {
  const nights = until - from
  const days = nights > 0 && nights <= horizonNights ? Array.from({ length: nights }, (_, at) => from + at) : []
  const rooms = days.map(lines.rooms.on)
  const prices = days.map(lines.price.on)
  const lists = days.map(lines.list.on)
  const minStays = lines.minStay.on(from)
  const isAsked = termsFor(wish.terms, { at: wish.at, checkIn: from })
  const dayOf = createDays(wish)

  /** What the line costs for the stay, or -1; stops looking when it costs `least` or more. */
  function sumOf(block: number, slot: number, least: number): number {
    if (minStays[block]![slot]! > nights) return -1
    let sum = 0
    for (let at = 0; at < nights; at += 1) {
      const price = prices[at]![block]![slot]!
      if (price < 0 || rooms[at]![block]![slot]! < wish.rooms) return -1
      sum += price
      if (sum >= least) return -1
    }
    return sum
  }

  function cheapest(hotel: Hotel, first: number, count: number): { line: number; sum: number } | null {
    const today = dayOf(hotel)
    if (days.length === 0 || from < today || until > today + horizonNights) return null
    const block = blockOf(first)
    const capacity = lines.capacity[block]!
    let line = -1
    let least = Number.MAX_SAFE_INTEGER
    const start = slotOf(first)
    for (let slot = start; slot < start + count; slot += 1) {
      if (!fits(capacity[slot]!, wish) || isAsked?.(hotel, first + slot - start) === false) continue
      const sum = sumOf(block, slot, least)
      if (sum < 0) continue
      line = first + slot - start
      least = sum
    }
    return line < 0 ? null : { line, sum: least }
  }

  return {
    leastFen: (hotel) => cheapest(hotel, hotel.firstLine, hotel.lineCount)?.sum ?? -1,
    leastFenOf: (hotel, type) => cheapest(hotel, ...linesOf(type))?.sum ?? -1,
    fromFen: (leastFen) => averageFen(leastFen, nights),
    offer(hotel) {
      const found = cheapest(hotel, hotel.firstLine, hotel.lineCount)
      if (!found) return null
      const [block, slot] = [blockOf(found.line), slotOf(found.line)]
      let [least, listSum] = [noLimit, 0]
      for (let at = 0; at < nights; at += 1) {
        least = Math.min(least, rooms[at]![block]![slot]!)
        const list = lists[at]![block]![slot]!
        listSum = list < 0 || listSum < 0 ? noPrice : listSum + list
      }
      return {
        ...idsOf(hotel, found.line),
        totalFen: found.sum * wish.rooms,
        fromFen: averageFen(found.sum, nights),
        listFen: listSum < 0 ? null : averageFen(listSum, nights),
        roomsLeft: roomsLeft(least),
      }
    },
  }
}

/** Without dates: the lowest price among the nights soon; the earliest of equals. */
function quoteNight(lines: Lines, wish: Wish): Quote {
  const columns = createColumns(lines)
  const isAsked = termsFor(wish.terms, { at: wish.at, checkIn: null })
  const dayOf = createDays(wish)

  function cheapest(hotel: Hotel, first: number, count: number): { line: number; price: number; day: number } | null {
    const today = dayOf(hotel)
    const { rooms, prices } = columns(today)
    const block = blockOf(first)
    const capacity = lines.capacity[block]!
    let [line, least, day] = [-1, Number.MAX_SAFE_INTEGER, 0]
    const start = slotOf(first)
    for (let slot = start; slot < start + count; slot += 1) {
      if (!fits(capacity[slot]!, wish) || isAsked?.(hotel, first + slot - start) === false) continue
      for (let at = 0; at < fromPriceNights; at += 1) {
        const price = prices[at]![block]![slot]!
        if (price < 0 || price >= least || rooms[at]![block]![slot]! < wish.rooms) continue
        line = first + slot - start
        least = price
        day = today + at
      }
    }
    return line < 0 ? null : { line, price: least, day }
  }

  return {
    leastFen: (hotel) => cheapest(hotel, hotel.firstLine, hotel.lineCount)?.price ?? -1,
    leastFenOf: (hotel, type) => cheapest(hotel, ...linesOf(type))?.price ?? -1,
    fromFen: (leastFen) => leastFen,
    offer(hotel) {
      const found = cheapest(hotel, hotel.firstLine, hotel.lineCount)
      if (!found) return null
      const [block, slot] = [blockOf(found.line), slotOf(found.line)]
      const list = lines.list.on(found.day)[block]![slot]!
      return {
        ...idsOf(hotel, found.line),
        totalFen: null,
        fromFen: found.price,
        listFen: list < 0 ? null : list,
        roomsLeft: roomsLeft(lines.rooms.on(found.day)[block]![slot]!),
      }
    },
  }
}

/** The day at a hotel; most hotels have the clock of the one before. */
function createDays({ at }: Wish): (hotel: Hotel) => number {
  let clock: Hotel['clock'] | null = null
  let day = 0
  return (hotel) => {
    if (hotel.clock !== clock) day = hotel.clock.dayAt(at)
    clock = hotel.clock
    return day
  }
}

/** The columns of the nights soon, by the day they begin on: hotels in two zones may be on two days. */
function createColumns(lines: Lines) {
  const known = new Map<number, { rooms: (readonly Uint16Array[])[]; prices: (readonly Int32Array[])[] }>()
  return (today: number) => {
    let columns = known.get(today)
    if (!columns) {
      const days = Array.from({ length: fromPriceNights }, (_, at) => today + at)
      columns = { rooms: days.map(lines.rooms.on), prices: days.map(lines.price.on) }
      known.set(today, columns)
    }
    return columns
  }
}

function fits(guestsPerRoom: number, wish: Wish): boolean {
  return guestsPerRoom > 0 && wish.guests <= wish.rooms * guestsPerRoom
}

/** A type without plans has no lines. */
function linesOf({ plans }: RoomType): [first: number, count: number] {
  return [plans[0]?.line ?? 0, plans.length]
}

function idsOf(hotel: Hotel, line: number): { roomTypeId: string; ratePlanId: string } {
  const { type, plan } = whose(hotel, line)
  return { roomTypeId: type.id, ratePlanId: plan.id }
}

function roomsLeft(rooms: number): number | null {
  return rooms === noLimit ? null : rooms
}
