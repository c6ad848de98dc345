import type { Clock } from '../../ports/clock.ts'
import type { BillLine, Pay, RefundState, Trade, TradeRequest } from '../../ports/pay.ts'
import type { Refund } from './payment.ts'

/** A WeChat that says what a test tells it to say, and remembers what it was asked. */
export function tillWechat(clock: Clock) {
  const mchid = 'mch_1'
  const trades = new Map<string, Trade>()
  const refunds = new Map<string, RefundState>()
  const bills = new Map<string, BillLine[]>()
  /** `<verb> <number>` of every call, oldest first. */
  const asked: string[] = []
  /** What the next calls throw, one each. */
  const failures: Error[] = []
  const hear = (verb: string, number: string) => {
    asked.push(`${verb} ${number}`)
    const failure = failures.shift()
    if (failure) throw failure
  }
  const tradeOf = (request: Pick<TradeRequest, 'appid' | 'openid' | 'outTradeNo' | 'amountFen'>): Trade => ({
    appid: request.appid,
    mchid,
    outTradeNo: request.outTradeNo,
    state: 'NOTPAY',
    transactionId: `4200${request.outTradeNo}`,
    openid: request.openid,
    amountFen: request.amountFen,
    currency: 'CNY',
    paidAt: null,
  })
  const port: Pay = {
    mchid,
    appidFor: (via) => `app_${via}`,
    async prepay(request) {
      hear('prepay', request.outTradeNo)
      if (!trades.has(request.outTradeNo)) trades.set(request.outTradeNo, { ...tradeOf(request), transactionId: null })
      return { prepayId: `pre_${asked.length}` }
    },
    clientParameters: (appId, prepayId) => ({
      appId,
      timeStamp: String(clock.now() / 1_000),
      nonceStr: 'n',
      package: `prepay_id=${prepayId}`,
      signType: 'RSA',
      paySign: 's',
    }),
    async query(outTradeNo) {
      hear('query', outTradeNo)
      return trades.get(outTradeNo) ?? null
    },
    async close(outTradeNo) {
      hear('close', outTradeNo)
      told.beforeClose()
      const trade = trades.get(outTradeNo)
      if (!trade) return 'unknown'
      if (trade.state === 'SUCCESS') return 'paid'
      trades.set(outTradeNo, { ...trade, state: 'CLOSED' })
      return 'closed'
    },
    async refund(request) {
      hear('refund', request.outRefundNo)
      const known = refunds.get(request.outRefundNo)
      if (known) return known
      const { outTradeNo, outRefundNo, amountFen, tradeAmountFen } = request
      const taken: RefundState = {
        mchid,
        outTradeNo,
        outRefundNo,
        refundId: `5030${outRefundNo}`,
        state: 'PROCESSING',
        amountFen,
        tradeAmountFen,
        settledAt: null,
      }
      refunds.set(outRefundNo, taken)
      return taken
    },
    queryRefund: async (outRefundNo) => refunds.get(outRefundNo) ?? null,
    async bill(day) {
      hear('bill', day)
      return bills.get(day) ?? null
    },
    openNotice: () => {
      throw new Error('notices are tried with real signatures')
    },
  }
  const told = {
    port,
    trades,
    refunds,
    bills,
    asked,
    failures,
    /** A trade as WeChat would tell it before anybody pays. */
    tradeOf,
    refundState: (
      refund: Refund,
      payment: { outTradeNo: string | null; amountFen: number },
      told: Pick<RefundState, 'state' | 'settledAt'>,
    ): RefundState => ({
      mchid,
      outTradeNo: payment.outTradeNo!,
      outRefundNo: refund.outRefundNo,
      refundId: `5030${refund.outRefundNo}`,
      amountFen: refund.amountFen,
      tradeAmountFen: payment.amountFen,
      ...told,
    }),
    /** Happens between the question about a trade and its close. */
    beforeClose: () => {},
    /** The person pays. */
    pay(outTradeNo: string): Trade {
      const known = trades.get(outTradeNo)!
      const paid: Trade = { ...known, state: 'SUCCESS', transactionId: `4200${outTradeNo}`, paidAt: clock.now() }
      trades.set(outTradeNo, paid)
      return paid
    },
    /** The refund ends there. */
    endRefund(outRefundNo: string, state: RefundState['state']): void {
      const known = refunds.get(outRefundNo)!
      refunds.set(outRefundNo, { ...known, state, settledAt: state === 'SUCCESS' ? clock.now() : null })
    },
  }
  return told
}
