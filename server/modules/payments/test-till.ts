import { over, type Tx } from '../../database/handle.ts'
import { messaging as messagingSchema } from '../../database/migrations/0001-messaging.ts'
import { alarms as alarmsSchema } from '../../database/migrations/0011-alarms.ts'
import { payments as paymentsSchema } from '../../database/migrations/0030-payments.ts'
import { createErrands, type ErrandKind, type Errands } from '../../messaging/errands.ts'
import type { BillLine, RefundState, Trade } from '../../ports/pay.ts'
import { testClock, testDatabase } from '../../test/database.ts'
import { createAlarms, type NewAlarm } from '../alarms/index.ts'
import { createPayments, type Payment, type Refund, type TradeNews } from './index.ts'
import type { PaymentTables } from './tables.ts'
import { tillWechat } from './test-till-wechat.ts'

export const cashier = { kind: 'staff', staffId: 'stf_1', name: '苏晚' } as const
const openid = 'oGuest0000000001'

/**
 * Payments alone on a database of their own, at noon of 2026-11-25 in China, with a WeChat that says what a test tells
 * it to say. What the subject's owner hears is kept; money that it hears of is booked.
 */
export async function openTill() {
  const clock = testClock()
  const db = await testDatabase([messagingSchema, alarmsSchema, paymentsSchema], clock)
  const rung: NewAlarm[] = []
  const failed: unknown[] = []
  const news: TradeNews[] = []
  const ended: Refund[] = []
  const wechat = tillWechat(clock)
  const alarms = createAlarms({ onRaised: (alarm) => rung.push(alarm) })
  const payments = createPayments({
    db,
    pay: wechat.port,
    alarms,
    errands: () => errands,
    listener: {
      async onTrade(tx, told) {
        news.push(told)
        if (told.answer) await payments.settle(tx, told.answer)
      },
      async onRefund(_tx, refund) {
        ended.push(refund)
      },
    },
  })
  const errands: Errands = createErrands({
    db,
    clock,
    kinds: payments.errandKinds as ErrandKind<never>[],
    onError: (_kind, error) => failed.push(error),
  })
  const inTx = <R>(work: (tx: Tx) => Promise<R>) => db.transaction(work)
  let stays = 0

  /** Opens the trade of a new stay, or of the one that is named. */
  async function open(wish: OpenWish = {}): Promise<Awaited<ReturnType<typeof payments.openTrade>>> {
    if (wish.subjectId === undefined) stays += 1
    const number = wish.subjectId?.slice('ord_'.length) ?? String(stays)
    return inTx((tx) =>
      payments.openTrade(tx, {
        subjectId: `ord_${number}`,
        orderNo: `26112500000${number.padStart(3, '0')}`,
        appid: wish.appid ?? 'app_mini',
        openid,
        amountFen: wish.amountFen ?? 80_000,
        description: '驿站 大床房',
        expiresAt: wish.expiresAt ?? clock.now() + 30 * 60_000,
      }),
    )
  }

  /** The trade of a new stay as WeChat would tell of it. */
  async function opened(wish: OpenWish = {}): Promise<Trade> {
    const answer = await open(wish)
    if ('mustClose' in answer) throw new Error(`${answer.mustClose} is open`)
    return wechat.tradeOf(answer.trade)
  }

  /** A payment that WeChat told of: at that instant, of that sum. */
  async function paid({ at = clock.now(), amountFen = 80_000 }: { at?: number; amountFen?: number } = {}) {
    const told: Trade = { ...(await opened({ amountFen })), state: 'SUCCESS', paidAt: at }
    const settled = await inTx((tx) => payments.settle(tx, told))
    if (settled.kind !== 'settled') throw new Error(settled.kind)
    return { payment: settled.payment, told, line: paymentLine(told) }
  }

  const refund = (payment: Pick<Payment, 'id'>, { amountFen = 30_000, cause = 'cancel' }: RefundedWish = {}) =>
    inTx((tx) =>
      payments.refund(tx, { paymentId: payment.id, amountFen, cause, reason: '订单取消退款', actor: cashier }),
    )

  /** A refund of a payment that WeChat took and, unless told otherwise, has ended well at that instant. */
  async function refunded(payment: Payment, wish: RefundedWish = {}) {
    const { state = 'SUCCESS', at = clock.now() } = wish
    const row = await refund(payment, wish)
    const told = wechat.refundState(row, payment, { state, settledAt: state === 'SUCCESS' ? at : null })
    await inTx((tx) => payments.applyRefundState(tx, told))
    return { refund: row, told, line: refundLine(told, at) }
  }

  return {
    db,
    clock,
    wechat,
    payments,
    errands,
    /** New alarms, in the order in which they rang. */
    rung,
    /** What errands failed with. */
    failed,
    news,
    ended,
    tables: over<PaymentTables>(db),
    inTx,
    open,
    opened,
    paid,
    refund,
    refunded,
    /** Runs what is owed to WeChat and due now. */
    async runErrands(): Promise<void> {
      while ((await errands.runDue()) === 'more');
    },
    async openAlarms(): Promise<string[]> {
      const open = await alarms.list(db, { open: 'only', limit: 100 })
      return open.map(({ kind, subject }) => `${kind} ${subject}`)
    },
    async differences(day: string): Promise<string[]> {
      const rows = await payments.differencesOf(db, day)
      return rows.map(({ kind, subjectNo }) => `${kind} ${subjectNo}`).sort()
    },
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  }
}

export type Till = Awaited<ReturnType<typeof openTill>>

interface OpenWish {
  subjectId?: string
  appid?: string
  amountFen?: number
  expiresAt?: number
}

interface RefundedWish {
  amountFen?: number
  cause?: string
  state?: RefundState['state']
  at?: number
}

/** The line of a bill about a trade that was paid. */
function paymentLine(trade: Trade): BillLine {
  return {
    kind: 'payment',
    at: trade.paidAt ?? 0,
    transactionId: trade.transactionId ?? '',
    outTradeNo: trade.outTradeNo,
    openid: trade.openid ?? '',
    amountFen: trade.amountFen,
    refundId: null,
    outRefundNo: null,
    refundFen: 0,
    state: 'SUCCESS',
  }
}

/** The line of a bill about a refund: on the day it was asked, with its state at the time of the bill. */
function refundLine(told: RefundState, at: number): BillLine {
  return {
    kind: 'refund',
    at,
    transactionId: `4200${told.outTradeNo}`,
    outTradeNo: told.outTradeNo,
    openid,
    amountFen: 0,
    refundId: told.refundId,
    outRefundNo: told.outRefundNo,
    refundFen: told.amountFen,
    state: told.state,
  }
}

/** The line of a bill about a payment that nobody here has heard of. */
export function strangePayment(change: Partial<BillLine> = {}): BillLine {
  return {
    kind: 'payment',
    at: Date.parse('2026-11-25T13:00:00+08:00'),
    transactionId: '42990',
    outTradeNo: 'Z-0',
    openid: 'oNobody',
    amountFen: 5_000,
    refundId: null,
    outRefundNo: null,
    refundFen: 0,
    state: 'SUCCESS',
    ...change,
  }
}
