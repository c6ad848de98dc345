import { Unavailable } from '../../kernel/refusal.ts'
import type { Pay, RefundState, Trade, TradeRequest } from '../../ports/pay.ts'

interface Booked extends TradeRequest {
  state: 'NOTPAY' | 'SUCCESS' | 'CLOSED'
  paidAt: number | null
}

/** A WeChat that keeps its own ledger, for tests of what orders do when it answers, late or not at all. */
export function testWechat(now: () => number) {
  const trades = new Map<string, Booked>()
  const refunds = new Map<string, RefundState>()
  let away = false
  const answering = () => {
    if (away) throw new Unavailable('wechat')
  }
  const told = (trade: Booked): Trade => ({
    appid: trade.appid,
    mchid: 'mch_1',
    outTradeNo: trade.outTradeNo,
    state: trade.state,
    transactionId: trade.state === 'SUCCESS' ? `tx_${trade.outTradeNo}` : null,
    openid: trade.openid,
    amountFen: trade.amountFen,
    currency: 'CNY',
    paidAt: trade.paidAt,
  })
  const pay: Pay = {
    mchid: 'mch_1',
    appidFor: (via) => `app_${via}`,
    async prepay(request) {
      answering()
      const known = trades.get(request.outTradeNo)
      if (!known) trades.set(request.outTradeNo, { ...request, state: 'NOTPAY', paidAt: null })
      return { prepayId: `pre_${request.outTradeNo}` }
    },
    clientParameters: (appId, prepayId) => ({
      appId,
      timeStamp: '1',
      nonceStr: 'n',
      package: `prepay_id=${prepayId}`,
      signType: 'RSA',
      paySign: 's',
    }),
    async query(outTradeNo) {
      answering()
      const trade = trades.get(outTradeNo)
      return trade ? told(trade) : null
    },
    async close(outTradeNo) {
      answering()
      const trade = trades.get(outTradeNo)
      if (!trade) return 'unknown'
      if (trade.state === 'SUCCESS') return 'paid'
      trade.state = 'CLOSED'
      return 'closed'
    },
    async refund(request) {
      answering()
      const known = refunds.get(request.outRefundNo)
      const state: RefundState = known ?? {
        mchid: 'mch_1',
        outTradeNo: request.outTradeNo,
        outRefundNo: request.outRefundNo,
        refundId: `wx_${request.outRefundNo}`,
        state: 'SUCCESS',
        amountFen: request.amountFen,
        tradeAmountFen: request.tradeAmountFen,
        settledAt: now(),
      }
      refunds.set(request.outRefundNo, state)
      return state
    },
    async queryRefund(outRefundNo) {
      answering()
      return refunds.get(outRefundNo) ?? null
    },
    bill: async () => null,
    openNotice: () => {
      throw new Error('not in these tests')
    },
  }
  return {
    pay,
    trades,
    refunds,
    /** The person pays, also after the deadline: what WeChat's notice then says. */
    paid(outTradeNo: string): Trade {
      const trade = trades.get(outTradeNo)!
      trade.state = 'SUCCESS'
      trade.paidAt = now()
      return told(trade)
    },
    goAway: () => {
      away = true
    },
    comeBack: () => {
      away = false
    },
  }
}
