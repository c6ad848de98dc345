import type { Tx } from '../../database/handle.ts'
import type { Actor } from '../../kernel/actor.ts'
import { type Kept, keptAt, phaseEnd } from '../../kernel/cancellation.ts'
import type { Fen } from '../../kernel/money.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Instant } from '../../kernel/stay.ts'
import type { Payments } from '../payments/index.ts'
import type { Rooms } from '../rooms/index.ts'
import { closeUnpaid } from './close-unpaid.ts'
import { move } from './move.ts'
import type { Order, OrderLine } from './order.ts'
import { type RefundPart, refundParts, sumFen } from './refund-parts.ts'
import { finishRefunds, sendBack } from './send-back.ts'
import type { ClosingDeps } from './settle-closing.ts'
import { releaseNights } from './stock.ts'
import { linesForWriting } from './store/lines.ts'
import { orderForWriting } from './store/orders.ts'
import { changeRoom, roomsForWriting } from './store/rooms.ts'
import { note } from './store/story.ts'

export interface CancelDeps extends ClosingDeps {
  rooms: Pick<Rooms, 'free'>
  payments: Pick<Payments, 'liveTradesOf' | 'askEnd' | 'refund' | 'refundsOf'>
}

/** What cancelling would do now. */
export interface Cancellation {
  cancellable: boolean
  paidFen: Fen
  refundFen: Fen
  keptFen: Fen
  kept: Kept
  /** Until when these figures hold; null when they do not change any more. */
  until: Instant | null
  parts: RefundPart[]
}

/** What comes back, to the fen, if the order were cancelled at that instant under its frozen policy. */
export function previewCancellation(order: Order, lines: readonly OrderLine[], at: Instant): Cancellation {
  const { policy, clock } = order.terms
  const kept = keptAt(policy, { stay: order, clock }, at)
  const parts = order.status === 'paid' ? refundParts(lines, kept) : []
  const refundFen = sumFen(parts.map((part) => part.amountFen))
  const ends = policy.phases.map((phase) => phaseEnd(phase, order.checkIn, clock))
  return {
    cancellable: order.status === 'awaiting_payment' || order.status === 'paid',
    paidFen: order.paidFen,
    refundFen,
    keptFen: order.paidFen - order.refundedFen - refundFen,
    kept,
    until: ends.find((end) => end !== null && at < end) ?? null,
    parts,
  }
}

export interface CancelWish {
  orderId: string
  actor: Actor
  cause: 'guest' | 'staff'
  /** What the person was shown and agreed to; a different figure is refused. */
  expectedRefundFen?: Fen | undefined
  /** `all`: everything paid goes back, whatever the policy. */
  returns: 'by_policy' | 'all'
  reason?: string | undefined
}

/**
 * Cancels an order as a whole. Unpaid: over at once, or as soon as WeChat has closed the trade. Paid: what the frozen
 * policy returns goes back line by line, and the nights are on sale again; when it returns nothing, the order is
 * cancelled. Refusals: `not_found`, `refund_changed` with the figure, `order_not_cancellable`.
 */
export async function cancelOrder(tx: Tx, deps: CancelDeps, wish: CancelWish): Promise<void> {
  const order = await orderForWriting(tx, wish.orderId)
  if (!order) throw new Refusal('not_found')
  if (order.status !== 'awaiting_payment' && order.status !== 'paid') {
    throw new Refusal('order_not_cancellable', { facts: { status: order.status } })
  }
  const lines = await linesForWriting(tx, order.id)
  const preview = previewCancellation(order, lines, tx.now)
  const parts = wish.returns === 'all' ? refundParts(lines, { kind: 'nothing' }) : preview.parts
  const refundFen = sumFen(parts.map((part) => part.amountFen))
  if (wish.expectedRefundFen !== undefined && wish.expectedRefundFen !== refundFen) {
    throw new Refusal('refund_changed', {
      facts: { refundFen, keptFen: order.paidFen - order.refundedFen - refundFen },
    })
  }
  if (wish.reason) {
    await note(tx, order.id, { kind: 'cancel_reason', actor: wish.actor, detail: { reason: wish.reason } })
  }
  if (order.status === 'awaiting_payment') {
    return closeUnpaid(tx, deps, order, { now: 'cancelled', later: 'cancelling', cause: wish.cause, actor: wish.actor })
  }
  await cancelPaid(tx, deps, order, { ...wish, parts })
}

async function cancelPaid(
  tx: Tx,
  deps: CancelDeps,
  order: Order,
  wish: CancelWish & { parts: readonly RefundPart[] },
): Promise<void> {
  const to = wish.parts.length > 0 ? 'refunding' : 'cancelled'
  await move(tx, { orderId: order.id, from: ['paid'], to, cause: wish.cause, actor: wish.actor })
  const backFen = await sendBack(tx, deps.payments, {
    orderId: order.id,
    parts: wish.parts,
    cause: 'cancel',
    actor: wish.actor,
  })
  if (order.grantId && backFen + order.refundedFen === order.paidFen) await deps.coupons.giveBack(tx, order.id)
  for (const room of await roomsForWriting(tx, order.id)) {
    if (room.roomId === null) continue
    await deps.rooms.free(tx, { orderRoomId: room.id })
    await changeRoom(tx, room, { room_id: null, room_number: null })
  }
  if (to === 'refunding') await finishRefunds(tx, deps.payments, order.id)
  await releaseNights(tx, deps, order.id)
}
