import type { Tx } from '../../../database/handle.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import type { Night } from '../../../kernel/stay.ts'
import type { Order, OrderRoom } from '../order.ts'
import { demands, takeAll } from '../stock.ts'
import { linesForWriting, retypeLines } from '../store/lines.ts'
import { changeOrder } from '../store/orders.ts'
import { note } from '../store/story.ts'
import { giveNumber } from './assign-rooms.ts'
import { type AtDesk, type DeskDeps, laterNight, orderAtDesk, recordDeed } from './desk.ts'

/**
 * Guests move from one room number to another for the nights that are left. To another type the stock moves with them;
 * the price stays as agreed (a difference is money at the desk or a refund of its own). `from` and `to` are room ids.
 * Refusals: `order_state`, `not_found`, `stay_over`, `room_taken`, `rooms_sold_out`.
 */
export async function changeRoomNumber(
  tx: Tx,
  deps: DeskDeps,
  wish: AtDesk & { from: string; to: string },
): Promise<void> {
  const { order, rooms, today } = await orderAtDesk(tx, wish, ['paid', 'checked_in'])
  const room = rooms.find((one) => one.roomId === wish.from && one.state !== 'out')
  const target = await deps.rooms.byId(tx, wish.to)
  if (!room || target?.hotelId !== order.hotelId) throw new Refusal('not_found')
  const from = laterNight(order.checkIn, today)
  if (from >= order.checkOut) throw new Refusal('stay_over', { facts: { checkOut: order.checkOut } })
  await moveStock(tx, deps, order, { room, roomTypeId: target.roomTypeId, from })
  await giveNumber(tx, deps, order, { room, roomId: wish.to, from })
  if (room.state === 'in') await deps.rooms.markDirty(tx, { roomId: wish.from })
  const detail = { from: room.roomNumber, to: target.number, fromNight: from }
  await note(tx, order.id, { kind: 'room_changed', actor: wish.actor, detail })
  await recordDeed(tx, deps.audit, { order, actor: wish.actor, action: 'order.change_room', after: detail })
  await changeOrder(tx, order.id, {})
}

async function moveStock(
  tx: Tx,
  deps: DeskDeps,
  order: Order,
  { room, roomTypeId, from }: { room: OrderRoom; roomTypeId: string; from: Night },
): Promise<void> {
  const lines = (await linesForWriting(tx, order.id)).filter(
    (line) => line.roomIndex === room.roomIndex && line.night >= from && line.stock !== 'released',
  )
  const moving = lines.filter((line) => line.roomTypeId !== roomTypeId)
  if (moving.length === 0) return
  const sold = moving.filter((line) => line.stock === 'sold')
  const there = sold.map(({ night }) => ({ roomTypeId, night }))
  if (sold.length > 0) {
    if (!(await takeAll(tx, deps, there))) throw new Refusal('rooms_sold_out')
    await deps.inventory.giveBack(tx, demands(sold))
  }
  await retypeLines(tx, order.id, { roomIndex: room.roomIndex, fromNight: from, roomTypeId })
}
