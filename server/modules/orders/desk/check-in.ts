import type { Tx } from '../../../database/handle.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import type { Night } from '../../../kernel/stay.ts'
import { move } from '../move.ts'
import type { Order, OrderRoom } from '../order.ts'
import { changeOrder } from '../store/orders.ts'
import { changeRoom } from '../store/rooms.ts'
import { note } from '../store/story.ts'
import { giveNumber } from './assign-rooms.ts'
import { type AtDesk, type DeskDeps, laterNight, named, orderAtDesk, recordDeed } from './desk.ts'

export interface CheckInWish extends AtDesk {
  /** Room numbers to move into, in the order of the rooms; none where all of them were assigned before. */
  roomIds: readonly string[]
  orderRoomIds?: readonly string[] | undefined
}

/**
 * Guests move in: from the hotel day of check-in until the stay ends, room by room or all at once. The first room in
 * makes the order checked in. Refusals: `order_state`, `check_in_too_early`, `stay_over`, `rooms_do_not_match`,
 * `room_taken`, `room_out_of_order`, `not_found`.
 */
export async function checkIn(tx: Tx, deps: DeskDeps, wish: CheckInWish): Promise<void> {
  const { order, rooms, today } = await orderAtDesk(tx, wish, ['paid', 'checked_in'])
  if (today < order.checkIn) throw new Refusal('check_in_too_early', { facts: { checkIn: order.checkIn } })
  if (today >= order.checkOut) throw new Refusal('stay_over', { facts: { checkOut: order.checkOut } })
  const coming = roomsComing(rooms, wish)
  for (const [index, room] of coming.entries()) {
    await moveIn(tx, deps, order, { room, roomId: wish.roomIds[index] ?? room.roomId!, today })
  }
  const detail = { orderRoomIds: coming.map((room) => room.id), roomIds: wish.roomIds }
  await note(tx, order.id, { kind: 'room_in', actor: wish.actor, detail })
  await recordDeed(tx, deps.audit, { order, actor: wish.actor, action: 'order.check_in', after: detail })
  if (order.status === 'checked_in') return changeOrder(tx, order.id, {})
  await move(tx, { orderId: order.id, from: ['paid'], to: 'checked_in', cause: 'desk', actor: wish.actor })
}

/** Which rooms move in: the named ones, or as many as there are numbers, or all that have one. */
function roomsComing(rooms: readonly OrderRoom[], wish: CheckInWish): OrderRoom[] {
  const expected = named(rooms, wish.orderRoomIds).filter((room) => room.state === 'expected')
  const coming = wish.orderRoomIds
    ? expected
    : wish.roomIds.length > 0
      ? expected.slice(0, wish.roomIds.length)
      : expected.filter((room) => room.roomId !== null)
  const numbered = wish.roomIds.length === coming.length || (wish.roomIds.length === 0 && coming.every((r) => r.roomId))
  if (coming.length === 0 || !numbered) throw new Refusal('rooms_do_not_match')
  return coming
}

async function moveIn(
  tx: Tx,
  deps: DeskDeps,
  order: Order,
  { room, roomId, today }: { room: OrderRoom; roomId: string; today: Night },
): Promise<void> {
  if (roomId !== room.roomId) {
    await giveNumber(tx, deps, order, { room, roomId, from: laterNight(order.checkIn, today) })
  } else if ((await deps.rooms.byId(tx, roomId))?.state === 'out_of_order') {
    throw new Refusal('room_out_of_order')
  }
  await changeRoom(tx, room, { state: 'in', checked_in_at: tx.now })
}

/**
 * Nobody moved in after all: the rooms are expected again and keep their numbers. Refused once one of them is out.
 * Refusals: `order_state`, `undo_too_late`.
 */
export async function undoCheckIn(
  tx: Tx,
  deps: DeskDeps,
  wish: AtDesk & { orderRoomIds?: readonly string[] | undefined },
): Promise<void> {
  const { order, rooms } = await orderAtDesk(tx, wish, ['checked_in'])
  if (rooms.some((room) => room.state === 'out')) throw new Refusal('undo_too_late')
  const back = named(rooms, wish.orderRoomIds).filter((room) => room.state === 'in')
  for (const room of back) await changeRoom(tx, room, { state: 'expected', checked_in_at: null })
  const detail = { orderRoomIds: back.map((room) => room.id) }
  await note(tx, order.id, { kind: 'room_in_undone', actor: wish.actor, detail })
  await recordDeed(tx, deps.audit, { order, actor: wish.actor, action: 'order.undo_check_in', before: detail })
  const stillIn = rooms.filter((room) => room.state === 'in').length - back.length
  if (stillIn > 0) return changeOrder(tx, order.id, {})
  await move(tx, { orderId: order.id, from: ['checked_in'], to: 'paid', cause: 'desk', actor: wish.actor })
}
