import type { Tx } from '../../../database/handle.ts'
import type { StaffActor } from '../../../kernel/actor.ts'
import type { Fen } from '../../../kernel/money.ts'
import { Refusal } from '../../../kernel/refusal.ts'
import { type PlacingDeps, placeOrders, RoomsGone } from '../place-orders.ts'
import type { Wish } from '../wish.ts'
import { checkIn } from './check-in.ts'
import type { DeskDeps } from './desk.ts'
import { type DeskMethod, takeDeskPayment } from './desk-money.ts'

export interface WalkIn {
  wish: Wish
  hotelIds: readonly string[] | 'all'
  payment: { method: DeskMethod; amountFen: Fen; receiptNo: string }
  /** Numbers to move into at once; none when they come later. */
  roomIds: readonly string[]
  actor: StaffActor
}

/**
 * Somebody stands at the desk: the order is placed, paid there and, where numbers are given, checked in, all or none.
 * Refusals: those of placing, `forbidden` for another branch, `amount_not_due`, those of checking in.
 */
export async function walkIn(tx: Tx, deps: DeskDeps & PlacingDeps, walk: WalkIn): Promise<string> {
  const [placed] = await placeOrders(tx, deps, [walk.wish]).catch((error: unknown) => {
    throw error instanceof RoomsGone ? new Refusal('rooms_sold_out', { facts: { nights: error.nights } }) : error
  })
  if (placed?.kind === 'refused') throw placed.refusal
  if (placed?.kind === 'known') return placed.orderId
  const { order } = placed!
  const { hotelIds, actor } = walk
  if (hotelIds !== 'all' && !hotelIds.includes(order.hotelId)) throw new Refusal('forbidden')
  const { id: orderId } = order
  await takeDeskPayment(tx, deps, { orderId, hotelIds, actor, ...walk.payment, purpose: 'walk_in' })
  if (walk.roomIds.length > 0) await checkIn(tx, deps, { orderId, hotelIds, actor, roomIds: walk.roomIds })
  return orderId
}
