import type { Db, Handle } from '../../database/handle.ts'
import type { Fen } from '../../kernel/money.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Instant } from '../../kernel/stay.ts'
import type { Clock } from '../../ports/clock.ts'
import { expireIfUnpaid, isOverdue } from './expire-if-unpaid.ts'
import type { Order, OrderLine, OrderRoom } from './order.ts'
import type { ClosingDeps } from './settle-closing.ts'
import { linesOf, linesOfMany } from './store/lines.ts'
import { orderById } from './store/orders.ts'
import { roomsOf, roomsOfMany } from './store/rooms.ts'
import { actsOf, eventsOf, type OrderAct, type OrderEvent } from './store/story.ts'

/** An order with its rooms and the lines of its money. */
export interface WholeOrder {
  order: Order
  rooms: OrderRoom[]
  lines: OrderLine[]
}

export async function wholeOrder(handle: Handle, orderId: string): Promise<WholeOrder | null> {
  const order = await orderById(handle, orderId)
  if (!order) return null
  return { order, rooms: await roomsOf(handle, orderId), lines: await linesOf(handle, orderId) }
}

export async function wholeOrders(handle: Handle, orders: readonly Order[]): Promise<WholeOrder[]> {
  const ids = orders.map((order) => order.id)
  const rooms = await roomsOfMany(handle, ids)
  const lines = await linesOfMany(handle, ids)
  return orders.map((order) => ({ order, rooms: rooms.get(order.id)!, lines: lines.get(order.id)! }))
}

/** A member's own order; one whose deadline passed unnoticed ends on sight. Refusal: `not_found`, also for others'. */
export async function seeOrder(
  deps: ClosingDeps & { db: Db; clock: Clock },
  wish: { orderId: string; memberId: string },
): Promise<WholeOrder> {
  const seen = await wholeOrder(deps.db, wish.orderId)
  if (seen?.order.memberId !== wish.memberId) throw new Refusal('not_found')
  if (!isOverdue(seen.order, deps.clock.now())) return seen
  await deps.db.transaction((tx) => expireIfUnpaid(tx, deps, { orderId: wish.orderId, noticedBy: 'sight' }))
  return (await wholeOrder(deps.db, wish.orderId))!
}

/** Everything that happened to an order by this module's own rows, in order of time. */
export interface OrderStory {
  events: OrderEvent[]
  acts: OrderAct[]
}

export async function storyOf(handle: Handle, orderId: string): Promise<OrderStory> {
  return { events: await eventsOf(handle, orderId), acts: await actsOf(handle, orderId) }
}

/** What a message can say of an order at one step of its life. */
export interface EdgeFacts {
  memberId: string | null
  orderNo: string
  status: Order['status']
  roomTitle: string
  zone: string
  placedAt: Instant
  payBefore: Instant
  at: Instant
  refundFen: Fen
}

export async function edgeFacts(handle: Handle, orderId: string, seq: number): Promise<EdgeFacts | null> {
  const order = await orderById(handle, orderId)
  const event = (await eventsOf(handle, orderId)).find((one) => one.seq === seq)
  if (!order || !event) return null
  const { hotelName, roomTypeName, clock } = order.terms
  return {
    memberId: order.memberId,
    orderNo: order.orderNo,
    status: order.status,
    roomTitle: `${hotelName.zh} ${roomTypeName.zh}`,
    zone: clock.zone,
    placedAt: order.placedAt,
    payBefore: order.payBefore,
    at: event.at,
    refundFen: order.refundedFen,
  }
}
