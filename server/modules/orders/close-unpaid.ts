import type { Tx } from '../../database/handle.ts'
import type { Actor } from '../../kernel/actor.ts'
import { move } from './move.ts'
import type { Order } from './order.ts'
import type { OrderCause } from './order-states.ts'
import { type ClosingDeps, freeUnpaid } from './settle-closing.ts'

/** How soon to look again at an order whose trade is being closed. */
export const chaseEveryMs = 60_000

/**
 * Ends an unpaid order: at once when no trade can be paid; otherwise the hold stays until WeChat has said what became
 * of the trade. The order is locked by the caller.
 */
export async function closeUnpaid(
  tx: Tx,
  deps: ClosingDeps,
  order: Order,
  way: { now: 'cancelled' | 'expired'; later: 'cancelling' | 'expiring'; cause: OrderCause; actor: Actor },
): Promise<void> {
  const live = await deps.payments.liveTradesOf(tx, order.id)
  const step = { orderId: order.id, from: ['awaiting_payment'], cause: way.cause, actor: way.actor } as const
  if (live.length === 0) {
    if (await move(tx, { ...step, to: way.now })) await freeUnpaid(tx, deps, order)
    return
  }
  await move(tx, { ...step, to: way.later, set: { chase_at: tx.now + chaseEveryMs } })
  for (const trade of live) await deps.payments.askEnd(tx, trade.outTradeNo)
}
