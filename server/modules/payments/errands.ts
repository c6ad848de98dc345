import type { Db, Tx } from '../../database/handle.ts'
import type { ErrandKind } from '../../messaging/errands.ts'
import { type Pay, PayRefused, type RefundState, type Trade as WechatTrade } from '../../ports/pay.ts'
import type { Alarms } from '../alarms/index.ts'
import { dayToBill, neverComes } from './bill-days.ts'
import { matchBill } from './match-bill.ts'
import type { OpenedTrade, PaymentListener } from './payment.ts'
import { applyRefundState } from './refund.ts'
import { markPrepaid, markTradeClosed, paymentById, refundBy, tradeByNo } from './store.ts'

interface Deps {
  db: Db
  pay: Pay
  alarms: Alarms
  listener: PaymentListener
  askBill(tx: Tx, day: string): Promise<void>
}

const refundLookEveryMs = 30_000
const refusedRefundRetryMs = 600_000
const closeAgainMs = 2_000
const billRetryMs = 1_800_000
/** A bill of many lines is matched in many steps: another worker waits longer before it takes this one for lost. */
const billLeaseMs = 300_000

/** The calls to WeChat Pay that payments makes, each claimed, called with no transaction open, and recorded. */
export function paymentErrands(deps: Deps): ErrandKind[] {
  return [prepayKind(deps), queryKind(deps), endKind(deps), refundKind(deps), billKind(deps)]
}

/** Subject: the trade number. Makes the trade known to WeChat. */
function prepayKind({ db, pay }: Deps): ErrandKind<{ prepayId: string } | null> {
  return {
    kind: 'pay.prepay',
    async call({ subject }) {
      const trade = await tradeByNo(db, subject)
      if (!trade || (trade.state !== 'opened' && trade.state !== 'prepaid')) return null
      return pay.prepay({ ...trade, expiresAt: trade.expiresAt })
    },
    async record(tx, { subject }, result) {
      if (result) await markPrepaid(tx, subject, result.prepayId)
      return 'done'
    },
  }
}

/** Subject: the trade number. Asks WeChat what became of it and tells the listener. */
function queryKind({ db, pay, listener }: Deps): ErrandKind<WechatTrade | null> {
  return {
    kind: 'pay.query',
    call: ({ subject }) => pay.query(subject),
    async record(tx, { subject }, answer) {
      await tell(tx, { db, listener }, subject, answer)
      return 'done'
    },
  }
}

type Ending = { kind: 'told'; answer: WechatTrade | null } | { kind: 'closed' } | { kind: 'again' }

/**
 * Subject: the trade number. Brings a trade to its end: asks, closes it when it is not paid, and asks again when the
 * close came too late. A timeout means to ask again, never to guess.
 */
function endKind({ db, pay, listener }: Deps): ErrandKind<Ending> {
  return {
    kind: 'pay.end',
    async call({ subject }) {
      const answer = await pay.query(subject)
      if (answer?.state !== 'NOTPAY') return { kind: 'told', answer }
      const closed = await pay.close(subject)
      if (closed === 'closed') return { kind: 'closed' }
      return closed === 'paid' ? { kind: 'again' } : { kind: 'told', answer: null }
    },
    async record(tx, { subject }, ending) {
      if (ending.kind === 'again') return { againAt: tx.now + closeAgainMs }
      const trade = await tradeByNo(tx, subject)
      if (!trade) return 'done'
      if (ending.kind === 'told') {
        const pending = ending.answer?.state === 'USERPAYING'
        if (pending) return { againAt: tx.now + closeAgainMs }
        await tell(tx, { db, listener }, subject, ending.answer)
        return 'done'
      }
      await tell(tx, { db, listener }, subject, closedAnswer(trade, pay))
      return 'done'
    },
  }
}

/** A close that WeChat confirmed says the same as a query that finds the trade closed. */
function closedAnswer(trade: OpenedTrade, pay: Pay): WechatTrade {
  return {
    appid: trade.appid,
    mchid: pay.mchid,
    outTradeNo: trade.outTradeNo,
    state: 'CLOSED',
    transactionId: null,
    openid: null,
    amountFen: trade.amountFen,
    currency: 'CNY',
    paidAt: null,
  }
}

async function tell(
  tx: Tx,
  { listener }: Pick<Deps, 'db' | 'listener'>,
  outTradeNo: string,
  answer: WechatTrade | null,
): Promise<void> {
  const trade = await tradeByNo(tx, outTradeNo)
  if (!trade) return
  const over = !answer || answer.state === 'CLOSED' || answer.state === 'REVOKED' || answer.state === 'PAYERROR'
  if (over && trade.state !== 'paid') await markTradeClosed(tx, outTradeNo)
  await listener.onTrade(tx, { outTradeNo, subjectId: trade.subjectId, answer })
}

type RefundAnswer = { kind: 'state'; state: RefundState } | { kind: 'refused'; code: string; message: string } | null

/**
 * Subject: the refund id. Asked with one number until it is settled: to ask again is how WeChat tells where it stands.
 * What WeChat refuses is an alarm and tried again later.
 */
function refundKind({ db, pay, alarms, listener }: Deps): ErrandKind<RefundAnswer> {
  return {
    kind: 'pay.refund',
    async call({ subject }) {
      const refund = await refundBy(db, { id: subject })
      const payment = refund && (await paymentById(db, refund.paymentId))
      if (!refund || !payment?.outTradeNo || refund.state === 'succeeded') return null
      try {
        const state = await pay.refund({
          outTradeNo: payment.outTradeNo,
          outRefundNo: refund.outRefundNo,
          amountFen: refund.amountFen,
          tradeAmountFen: payment.amountFen,
          reason: refund.reason,
        })
        return { kind: 'state', state }
      } catch (error) {
        if (error instanceof PayRefused) return { kind: 'refused', code: error.code, message: error.message }
        throw error
      }
    },
    async record(tx, { subject }, answer) {
      if (!answer) return 'done'
      if (answer.kind === 'refused') {
        await alarms.raise(tx, { kind: 'refund_abnormal', subject: `refund:${subject}`, detail: { code: answer.code } })
        return { againAt: tx.now + refusedRefundRetryMs }
      }
      return hearRefundState(tx, { pay, alarms, listener }, answer.state)
    },
  }
}

async function hearRefundState(
  tx: Tx,
  { pay, alarms, listener }: Pick<Deps, 'pay' | 'alarms' | 'listener'>,
  state: RefundState,
): Promise<'done' | { againAt: number }> {
  const news = await applyRefundState(tx, { alarms, mchid: pay.mchid }, state)
  if (news.kind === 'moved' && state.state !== 'PROCESSING') await listener.onRefund(tx, news.refund)
  return state.state === 'PROCESSING' ? { againAt: tx.now + refundLookEveryMs } : 'done'
}

type Turn = 'matched' | 'wait' | 'not its turn'

/**
 * Subject: a day. Fetches its bill and matches it step by step, then asks for the next day's; while there is none, asks
 * again. Days are matched in their order, so that money of an earlier day is never taken for missing.
 */
function billKind({ db, pay, alarms, askBill }: Deps): ErrandKind<Turn> {
  return {
    kind: 'pay.bill',
    leaseMs: billLeaseMs,
    async call({ subject: day }) {
      const lines = await pay.bill(day)
      const turn = await db.background.transaction(async (tx): Promise<Turn> => {
        if ((await dayToBill(tx, tx.now)) !== day) return 'not its turn'
        return lines || neverComes(day, tx.now) ? 'matched' : 'wait'
      })
      if (turn === 'matched') await matchBill({ db, alarms }, { day, lines: lines ?? [] })
      return turn
    },
    async record(tx, _errand, turn) {
      if (turn === 'wait') return { againAt: tx.now + billRetryMs }
      const next = turn === 'matched' ? await dayToBill(tx, tx.now) : null
      if (next) await askBill(tx, next)
      return 'done'
    },
  }
}
