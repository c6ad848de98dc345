import type { Tx } from '../../../database/handle.ts'
import type { EventPayloads } from '../../../events.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { hotelDay, type Night, nightsOf } from '../../../kernel/stay.ts'
import { move } from '../move.ts'
import { balanceFen, type Order, type OrderRoom } from '../order.ts'
import { changeOrder } from '../store/orders.ts'
import { changeRoom } from '../store/rooms.ts'
import { note } from '../store/story.ts'
import { type AtDesk, type DeskDeps, laterNight, named, orderAtDesk, recordDeed } from './desk.ts'

export interface CheckOutWish extends AtDesk {
  orderRoomIds?: readonly string[] | undefined
  /** `permitted`: a person with the permission lets them go with a balance due. */
  balance: 'settled' | 'permitted'
}

/** The fact that the stay ended, when this check-out ended it: told by a half message. */
export type StayCompleted = EventPayloads['order.stay_completed']

/**
 * Guests leave, room by room or all at once; their numbers are free from today on. The order is finished when the
 * last room is out and no other can come any more, and then the answer is the fact to tell. Refusals: `order_state`,
 * `not_found`, `balance_due` with the amount.
 */
export async function checkOut(tx: Tx, deps: DeskDeps, wish: CheckOutWish): Promise<StayCompleted | null> {
  const { order, rooms, today } = await orderAtDesk(tx, wish, ['checked_in'])
  const leaving = named(rooms, wish.orderRoomIds).filter((room) => room.state === 'in')
  const ends = endsStay(rooms, leaving, today >= order.checkOut)
  const dueFen = balanceFen(order)
  if (ends && dueFen > 0 && wish.balance === 'settled')
    throw new Refusal('balance_due', { facts: { balanceFen: dueFen } })
  for (const room of leaving) await moveOut(tx, deps, room, today)
  const detail = { orderRoomIds: leaving.map((room) => room.id), ...(dueFen > 0 ? { balanceFen: dueFen } : {}) }
  await note(tx, order.id, { kind: 'room_out', actor: wish.actor, detail })
  await recordDeed(tx, deps.audit, { order, actor: wish.actor, action: 'order.check_out', after: detail })
  if (!ends) {
    await changeOrder(tx, order.id, {})
    return null
  }
  await move(tx, { orderId: order.id, from: ['checked_in'], to: 'finished', cause: 'desk', actor: wish.actor })
  return stayCompleted(order, tx.now)
}

/** Nobody is in, and nobody can still come: those who are expected have until the last day. */
function endsStay(rooms: readonly OrderRoom[], leaving: readonly OrderRoom[], over: boolean): boolean {
  const gone = new Set(leaving.map((room) => room.id))
  const stay = rooms.filter((room) => !gone.has(room.id))
  return stay.every((room) => room.state === 'out' || (over && room.state === 'expected'))
}

async function moveOut(tx: Tx, deps: DeskDeps, room: OrderRoom, today: Night): Promise<void> {
  await changeRoom(tx, room, { state: 'out', checked_out_at: tx.now })
  await deps.rooms.free(tx, { orderRoomId: room.id, fromNight: today })
  if (room.roomId) await deps.rooms.markDirty(tx, { roomId: room.roomId })
}

function stayCompleted(order: Order, at: number): StayCompleted {
  const { id: orderId, memberId, hotelId, paidFen, refundedFen } = order
  return { orderId, memberId, hotelId, keptFen: paidFen - refundedFen, at }
}

/**
 * They have not left after all, said on the same hotel day. Their numbers are taken again for the nights that are
 * left. Refusals: `order_state`, `undo_too_late`, `room_taken`.
 */
export async function undoCheckOut(
  tx: Tx,
  deps: DeskDeps,
  wish: AtDesk & { orderRoomIds?: readonly string[] | undefined },
): Promise<void> {
  const { order, rooms, today } = await orderAtDesk(tx, wish, ['checked_in', 'finished'])
  const back = named(rooms, wish.orderRoomIds).filter((room) => room.state === 'out')
  if (back.length === 0 || back.some((room) => hotelDay(room.checkedOutAt!, order.terms.clock) !== today)) {
    throw new Refusal('undo_too_late')
  }
  for (const room of back) await moveBack(tx, deps, order, { room, today })
  const detail = { orderRoomIds: back.map((room) => room.id) }
  await note(tx, order.id, { kind: 'room_out_undone', actor: wish.actor, detail })
  await recordDeed(tx, deps.audit, { order, actor: wish.actor, action: 'order.undo_check_out', before: detail })
  if (order.status === 'checked_in') return changeOrder(tx, order.id, {})
  await move(tx, { orderId: order.id, from: ['finished'], to: 'checked_in', cause: 'desk', actor: wish.actor })
}

async function moveBack(
  tx: Tx,
  deps: DeskDeps,
  order: Order,
  { room, today }: { room: OrderRoom; today: Night },
): Promise<void> {
  const nights = nightsOf({ checkIn: laterNight(order.checkIn, today), checkOut: order.checkOut })
  if (room.roomId && nights.length > 0) {
    await deps.rooms.assign(tx, { roomId: room.roomId, orderRoomId: room.id, nights })
  }
  await changeRoom(tx, room, { state: 'in', checked_out_at: null })
}
