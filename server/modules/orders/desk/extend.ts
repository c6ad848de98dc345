import type { Tx } from '../../../database/handle.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { isNight, type Night, nightsAtMost, nightsBetween, nightsOf, type Stay } from '../../../kernel/stay.ts'
import type { OfferPrice, Offers } from '../../offers/index.ts'
import { lineRow } from '../new-order.ts'
import type { Order, OrderLine, OrderRoom } from '../order.ts'
import { givenUp, sumFen } from '../refund-parts.ts'
import { sendBack } from '../send-back.ts'
import { releaseNights, takeAll } from '../stock.ts'
import { changeOrder } from '../store/orders.ts'
import { insertLines } from '../store/place.ts'
import { note } from '../store/story.ts'
import { type AtDesk, type DeskDeps, orderAtDesk, recordDeed } from './desk.ts'

/**
 * More nights for a stay, sold at once at today's price of its rate plan, with a balance due. Rooms that have a number
 * keep it. All of its rooms stay on, or none does. Refusals: `order_state`, `booking_invalid`, `rooms_sold_out`, `room_taken`, and what the offer says.
 */
export async function extend(
  tx: Tx,
  deps: DeskDeps & { offers: Pick<Offers, 'priceMany'> },
  wish: AtDesk & { checkOut: Night },
): Promise<void> {
  const { order, rooms } = await orderAtDesk(tx, wish, ['paid', 'checked_in'])
  const stay = { checkIn: order.checkOut, checkOut: wish.checkOut }
  refuseBadCheckOut(order, wish.checkOut, wish.checkOut > order.checkOut)
  if (rooms.some((room) => room.state === 'out')) throw new Refusal('order_state', { facts: { status: order.status } })
  const price = await priceOf(tx, deps, order, stay)
  const lines = linesOf(order, rooms, price)
  if (order.stockMode !== 'never' && !(await takeAll(tx, deps, lines))) throw new Refusal('rooms_sold_out')
  await insertLines(
    tx,
    lines.map((line) => lineRow(order.id, line)),
  )
  for (const room of rooms.filter((one) => one.roomId !== null)) {
    await deps.rooms.assign(tx, { roomId: room.roomId!, orderRoomId: room.id, nights: nightsOf(stay) })
  }
  const addedFen = sumFen(lines.map((line) => line.shareFen))
  await changeOrder(tx, order.id, {
    check_out: wish.checkOut,
    subtotal_fen: order.subtotalFen + addedFen,
    total_fen: order.totalFen + addedFen,
  })
  const detail = { from: order.checkOut, to: wish.checkOut, addedFen }
  await note(tx, order.id, { kind: 'extended', actor: wish.actor, detail })
  await recordDeed(tx, deps.audit, { order, actor: wish.actor, action: 'order.extend', after: detail })
}

async function priceOf(
  tx: Tx,
  deps: { offers: Pick<Offers, 'priceMany'> },
  order: Order,
  stay: Stay,
): Promise<OfferPrice> {
  const { roomTypeId, ratePlanId, rooms } = order
  const [price] = await deps.offers.priceMany(tx, [{ roomTypeId, ratePlanId, stay, rooms, purpose: 'extension' }])
  if (!price) throw new Error('no answer for the price of an extension')
  if ('refusal' in price) throw price.refusal
  return price
}

function linesOf(order: Order, rooms: readonly OrderRoom[], price: OfferPrice): OrderLine[] {
  return price.nights.flatMap(({ night, priceFen }) =>
    rooms.map((room) => ({
      roomIndex: room.roomIndex,
      night,
      roomTypeId: order.roomTypeId,
      priceFen,
      shareFen: priceFen,
      refundedFen: 0,
      paymentId: null,
      stock: order.stockMode === 'never' ? 'none' : 'sold',
    })),
  )
}

/**
 * The guests leave before the last day: the nights from the new one on are on sale again, what was paid for them goes
 * back, what was not is no longer due. Refusals: `order_state`, `booking_invalid`.
 */
export async function leaveEarly(tx: Tx, deps: DeskDeps, wish: AtDesk & { checkOut: Night }): Promise<void> {
  const { order, rooms, today } = await orderAtDesk(tx, wish, ['checked_in'])
  const inside = wish.checkOut > order.checkIn && wish.checkOut >= today && wish.checkOut < order.checkOut
  refuseBadCheckOut(order, wish.checkOut, inside)
  const released = await releaseNights(tx, deps, order.id, wish.checkOut)
  for (const room of rooms) await deps.rooms.free(tx, { orderRoomId: room.id, fromNight: wish.checkOut })
  const { parts, waivedFen } = givenUp(released)
  await changeOrder(tx, order.id, { check_out: wish.checkOut, waived_fen: order.waivedFen + waivedFen })
  const number = (await deps.payments.refundsOf(tx, order.id)).length + 1
  const back = { orderId: order.id, parts, cause: 'leave_early', number, actor: wish.actor } as const
  const refundFen = await sendBack(tx, deps.payments, back)
  const detail = { from: order.checkOut, to: wish.checkOut, refundFen }
  await note(tx, order.id, { kind: 'left_early', actor: wish.actor, detail })
  await recordDeed(tx, deps.audit, { order, actor: wish.actor, action: 'order.leave_early', after: detail })
}

function refuseBadCheckOut(order: Order, checkOut: Night, inside: boolean): void {
  const fits = isNight(checkOut) && inside && nightsBetween(order.checkIn, checkOut) <= nightsAtMost
  if (!fits) throw new Refusal('booking_invalid', { fields: { checkOut: 'out_of_range' } })
}
