import { chinaInstant } from '../china-time.ts'
import type { Context } from '../context.ts'

export interface TradeRow {
  out_trade_no: string
  appid: string
  openid: string
  total_fen: number
  description: string
  attach: string | null
  notify_url: string
  parameters: string
  pay_before: number
  state: 'NOTPAY' | 'SUCCESS' | 'CLOSED'
  transaction_id: string | null
  paid_at: number | null
  made_at: number
}

export function findTrade({ db }: Context, outTradeNo: string): TradeRow | undefined {
  return db.one<TradeRow>(`SELECT * FROM trades WHERE out_trade_no = ?`, outTradeNo)
}

export function findTradeByTransaction({ db }: Context, transactionId: string): TradeRow | undefined {
  return db.one<TradeRow>(`SELECT * FROM trades WHERE transaction_id = ?`, transactionId)
}

const descriptions = { SUCCESS: '支付成功', REFUND: '转入退款', NOTPAY: '订单未支付', CLOSED: '订单已关闭' } as const

/** A trade as queries and notices tell it. `attach` and the payment's own fields are there only once it is paid. */
export function tradeView(context: Context, trade: TradeRow): object {
  const state = trade.state === 'SUCCESS' && hasRefund(context, trade.out_trade_no) ? 'REFUND' : trade.state
  const head = { appid: trade.appid, mchid: context.keys.mchid, out_trade_no: trade.out_trade_no }
  const tail = { trade_state: state, trade_state_desc: descriptions[state], payer: { openid: trade.openid } }
  if (trade.paid_at === null) return { ...head, ...tail, amount: { total: trade.total_fen, currency: 'CNY' } }
  return {
    ...head,
    transaction_id: trade.transaction_id,
    trade_type: 'JSAPI',
    ...tail,
    bank_type: 'OTHERS',
    attach: trade.attach ?? '',
    success_time: chinaInstant(trade.paid_at),
    amount: { total: trade.total_fen, payer_total: trade.total_fen, currency: 'CNY', payer_currency: 'CNY' },
    promotion_detail: [],
  }
}

function hasRefund({ db }: Context, outTradeNo: string): boolean {
  return db.one(`SELECT 1 FROM refunds WHERE out_trade_no = ? AND status <> 'CLOSED' LIMIT 1`, outTradeNo) !== undefined
}
