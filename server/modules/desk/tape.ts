import type { Tape, TapeStay } from '../../../contract/admin/desk.ts'
import { type Language, textIn } from '../../../contract/format.ts'
import type { Handle } from '../../database/handle.ts'
import { addNights, hotelDay, type Instant, type Night, nightsOf } from '../../kernel/stay.ts'
import type { Hotel, Hotels, RoomType } from '../hotels/index.ts'
import { type Inventory, roomsLeft, type StockNight } from '../inventory/index.ts'
import type { Order, OrderRoom, Orders } from '../orders/index.ts'
import type { Room, RoomNight, Rooms } from '../rooms/index.ts'
import { dueOf, overdueOf } from './stay-view.ts'

export interface TapeDeps {
  hotels: Pick<Hotels, 'roomTypesOf' | 'roomTypesByIds'>
  inventory: Pick<Inventory, 'nights'>
  rooms: Pick<Rooms, 'ofHotel' | 'nightsOf'>
  orders: Pick<Orders, 'staysOfRooms' | 'staysWithoutNumber'>
}

export interface TapeWish {
  hotel: Hotel
  from: Night
  /** Exclusive. */
  to: Night
  now: Instant
  language: Language
}

const unnumberedAtMost = 1_000

/**
 * The rooms of a branch by days, under their types. Stock left (what may be sold) and free numbers (which nobody has)
 * are two figures: a type may be oversold in numbers while its stock is right, and the other way round.
 */
export async function tapeOf(handle: Handle, deps: TapeDeps, wish: TapeWish): Promise<Tape> {
  const { hotel, from, to, now, language } = wish
  const numbers = await deps.rooms.ofHotel(handle, hotel.id)
  const roomIds = numbers.map(({ id }) => id)
  const nights = await deps.rooms.nightsOf(handle, roomIds, from, to)
  const barsOf = await barsByRoom(handle, deps, { nights, now })
  const types = await typesOf(handle, deps, { hotel, numbers })
  const typeIds = types.map(({ id }) => id)
  const stock = await deps.inventory.nights(handle, typeIds, from, to)
  const waiting = await deps.orders.staysWithoutNumber(handle, { hotelId: hotel.id, from, to, limit: unnumberedAtMost })
  const withoutNumber = waiting.flatMap(({ order, rooms }) =>
    rooms
      .filter(({ roomId, state }) => roomId === null && state === 'expected')
      .map((room) => ({ typeId: order.roomTypeId, bar: barOf({ order, room }, inside(order, { from, to }), now) })),
  )
  const roomsOfType = Map.groupBy(numbers, ({ roomTypeId }) => roomTypeId)
  return {
    hotelId: hotel.id,
    today: hotelDay(now, hotel.clock),
    from,
    to,
    roomTypes: types.map((type) => ({
      id: type.id,
      name: textIn(language, type.name),
      nights: nightsOfType({ type, stock, from, to, numbers: roomsOfType.get(type.id) ?? [], taken: nights }),
      rooms: (roomsOfType.get(type.id) ?? []).map(({ id, number, floor, state }) => {
        const { stays = [], blocks = [] } = barsOf.get(id) ?? {}
        return { id, number, floor, state, stays, blocks }
      }),
      withoutNumber: withoutNumber.filter(({ typeId }) => typeId === type.id).map(({ bar }) => bar),
    })),
    isWhole: waiting.length < unnumberedAtMost,
  }
}

/** The types of the branch by the manager's sort, and those of its numbers that are none of them any more. */
async function typesOf(
  handle: Handle,
  { hotels }: Pick<TapeDeps, 'hotels'>,
  { hotel, numbers }: { hotel: Hotel; numbers: readonly Room[] },
): Promise<RoomType[]> {
  const types = await hotels.roomTypesOf(handle, [hotel.id])
  const known = new Set(types.map(({ id }) => id))
  const others = [...new Set(numbers.map(({ roomTypeId }) => roomTypeId))].filter((id) => !known.has(id))
  return [...types, ...(await hotels.roomTypesByIds(handle, others))]
}

interface Bars {
  stays: TapeStay[]
  blocks: { blockId: string; from: Night; to: Night }[]
}

async function barsByRoom(
  handle: Handle,
  { orders }: Pick<TapeDeps, 'orders'>,
  { nights, now }: { nights: readonly RoomNight[]; now: Instant },
): Promise<Map<string, Bars>> {
  const ids = [...new Set(nights.flatMap(({ orderRoomId }) => orderRoomId ?? []))]
  const stays = await orders.staysOfRooms(handle, ids)
  const bars = new Map<string, Bars>()
  for (const [roomId, of] of Map.groupBy(nights, (night) => night.roomId)) {
    const made: Bars = { stays: [], blocks: [] }
    for (const run of runsOf(of)) {
      const { orderRoomId, blockId, from, to } = run
      const stay = orderRoomId === null ? undefined : stays.get(orderRoomId)
      if (stay) made.stays.push(barOf(stay, run, now))
      else if (blockId !== null) made.blocks.push({ blockId, from, to })
    }
    bars.set(roomId, made)
  }
  return bars
}

interface Run extends Pick<RoomNight, 'orderRoomId' | 'blockId'> {
  from: Night
  to: Night
}

/** Nights of one room, one after the other with the same stay or block, as spans. */
export function runsOf(nights: readonly RoomNight[]): Run[] {
  const runs: Run[] = []
  for (const { night, orderRoomId, blockId } of [...nights].sort((a, b) => (a.night < b.night ? -1 : 1))) {
    const last = runs.at(-1)
    if (last?.to === night && last.orderRoomId === orderRoomId && last.blockId === blockId)
      last.to = addNights(night, 1)
    else runs.push({ orderRoomId, blockId, from: night, to: addNights(night, 1) })
  }
  return runs
}

function inside({ checkIn, checkOut }: Order, { from, to }: { from: Night; to: Night }): { from: Night; to: Night } {
  return { from: checkIn > from ? checkIn : from, to: checkOut < to ? checkOut : to }
}

function barOf(
  { order, room }: { order: Order; room: OrderRoom },
  { from, to }: { from: Night; to: Night },
  now: Instant,
): TapeStay {
  return {
    orderId: order.id,
    orderNo: order.orderNo,
    orderRoomId: room.id,
    guestName: room.guestName,
    from,
    to,
    checkIn: order.checkIn,
    checkOut: order.checkOut,
    rooms: order.rooms,
    status: order.status,
    state: room.state,
    paidFen: order.paidFen,
    ...dueOf(order),
    overdue: overdueOf(order, now),
  }
}

function nightsOfType({
  type,
  stock,
  numbers,
  taken,
  from,
  to,
}: {
  type: RoomType
  stock: readonly StockNight[]
  numbers: readonly Room[]
  taken: readonly RoomNight[]
  from: Night
  to: Night
}): Tape['roomTypes'][number]['nights'] {
  const rows = new Map(stock.filter(({ roomTypeId }) => roomTypeId === type.id).map((row) => [row.night, row]))
  const usable = new Set(numbers.filter(({ state }) => state !== 'out_of_order').map(({ id }) => id))
  const busy = Map.groupBy(
    taken.filter(({ roomId }) => usable.has(roomId)),
    ({ night }) => night,
  )
  return nightsOf({ checkIn: from, checkOut: to }).map((night) => {
    const row = rows.get(night) ?? { total: type.dailyStock, held: 0, sold: 0, closed: false }
    return {
      night,
      stockTotal: row.total,
      stockLeft: roomsLeft(row),
      closed: row.closed,
      numbersFree: usable.size - (busy.get(night)?.length ?? 0),
    }
  })
}
