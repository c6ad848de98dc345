import { dayNumber, nightOf, type Stay } from '../../../kernel/stay.ts'
import { fromPriceNights, horizonNights, type Offer } from '../../../ports/search.ts'
import type { Hotel } from './hotels.ts'
import { leastOf, sumOf, valueOn } from './nights.ts'
import { noLimit, type PlanNights, type RoomType } from './room-type.ts'

/** What a guest asks for, in day numbers; the nights are those from `from`, before `until`. */
export interface Wish {
  dates: { from: number; until: number } | null
  rooms: number
  guests: number
}

export function datesOf(stay: Stay): { from: number; until: number } {
  return { from: dayNumber(stay.checkIn), until: dayNumber(stay.checkOut) }
}

export function stayOf(dates: { from: number; until: number }): Stay {
  return { checkIn: nightOf(dates.from), checkOut: nightOf(dates.until) }
}

/** The cheapest way to have the wish in the hotel on whose day it is `today`, or null. */
export function cheapestOffer(hotel: Hotel, wish: Wish, today: number): Offer | null {
  if (!wish.dates) return lowestNight(hotel, wish, today)
  const { from, until } = wish.dates
  if (until <= from || from < today || until > today + horizonNights) return null
  let type: RoomType | null = null
  let plan: PlanNights | null = null
  let least = Number.MAX_SAFE_INTEGER
  for (const aType of hotel.types) {
    if (!fits(aType, wish) || leastOf(aType.table!.rooms, from, until) < wish.rooms) continue
    for (const aPlan of aType.plans) {
      if (valueOn(aPlan.minStay, from) > until - from) continue
      const sum = sumOf(aPlan.price, from, until)
      if (sum >= 0 && sum < least) [type, plan, least] = [aType, aPlan, sum]
    }
  }
  if (!type || !plan) return null
  const { rooms, list } = type.table!
  const listSum = sumOf(list, from, until)
  return {
    roomTypeId: type.id,
    ratePlanId: plan.id,
    totalFen: least * wish.rooms,
    fromFen: average(least, until - from),
    listFen: listSum < 0 ? null : average(listSum, until - from),
    roomsLeft: roomsLeft(leastOf(rooms, from, until)),
  }
}

/** Without dates: the lowest price among the nights soon; the earliest of equals. */
function lowestNight(hotel: Hotel, wish: Wish, today: number): Offer | null {
  let type: RoomType | null = null
  let plan: PlanNights | null = null
  let onDay = 0
  let least = Number.MAX_SAFE_INTEGER
  for (const aType of hotel.types) {
    if (!fits(aType, wish)) continue
    for (const aPlan of aType.plans) {
      for (let day = today; day < today + fromPriceNights; day += 1) {
        const price = valueOn(aPlan.price, day)
        if (price < 0 || price >= least || valueOn(aType.table!.rooms, day) < wish.rooms) continue
        ;[type, plan, onDay, least] = [aType, aPlan, day, price]
      }
    }
  }
  if (!type || !plan) return null
  const listFen = valueOn(type.table!.list, onDay)
  return {
    roomTypeId: type.id,
    ratePlanId: plan.id,
    totalFen: null,
    fromFen: least,
    listFen: listFen < 0 ? null : listFen,
    roomsLeft: roomsLeft(valueOn(type.table!.rooms, onDay)),
  }
}

function fits(type: RoomType, wish: Wish): boolean {
  return type.onSale && type.table !== null && wish.guests <= wish.rooms * type.guests
}

function average(sum: number, nights: number): number {
  return Math.floor((2 * sum + nights) / (2 * nights))
}

function roomsLeft(rooms: number): number | null {
  return rooms === noLimit ? null : rooms
}
