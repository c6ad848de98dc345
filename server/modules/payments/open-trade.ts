import type { Handle, Tx } from '../../database/handle.ts'
import type { Fen } from '../../kernel/money.ts'
import type { Instant } from '../../kernel/stay.ts'
import type { OpenedTrade } from './payment.ts'
import { insertTrade, tradesOf } from './store.ts'

export interface TradeWish {
  subjectId: string
  /** Trades are numbered `<orderNo>-n`. */
  orderNo: string
  appid: string
  openid: string
  amountFen: Fen
  description: string
  expiresAt: Instant
}

/**
 * The one trade by which the subject can be paid now. Asked again by the same client for the same sum it is the same
 * trade. When another client or another sum asks, `mustClose` names the trade that has to end first, so that never
 * two can be paid.
 */
export async function openTrade(tx: Tx, wish: TradeWish): Promise<{ trade: OpenedTrade } | { mustClose: string }> {
  const trades = await tradesOf(tx, wish.subjectId)
  const live = trades.find(isLive)
  if (live) {
    const same = live.appid === wish.appid && live.openid === wish.openid && live.amountFen === wish.amountFen
    return same ? { trade: live } : { mustClose: live.outTradeNo }
  }
  const number = trades.length + 1
  const trade: OpenedTrade = {
    outTradeNo: `${wish.orderNo}-${number}`,
    subjectId: wish.subjectId,
    appid: wish.appid,
    openid: wish.openid,
    amountFen: wish.amountFen,
    description: wish.description,
    state: 'opened',
    prepayId: null,
    prepaidAt: null,
    expiresAt: wish.expiresAt,
  }
  await insertTrade(tx, trade, number)
  return { trade }
}

/** Trades of the subject that WeChat may still take money for. */
export async function liveTradesOf(handle: Handle, subjectId: string): Promise<OpenedTrade[]> {
  return (await tradesOf(handle, subjectId)).filter(isLive)
}

function isLive(trade: OpenedTrade): boolean {
  return trade.state === 'opened' || trade.state === 'prepaid'
}
