import type { Db, Tx } from '../../database/handle.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { PayParameters } from '../../ports/pay.ts'
import type { Members } from '../members/index.ts'
import type { OpenedTrade, Payments } from '../payments/index.ts'
import { isOverdue } from './expire-if-unpaid.ts'
import type { Order } from './order.ts'
import { orderForWriting } from './store/orders.ts'

export interface PayDeps {
  db: Db
  payments: Pick<Payments, 'openTrade' | 'parametersFor' | 'endNow' | 'queryNow' | 'tradesOf'>
  members: Pick<Members, 'openidFor'>
}

export interface PayWish {
  orderId: string
  memberId: string
  /** The app whose pay sheet is shown. */
  appid: string
}

/** The other client's trade is ended at most this often before the guest is asked to try again. */
const roundsAtMost = 2
const descriptionAtMost = 120

/**
 * What the client hands to WeChat's pay sheet. Asked again, it is the same trade; another client's trade is brought to
 * its end at WeChat before a new one opens, so that never two can be paid. Refusals: `not_found`, `order_not_payable`
 * with the state, `payment_needs_wechat`, `payment_in_progress`, those of payments.
 */
export async function payOrder(deps: PayDeps, wish: PayWish): Promise<PayParameters> {
  for (let round = 0; round < roundsAtMost; round += 1) {
    const opened = await deps.db.transaction((tx) => openTradeOf(tx, deps, wish))
    if ('trade' in opened) return deps.payments.parametersFor(opened.trade.outTradeNo)
    await deps.payments.endNow(opened.mustClose)
  }
  throw new Refusal('payment_in_progress', { retryAfterSeconds: 3 })
}

async function openTradeOf(
  tx: Tx,
  { payments, members }: PayDeps,
  { orderId, memberId, appid }: PayWish,
): Promise<{ trade: OpenedTrade } | { mustClose: string }> {
  const order = await orderForWriting(tx, orderId)
  if (order?.memberId !== memberId) throw new Refusal('not_found')
  if (order.status !== 'awaiting_payment' || isOverdue(order, tx.now)) {
    throw new Refusal('order_not_payable', { facts: { status: order.status } })
  }
  const openid = await members.openidFor(tx, memberId, appid)
  if (openid === null) throw new Refusal('payment_needs_wechat')
  return payments.openTrade(tx, {
    subjectId: order.id,
    orderNo: order.orderNo,
    appid,
    openid,
    amountFen: order.totalFen,
    description: describe(order),
    expiresAt: order.payBefore,
  })
}

function describe({ terms }: Order): string {
  return `${terms.hotelName.zh} ${terms.roomTypeName.zh}`.slice(0, descriptionAtMost)
}

/**
 * "I paid": asks WeChat now. What it says has been booked when this returns. The newest trade that is not paid yet is
 * asked about, also one that was closed: money may have come in the last moment.
 */
export async function syncPayment(deps: PayDeps, orderId: string): Promise<void> {
  const [newest] = await deps.payments.tradesOf(deps.db, orderId)
  if (newest && newest.state !== 'paid') await deps.payments.queryNow(newest.outTradeNo)
}
