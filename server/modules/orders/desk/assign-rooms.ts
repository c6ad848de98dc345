import type { Tx } from '../../../database/handle.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { type Night, nightsOf } from '../../../kernel/stay.ts'
import type { Order, OrderRoom } from '../order.ts'
import { demands, takeAll } from '../stock.ts'
import { linesForWriting, retypeLines } from '../store/lines.ts'
import { changeOrder } from '../store/orders.ts'
import { changeRoom } from '../store/rooms.ts'
import { note } from '../store/story.ts'
import { type AtDesk, type DeskDeps, laterNight, named, orderAtDesk, recordDeed } from './desk.ts'

/**
 * Gives room numbers to rooms of an order that are not occupied yet: the first number to the first of them, and so on.
 * Refusals: `order_state`, `not_found`, `stay_over`, `rooms_do_not_match`, `room_taken`, `room_out_of_order`.
 */
export async function assignRooms(
  tx: Tx,
  deps: DeskDeps,
  wish: AtDesk & { roomIds: readonly string[]; orderRoomIds?: readonly string[] | undefined },
): Promise<void> {
  const { order, rooms, today } = await orderAtDesk(tx, wish, ['paid', 'checked_in'])
  if (today >= order.checkOut) throw new Refusal('stay_over', { facts: { checkOut: order.checkOut } })
  const open = named(rooms, wish.orderRoomIds).filter((room) => room.state === 'expected')
  if (wish.roomIds.length > open.length) throw new Refusal('rooms_do_not_match')
  for (const [index, roomId] of wish.roomIds.entries()) {
    await giveNumber(tx, deps, order, { room: open[index]!, roomId, from: laterNight(order.checkIn, today) })
  }
  const detail = { roomIds: wish.roomIds }
  await note(tx, order.id, { kind: 'assigned', actor: wish.actor, detail })
  await recordDeed(tx, deps.audit, { order, actor: wish.actor, action: 'order.assign', after: detail })
  await changeOrder(tx, order.id, {})
}

/** Takes the numbers back from rooms that are not occupied. Refusals: `order_state`, `not_found`. */
export async function unassignRooms(
  tx: Tx,
  deps: DeskDeps,
  wish: AtDesk & { orderRoomIds?: readonly string[] | undefined },
): Promise<void> {
  const { order, rooms } = await orderAtDesk(tx, wish, ['paid', 'checked_in'])
  const given = named(rooms, wish.orderRoomIds).filter((room) => room.state === 'expected' && room.roomId !== null)
  for (const room of given) {
    await deps.rooms.free(tx, { orderRoomId: room.id })
    await changeRoom(tx, room, { room_id: null, room_number: null })
  }
  const detail = { numbers: given.map((room) => room.roomNumber) }
  await note(tx, order.id, { kind: 'unassigned', actor: wish.actor, detail })
  await recordDeed(tx, deps.audit, { order, actor: wish.actor, action: 'order.unassign', before: detail })
  await changeOrder(tx, order.id, {})
}

/**
 * Gives one room of the order a number for its nights from one on; another number it had is free again. A number of
 * another type takes the stock with it; the price stays as agreed (a difference is money at the desk, or a refund of
 * its own). Refusals: `not_found`, `room_taken`, `rooms_sold_out`.
 */
export async function giveNumber(
  tx: Tx,
  deps: DeskDeps,
  order: Order,
  { room, roomId, from }: { room: OrderRoom; roomId: string; from: Night },
): Promise<{ number: string }> {
  const target = await deps.rooms.byId(tx, roomId)
  if (target?.hotelId !== order.hotelId) throw new Refusal('not_found')
  await moveStock(tx, deps, order, { room, roomTypeId: target.roomTypeId, from })
  if (room.roomId !== null) await deps.rooms.free(tx, { orderRoomId: room.id, fromNight: from })
  const nights = nightsOf({ checkIn: from, checkOut: order.checkOut })
  await deps.rooms.assign(tx, { roomId, orderRoomId: room.id, nights })
  await changeRoom(tx, room, { room_id: roomId, room_number: target.number })
  return { number: target.number }
}

async function moveStock(
  tx: Tx,
  deps: DeskDeps,
  order: Order,
  { room, roomTypeId, from }: { room: OrderRoom; roomTypeId: string; from: Night },
): Promise<void> {
  const moving = (await linesForWriting(tx, order.id)).filter(
    (line) => line.roomIndex === room.roomIndex && line.night >= from && line.roomTypeId !== roomTypeId,
  )
  const sold = moving.filter((line) => line.stock === 'sold')
  const there = sold.map(({ night }) => ({ roomTypeId, night }))
  if (sold.length > 0) {
    if (!(await takeAll(tx, deps, there))) throw new Refusal('rooms_sold_out')
    await deps.inventory.giveBack(tx, demands(sold))
  }
  if (moving.length > 0) {
    await retypeLines(tx, order.id, { roomIndex: room.roomIndex, fromNight: from, roomTypeId })
  }
}
