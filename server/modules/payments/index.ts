import type { Db, Tx } from '../../database/handle.ts'
import { type Actor, actorText } from '../../kernel/actor.ts'
import { newId } from '../../kernel/ids.ts'
import type { Fen } from '../../kernel/money.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Errands } from '../../messaging/errands.ts'
import { type Pay, type PayParameters, PayRefused } from '../../ports/pay.ts'
import type { Alarms } from '../alarms/index.ts'
import { dayToBill } from './bill-days.ts'
import { differencesOf } from './bill-store.ts'
import { paymentErrands } from './errands.ts'
import { type Bill, matchBill } from './match-bill.ts'
import { moneyStory } from './money-story.ts'
import { receiveNotice } from './notices.ts'
import { liveTradesOf, openTrade } from './open-trade.ts'
import type { Payment, PaymentListener, PaymentMethod, PaymentPurpose } from './payment.ts'
import { applyRefundState, type RefundWish, refund, tellRefundSettled } from './refund.ts'
import { resolveDifference } from './resolve-difference.ts'
import { settle } from './settle.ts'
import { paymentById, paymentInsert, paymentsOf, refundsOf, tradeByNo, tradesOf } from './store.ts'
import * as till from './till.ts'

export type { MoneyStep } from './money-story.ts'
export type { OpenedTrade, Payment, PaymentMethod, PaymentPurpose, Refund, TradeNews } from './payment.ts'
export type { Span, TillMark, TillPayment, TillRefund } from './till.ts'

/** A prepay is good for two hours at WeChat; it is made anew in time. */
const prepayGoodMs = 110 * 60_000

export interface PaymentsDeps {
  db: Db
  pay: Pay
  alarms: Alarms
  /** Late-bound: the errands are made with the messaging, which needs `errandKinds` first. */
  errands: () => Pick<Errands, 'ask' | 'runNow'>
  /** Late-bound: orders are above. */
  listener: PaymentListener
}

export type Payments = ReturnType<typeof createPayments>

/** Money in and out. It knows no orders: a payment has a subject, and its listener moves that. */
export function createPayments({ db, pay, alarms, errands, listener }: PaymentsDeps) {
  const ask =
    (kind: string) =>
    (tx: Tx, subject: string, options: { dueAt?: number } = {}) =>
      errands().ask(tx, { kind, subject, ...options })

  return {
    errandKinds: paymentErrands({ db, pay, alarms, listener, askBill: ask('pay.bill') }),
    appidFor: pay.appidFor.bind(pay),
    openTrade,
    liveTradesOf,
    tradesOf,
    tradeByNo,
    paymentById,
    paymentsOf,
    refundsOf,
    /** Reads of the till over a span of time: for reports. */
    till,
    moneyStory,

    /**
     * What the client hands to WeChat's pay sheet. Makes the trade known to WeChat first, while the guest waits.
     * Refusals: `trade_over` when it can no longer be paid, `payment_refused` when WeChat says no.
     */
    async parametersFor(outTradeNo: string): Promise<PayParameters> {
      let trade = await tradeByNo(db, outTradeNo)
      if (trade && !isFresh(trade)) {
        await prepay(outTradeNo)
        trade = await tradeByNo(db, outTradeNo)
      }
      if (trade?.state !== 'prepaid' || !trade.prepayId) throw new Refusal('trade_over')
      return pay.clientParameters(trade.appid, trade.prepayId)
    },

    /** Asks WeChat about the trade soon; the answer goes to the listener. */
    askQuery: ask('pay.query'),
    /** Asks WeChat now, while the guest waits; the answer has gone to the listener when this returns. */
    queryNow: (outTradeNo: string) => errands().runNow('pay.query', outTradeNo),
    /** Brings the trade to its end (query, close); the listener is told paid, closed or unknown. */
    askEnd: ask('pay.end'),
    endNow: (outTradeNo: string) => errands().runNow('pay.end', outTradeNo),

    settle: (tx: Tx, told: Parameters<typeof settle>[2]) => settle(tx, { alarms, mchid: pay.mchid }, told),
    applyRefundState: (tx: Tx, told: Parameters<typeof applyRefundState>[2]) =>
      applyRefundState(tx, { alarms, mchid: pay.mchid }, told),

    /** See `refund.ts`. */
    refund: (tx: Tx, wish: RefundWish) =>
      refund(tx, { askRefund: ask('pay.refund'), settled: tellRefundSettled }, wish),

    receiveNotice: (request: Parameters<typeof receiveNotice>[1]) =>
      receiveNotice({ db, pay, alarms, listener }, request),

    /** Records money taken at the desk, with its receipt number. */
    async recordDesk(tx: Tx, taken: DeskPayment): Promise<Payment> {
      const payment: Payment = {
        id: newId('pay'),
        subjectId: taken.subjectId,
        purpose: taken.purpose,
        method: taken.method,
        amountFen: taken.amountFen,
        refundedFen: 0,
        outTradeNo: null,
        transactionId: null,
        receiptNo: taken.receiptNo,
        recordedBy: actorText(taken.actor),
        paidAt: tx.now,
      }
      await paymentInsert(tx, payment).execute()
      return payment
    },

    /** Sweep: asks for the bill that should be there by now; when it is matched, the next day's is asked for. */
    async askBills(): Promise<void> {
      await db.transaction(async (tx) => {
        const day = await dayToBill(tx, tx.now)
        if (day) await ask('pay.bill')(tx, day)
      })
    },
    /** See `match-bill.ts`: transactions of its own, so never inside another. */
    matchBill: (bill: Bill) => matchBill({ db, alarms }, bill),
    differencesOf,

    /** See `resolve-difference.ts`. */
    resolveDifference: (tx: Tx, wish: { id: string; day: string; actor: Actor; note: string }) =>
      resolveDifference(tx, { alarms }, { ...wish, by: actorText(wish.actor) }),
  }

  function isFresh(trade: { state: string; prepaidAt: number | null; expiresAt: number }): boolean {
    return trade.state === 'prepaid' && trade.prepaidAt !== null && trade.expiresAt < trade.prepaidAt + prepayGoodMs
  }

  async function prepay(outTradeNo: string): Promise<void> {
    try {
      await errands().runNow('pay.prepay', outTradeNo)
    } catch (error) {
      if (error instanceof PayRefused) throw new Refusal('payment_refused')
      throw error
    }
  }
}

export interface DeskPayment {
  subjectId: string
  purpose: PaymentPurpose
  method: Exclude<PaymentMethod, 'wechat'>
  amountFen: Fen
  receiptNo: string
  actor: Actor
}
