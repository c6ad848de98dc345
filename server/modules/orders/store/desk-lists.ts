import type { OrderStatus } from '../../../../contract/order-status.ts'
import type { Handle } from '../../../database/handle.ts'
import { addNights, type Night, nightsAtMost } from '../../../kernel/stay.ts'
import type { Order, OrderRoom } from '../order.ts'
import { on, readOrder } from './orders.ts'
import { readRoom, roomsOfMany } from './rooms.ts'

/** An order with its rooms: what a desk shows of a stay. */
export interface DeskStay {
  order: Order
  rooms: OrderRoom[]
}

/** So long after its last day a stay that nobody ended still stands on the desk. */
const overdueShownNights = 30
/** No stay that began before this touches a night, and none that is shown as overdue either. */
const earliestCheckIn = (night: Night) => addNights(night, -nightsAtMost - overdueShownNights)

const dayStatuses: OrderStatus[] = ['awaiting_payment', 'paid', 'checked_in', 'finished', 'no_show']
const openStatuses: OrderStatus[] = ['paid', 'checked_in']

/** Orders of a branch whose stay touches a day, its last one included, or should have ended before it. */
export async function staysOfDay(
  handle: Handle,
  wish: { hotelId: string; night: Night; limit: number },
): Promise<DeskStay[]> {
  const rows = await on(handle)
    .selectFrom('orders')
    .selectAll()
    .where('hotel_id', '=', wish.hotelId)
    .where('check_in', '<=', wish.night)
    .where('check_in', '>=', earliestCheckIn(wish.night))
    .where('status', 'in', dayStatuses)
    .where((eb) => eb.or([eb('check_out', '>=', wish.night), eb('status', 'in', openStatuses)]))
    .orderBy('check_in')
    .orderBy('id')
    .limit(wish.limit)
    .execute()
  return withRooms(handle, rows.map(readOrder))
}

/** Statuses of stays that will need a number. */
const toBeNumbered: OrderStatus[] = ['awaiting_payment', 'cancelling', 'expiring', 'paid', 'checked_in']

/** Rooms of orders of a branch that have no number yet, for stays that touch a night of [from, to). */
export async function staysWithoutNumber(
  handle: Handle,
  wish: { hotelId: string; from: Night; to: Night; limit: number },
): Promise<DeskStay[]> {
  const rows = await on(handle)
    .selectFrom('orders as o')
    .selectAll('o')
    .where('o.hotel_id', '=', wish.hotelId)
    .where('o.check_in', '<', wish.to)
    .where('o.check_in', '>=', earliestCheckIn(wish.from))
    .where('o.check_out', '>', wish.from)
    .where('o.status', 'in', toBeNumbered)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('order_room as r')
          .select('r.id')
          .whereRef('r.order_id', '=', 'o.id')
          .where('r.room_id', 'is', null),
      ),
    )
    .orderBy('o.check_in')
    .orderBy('o.id')
    .limit(wish.limit)
    .execute()
  return withRooms(handle, rows.map(readOrder))
}

const idsAtOnce = 500

/** The rooms of orders with these ids, each with its order. */
export async function staysOfRooms(
  handle: Handle,
  orderRoomIds: readonly string[],
): Promise<Map<string, { order: Order; room: OrderRoom }>> {
  const found = new Map<string, { order: Order; room: OrderRoom }>()
  const orders = new Map<string, Order>()
  for (let first = 0; first < orderRoomIds.length; first += idsAtOnce) {
    const rows = await on(handle)
      .selectFrom('order_room')
      .selectAll()
      .where('id', 'in', orderRoomIds.slice(first, first + idsAtOnce))
      .execute()
    const missing = [...new Set(rows.map((row) => row.order_id))].filter((id) => !orders.has(id))
    for (const order of await ordersByIds(handle, missing)) orders.set(order.id, order)
    for (const row of rows) found.set(row.id, { order: orders.get(row.order_id)!, room: readRoom(row) })
  }
  return found
}

async function ordersByIds(handle: Handle, ids: readonly string[]): Promise<Order[]> {
  if (ids.length === 0) return []
  const rows = await on(handle)
    .selectFrom('orders')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute()
  return rows.map(readOrder)
}

async function withRooms(handle: Handle, orders: readonly Order[]): Promise<DeskStay[]> {
  const rooms = await roomsOfMany(
    handle,
    orders.map(({ id }) => id),
  )
  return orders.map((order) => ({ order, rooms: rooms.get(order.id)! }))
}
