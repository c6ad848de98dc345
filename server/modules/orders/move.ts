import type { OrderStatus } from '../../../contract/order-status.ts'
import type { Tx } from '../../database/handle.ts'
import type { Actor } from '../../kernel/actor.ts'
import { emit } from '../../messaging/emit.ts'
import type { Order } from './order.ts'
import { orderEventId } from './order-id.ts'
import { eventOf, mayMove, type OrderCause } from './order-states.ts'
import { moveStatus, type OrderChange, orderForWriting } from './store/orders.ts'
import { insertEvent } from './store/story.ts'

export interface Move {
  orderId: string
  from: readonly OrderStatus[]
  to: OrderStatus
  cause: OrderCause
  actor: Actor
  set?: OrderChange
}

/**
 * Moves an order along one edge of its life: the conditional write on its status, the next number of its sequence,
 * the event row and the message, together. Answers the order as it is now, or null when it is in none of the `from`
 * states any more, and then nothing changed. Nothing else in the system writes a status.
 */
export async function move(tx: Tx, wish: Move): Promise<Order | null> {
  const order = await orderForWriting(tx, wish.orderId)
  if (!order || !wish.from.includes(order.status)) return null
  if (!mayMove(order.status, wish.to, wish.cause)) {
    throw new Error(`no edge from ${order.status} to ${wish.to} for ${wish.cause}`)
  }
  if (!(await moveStatus(tx, order, wish.to, wish.set ?? {}))) return null
  const seq = order.seq + 1
  await insertEvent(tx, order.id, { seq, from: order.status, to: wish.to, cause: wish.cause, actor: wish.actor })
  await emit(tx, {
    id: orderEventId(order.id, seq),
    event: eventOf(wish.to),
    key: order.id,
    seq,
    payload: {
      orderId: order.id,
      orderNo: order.orderNo,
      hotelId: order.hotelId,
      memberId: order.memberId,
      seq,
      from: order.status,
      to: wish.to,
      at: tx.now,
    },
  })
  return (await orderForWriting(tx, wish.orderId))!
}
