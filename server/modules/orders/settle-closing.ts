import type { Tx } from '../../database/handle.ts'
import type { Alarms } from '../alarms/index.ts'
import type { Coupons } from '../coupons/index.ts'
import type { Payments } from '../payments/index.ts'
import { move } from './move.ts'
import type { Order } from './order.ts'
import { releaseNights, type StockDeps } from './stock.ts'
import { orderForWriting } from './store/orders.ts'

export interface ClosingDeps extends StockDeps {
  payments: Pick<Payments, 'liveTradesOf' | 'askEnd'>
  coupons: Pick<Coupons, 'giveBack'>
  alarms: Pick<Alarms, 'settle'>
}

/** On whose word an order moves when a trade ends. */
export const wechat = { kind: 'system', cause: 'wechat' } as const

/**
 * Ends an order that waited for WeChat's word, once none of its trades can be paid any more: rooms and coupon go back
 * in this transaction. While one can, WeChat is asked again; nothing is ever guessed.
 */
export async function settleClosing(tx: Tx, deps: ClosingDeps, orderId: string): Promise<void> {
  const order = await orderForWriting(tx, orderId)
  if (order?.status !== 'cancelling' && order?.status !== 'expiring') return
  const live = await deps.payments.liveTradesOf(tx, orderId)
  if (live.length > 0) {
    for (const trade of live) await deps.payments.askEnd(tx, trade.outTradeNo)
    return
  }
  const to = order.status === 'cancelling' ? 'cancelled' : 'expired'
  await move(tx, { orderId, from: [order.status], to, cause: 'trade_closed', actor: wechat, set: { chase_at: null } })
  await deps.alarms.settle(tx, 'closing_overdue', `order:${orderId}`)
  await freeUnpaid(tx, deps, order)
}

/** Rooms and coupon of an order that nobody paid are free again. */
export async function freeUnpaid(tx: Tx, deps: Omit<ClosingDeps, 'payments' | 'alarms'>, order: Order): Promise<void> {
  if (order.grantId) await deps.coupons.giveBack(tx, order.id)
  await releaseNights(tx, deps, order.id)
}
