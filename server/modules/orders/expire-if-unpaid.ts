import type { Tx } from '../../database/handle.ts'
import { closeUnpaid } from './close-unpaid.ts'
import type { Order } from './order.ts'
import type { ClosingDeps } from './settle-closing.ts'
import { orderForWriting } from './store/orders.ts'

/**
 * The deadline may have come: the order row decides. Never early, harmless when late, doubled or for an order that
 * was paid; a message, a sweep and anybody who looks at the order all end here.
 */
export async function expireIfUnpaid(
  tx: Tx,
  deps: ClosingDeps,
  wish: { orderId: string; noticedBy: 'message' | 'sweep' | 'sight' },
): Promise<void> {
  const order = await orderForWriting(tx, wish.orderId)
  if (!order || !isOverdue(order, tx.now)) return
  const actor = { kind: 'system', cause: wish.noticedBy } as const
  await closeUnpaid(tx, deps, order, { now: 'expired', later: 'expiring', cause: 'deadline', actor })
}

export function isOverdue(order: Pick<Order, 'status' | 'payBefore'>, now: number): boolean {
  return order.status === 'awaiting_payment' && now >= order.payBefore
}
