import type { Tx } from '../../../database/handle.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { changeOrder } from '../store/orders.ts'
import { note } from '../store/story.ts'
import { giveNumber } from './assign-rooms.ts'
import { type AtDesk, type DeskDeps, laterNight, orderAtDesk, recordDeed } from './desk.ts'

/**
 * Guests move from one room number to another for the nights that are left; see `giveNumber`. `from` and `to` are
 * room ids. Refusals: `order_state`, `not_found`, `stay_over`, `room_taken`, `rooms_sold_out`.
 */
export async function changeRoomNumber(
  tx: Tx,
  deps: DeskDeps,
  wish: AtDesk & { from: string; to: string },
): Promise<void> {
  const { order, rooms, today } = await orderAtDesk(tx, wish, ['paid', 'checked_in'])
  const room = rooms.find((one) => one.roomId === wish.from && one.state !== 'out')
  if (!room) throw new Refusal('not_found')
  const from = laterNight(order.checkIn, today)
  if (from >= order.checkOut) throw new Refusal('stay_over', { facts: { checkOut: order.checkOut } })
  const { number } = await giveNumber(tx, deps, order, { room, roomId: wish.to, from })
  if (room.state === 'in') await deps.rooms.markDirty(tx, { roomId: wish.from })
  const detail = { from: room.roomNumber, to: number, fromNight: from }
  await note(tx, order.id, { kind: 'room_changed', actor: wish.actor, detail })
  await recordDeed(tx, deps.audit, { order, actor: wish.actor, action: 'order.change_room', after: detail })
  await changeOrder(tx, order.id, {})
}
