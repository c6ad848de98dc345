import type { DeskDay } from '../../../contract/admin/desk.ts'
import type { Language } from '../../../contract/format.ts'
import type { Handle } from '../../database/handle.ts'
import { addNights, hotelDay, type Instant, type Night, nightsOf } from '../../kernel/stay.ts'
import type { Sealer } from '../../ports/sealer.ts'
import type { Hotel, Hotels } from '../hotels/index.ts'
import type { Inventory, StockNight } from '../inventory/index.ts'
import { balanceFen, type DeskStay, type Orders } from '../orders/index.ts'
import type { Room, RoomNight, Rooms } from '../rooms/index.ts'
import { overdueOf, stayView } from './stay-view.ts'

export interface DayDeps {
  sealer: Pick<Sealer, 'open'>
  hotels: Pick<Hotels, 'roomTypesOf'>
  inventory: Pick<Inventory, 'nights'>
  rooms: Pick<Rooms, 'ofHotel' | 'nightsOf'>
  orders: Pick<Orders, 'staysOfDay'>
}

export interface DayWish {
  hotel: Hotel
  /** The branch's own day where none is said. */
  night: Night | undefined
  now: Instant
  language: Language
}

const staysAtMost = 1_000
const nightsAhead = 14

/** A day of a branch as its desk works through it: who comes, who is in house, who leaves, and how many of each. */
export async function dayOf(handle: Handle, deps: DayDeps, wish: DayWish): Promise<DeskDay> {
  const { hotel, now, language } = wish
  const today = hotelDay(now, hotel.clock)
  const night = wish.night ?? today
  const found = await deps.orders.staysOfDay(handle, { hotelId: hotel.id, night, limit: staysAtMost + 1 })
  const stays = found.slice(0, staysAtMost)
  const numbers = await deps.rooms.ofHotel(handle, hotel.id)
  const roomIds = numbers.map(({ id }) => id)
  const taken = await deps.rooms.nightsOf(handle, roomIds, night, addNights(night, 1))
  const lists = listsOf(stays, { night, today, now })
  const states = new Map(numbers.map(({ id, state }) => [id, state]))
  const view = (stay: DeskStay) => stayView(stay, { sealer: deps.sealer, states, language, now })
  return {
    hotelId: hotel.id,
    today,
    night,
    counts: { ...countsOf(lists, { night, now }), rooms: roomCounts(numbers, taken) },
    ahead: await soldAhead(handle, deps, { hotelId: hotel.id, from: night }),
    arrivals: lists.arrivals.map(view),
    inHouse: lists.inHouse.map(view),
    departures: lists.departures.map(view),
    isWhole: found.length <= staysAtMost,
  }
}

interface Lists {
  arrivals: DeskStay[]
  inHouse: DeskStay[]
  departures: DeskStay[]
}

/** Today the states say who is in house; another day, the dates. */
export function listsOf(
  stays: readonly DeskStay[],
  { night, today, now }: { night: Night; today: Night; now: Instant },
): Lists {
  const isToday = night === today
  const isOverdue = (stay: DeskStay) => isToday && overdueOf(stay.order, now) !== null
  const comes = ({ order }: DeskStay) => order.checkIn === night
  const sleeps = ({ order }: DeskStay) => order.checkIn <= night && night < order.checkOut
  const is = (stay: DeskStay, ...statuses: string[]) => statuses.includes(stay.order.status)
  return {
    arrivals: stays.filter((stay) => comes(stay) || (is(stay, 'paid') && isOverdue(stay))),
    inHouse: stays.filter((stay) =>
      isToday ? is(stay, 'checked_in') : sleeps(stay) && is(stay, 'paid', 'checked_in', 'finished'),
    ),
    departures: stays.filter((stay) => {
      if (is(stay, 'checked_in') && isOverdue(stay)) return true
      const leaves = stay.order.checkOut === night
      return leaves && is(stay, 'checked_in', 'finished', ...(night > today ? ['paid'] : []))
    }),
  }
}

function countsOf(
  { arrivals, inHouse, departures }: Lists,
  { night, now }: { night: Night; now: Instant },
): Omit<DeskDay['counts'], 'rooms'> {
  const orders = (list: readonly DeskStay[], test: (stay: DeskStay) => boolean) => list.filter(test).length
  const late = ({ order }: DeskStay) => overdueOf(order, now)
  const owing = [...new Set([...arrivals, ...inHouse, ...departures])].filter(({ order }) => balanceFen(order) > 0)
  return {
    arriving: orders(arrivals, ({ order }) => order.status === 'paid' && order.checkIn === night),
    arrived: orders(arrivals, ({ order }) => order.status === 'checked_in' || order.status === 'finished'),
    notCome: orders(arrivals, (stay) => late(stay) === 'did_not_come'),
    inHouse: inHouse.length,
    roomsInHouse: inHouse.flatMap(roomsHeld).length,
    leaving: orders(departures, ({ order }) => order.status !== 'finished'),
    overstaying: orders(departures, (stay) => late(stay) === 'should_have_left'),
    left: orders(departures, ({ order }) => order.status === 'finished'),
    unpaid: { orders: owing.length, dueFen: owing.reduce((sum, { order }) => sum + balanceFen(order), 0) },
  }
}

/** While guests are in, the rooms they are in; before and after, all of the order's. */
function roomsHeld({ order, rooms }: DeskStay) {
  return order.status === 'checked_in' ? rooms.filter(({ state }) => state === 'in') : rooms
}

function roomCounts(numbers: readonly Room[], nights: readonly RoomNight[]): DeskDay['counts']['rooms'] {
  const stays = new Set(nights.filter(({ orderRoomId }) => orderRoomId !== null).map(({ roomId }) => roomId))
  const blocked = new Set(nights.filter(({ blockId }) => blockId !== null).map(({ roomId }) => roomId))
  const isOut = ({ id, state }: Room) => state === 'out_of_order' || blocked.has(id)
  const free = numbers.filter((room) => !stays.has(room.id) && !isOut(room))
  return {
    all: numbers.length,
    taken: stays.size,
    free: free.length,
    freeAndClean: free.filter(({ state }) => state === 'clean').length,
    dirty: numbers.filter(({ state }) => state === 'dirty').length,
    outOfOrder: numbers.filter(isOut).length,
  }
}

/** Rooms booked and to sell by night, over all types of the branch. */
async function soldAhead(
  handle: Handle,
  { hotels, inventory }: Pick<DayDeps, 'hotels' | 'inventory'>,
  { hotelId, from }: { hotelId: string; from: Night },
): Promise<DeskDay['ahead']> {
  const types = await hotels.roomTypesOf(handle, [hotelId])
  const to = addNights(from, nightsAhead)
  const typeIds = types.map(({ id }) => id)
  const touched = new Map<string, StockNight>(
    (await inventory.nights(handle, typeIds, from, to)).map((row) => [`${row.roomTypeId} ${row.night}`, row]),
  )
  return nightsOf({ checkIn: from, checkOut: to }).map((night) => {
    const rows = types.map(({ id, dailyStock }) => {
      const row = touched.get(`${id} ${night}`)
      return { booked: row ? row.held + row.sold : 0, total: row ? row.total : dailyStock }
    })
    const totals = rows.map(({ total }) => total)
    return {
      night,
      booked: rows.reduce((sum, row) => sum + row.booked, 0),
      total: totals.includes(null) ? null : totals.reduce<number>((sum, total) => sum + total!, 0),
    }
  })
}
