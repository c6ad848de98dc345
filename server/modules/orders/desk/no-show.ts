import type { Tx } from '../../../database/handle.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { move } from '../move.ts'
import { refundParts } from '../refund-parts.ts'
import { sendBack } from '../send-back.ts'
import { releaseNights, takeNights } from '../stock.ts'
import { linesForWriting } from '../store/lines.ts'
import { changeRoom } from '../store/rooms.ts'
import { note } from '../store/story.ts'
import { type AtDesk, type DeskDeps, orderAtDesk, recordDeed } from './desk.ts'

/**
 * Nobody came, said once the hotel day of check-in is over. The nights from today on are on sale again, the numbers
 * are free, and what the frozen policy does not keep goes back. Refusals: `order_state`, `no_show_too_early`.
 */
export async function noShow(tx: Tx, deps: DeskDeps, wish: AtDesk): Promise<void> {
  const { order, rooms, today } = await orderAtDesk(tx, wish, ['paid'])
  if (today <= order.checkIn) throw new Refusal('no_show_too_early', { facts: { checkIn: order.checkIn } })
  const parts = refundParts(await linesForWriting(tx, order.id), order.terms.policy.noShow)
  for (const room of rooms.filter((one) => one.roomId !== null)) {
    await deps.rooms.free(tx, { orderRoomId: room.id })
    await changeRoom(tx, room, { room_id: null, room_number: null })
  }
  await move(tx, { orderId: order.id, from: ['paid'], to: 'no_show', cause: 'desk', actor: wish.actor })
  const refundFen = await sendBack(tx, deps.payments, { orderId: order.id, parts, cause: 'no_show', actor: wish.actor })
  if (refundFen > 0) {
    await note(tx, order.id, { kind: 'money_returned', actor: wish.actor, detail: { cause: 'no_show', refundFen } })
  }
  if (order.grantId && refundFen + order.refundedFen === order.paidFen) await deps.coupons.giveBack(tx, order.id)
  await recordDeed(tx, deps.audit, { order, actor: wish.actor, action: 'order.no_show', after: { refundFen } })
  await releaseNights(tx, deps, order.id, today)
}

/**
 * They came after all: the nights that are left are taken again. Refusals: `order_state`, `stay_over`,
 * `money_returned` once money went back, `rooms_sold_out`.
 */
export async function reinstate(tx: Tx, deps: DeskDeps, wish: AtDesk): Promise<void> {
  const { order, today } = await orderAtDesk(tx, wish, ['no_show'])
  if (today >= order.checkOut) throw new Refusal('stay_over', { facts: { checkOut: order.checkOut } })
  if (order.refundedFen > 0) throw new Refusal('money_returned')
  await move(tx, { orderId: order.id, from: ['no_show'], to: 'paid', cause: 'desk', actor: wish.actor })
  await recordDeed(tx, deps.audit, { order, actor: wish.actor, action: 'order.reinstate' })
  if (!(await takeNights(tx, deps, order, 'released'))) throw new Refusal('rooms_sold_out')
}
