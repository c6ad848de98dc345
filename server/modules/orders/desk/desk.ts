import type { OrderStatus } from '../../../../contract/order-status.ts'
import type { Db, Tx } from '../../../database/handle.ts'
import type { StaffActor } from '../../../kernel/actor.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { hotelDay, type Night } from '../../../kernel/stay.ts'
import type { Audit } from '../../audit/index.ts'
import type { Payments } from '../../payments/index.ts'
import type { Rooms } from '../../rooms/index.ts'
import type { BookingDeps } from '../book-payment.ts'
import type { Order, OrderRoom } from '../order.ts'
import { orderForWriting } from '../store/orders.ts'
import { roomsForWriting } from '../store/rooms.ts'

/** What the verbs of the front desk need. */
export interface DeskDeps extends BookingDeps {
  db: Db
  audit: Audit
  rooms: Pick<Rooms, 'byId' | 'assign' | 'free' | 'markDirty'>
  payments: Pick<Payments, 'refund' | 'refundsOf' | 'recordDesk' | 'liveTradesOf' | 'askEnd' | 'paymentById'>
}

/** Which order, at whose branches, by whom. */
export interface AtDesk {
  orderId: string
  /** The branches at which the person may do this; an order of another one is not found. */
  hotelIds: 'all' | readonly string[]
  actor: StaffActor
}

/** An order in one of the states a verb is for, locked, with the hotel's day. Refusals: `not_found`, `order_state`. */
export async function orderAtDesk(
  tx: Tx,
  { orderId, hotelIds }: Pick<AtDesk, 'orderId' | 'hotelIds'>,
  states: readonly OrderStatus[],
): Promise<{ order: Order; rooms: OrderRoom[]; today: Night }> {
  const order = await orderForWriting(tx, orderId)
  if (!order || (hotelIds !== 'all' && !hotelIds.includes(order.hotelId))) throw new Refusal('not_found')
  if (!states.includes(order.status)) throw new Refusal('order_state', { facts: { status: order.status } })
  return { order, rooms: await roomsForWriting(tx, orderId), today: hotelDay(tx.now, order.terms.clock) }
}

/** The rooms of an order by their ids, or all of them when none are named. Refusal: `not_found`. */
export function named(rooms: readonly OrderRoom[], orderRoomIds: readonly string[] | undefined): OrderRoom[] {
  if (!orderRoomIds) return [...rooms]
  return [...new Set(orderRoomIds)].map((id) => {
    const room = rooms.find((one) => one.id === id)
    if (!room) throw new Refusal('not_found')
    return room
  })
}

/** Every change at the desk is answerable for. */
export async function recordDeed(
  tx: Tx,
  audit: Audit,
  deed: { order: Order; actor: StaffActor; action: string; before?: unknown; after?: unknown; reason?: string },
): Promise<void> {
  const { order, actor, action, before, after, reason } = deed
  await audit.record(tx, { actor, action, subject: `order:${order.id}`, hotelId: order.hotelId, before, after, reason })
}

/** The later of two nights. */
export function laterNight(a: Night, b: Night): Night {
  return a > b ? a : b
}
