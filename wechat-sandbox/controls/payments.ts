import type { FastifyInstance } from 'fastify'
import Type, { type Static } from 'typebox'
import type { OpenPrepay } from '../client.ts'
import type { Context } from '../context.ts'
import { openPrepay, payTrade, type SheetRefusal } from '../pay/pay-trade.ts'
import { findRefund, refundView, settleRefund } from '../pay/refunds.ts'
import { isPaySign } from '../pay/signature.ts'
import type { TradeRow } from '../pay/trades.ts'
import { Refused } from './refused.ts'

const monthMs = 31 * 86_400_000
const text = (maxLength: number) => Type.String({ minLength: 1, maxLength })

const Pay = Type.Object({
  userId: text(64),
  notify: Type.Optional(
    Type.Object({
      times: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
      delayMs: Type.Optional(Type.Integer({ minimum: 0, maximum: monthMs })),
      mode: Type.Optional(
        Type.Union([
          Type.Literal('normal'),
          Type.Literal('none'),
          Type.Literal('forged'),
          Type.Literal('tampered'),
          Type.Literal('replayed'),
        ]),
      ),
    }),
  ),
})
const Refuse = Type.Object({
  userId: text(64),
  reason: Type.Optional(Type.Union([Type.Literal('cancelled'), Type.Literal('not_enough')])),
})
const Sheet = Type.Object({
  appId: text(32),
  timeStamp: text(32),
  nonceStr: text(64),
  package: text(128),
  signType: Type.Literal('RSA'),
  paySign: text(512),
})
const Settle = Type.Object({
  outcome: Type.Union([Type.Literal('SUCCESS'), Type.Literal('ABNORMAL'), Type.Literal('CLOSED')]),
})
interface OfPrepay {
  Params: { prepayId: string }
}

const refusals: Record<SheetRefusal, { status: number; message: string }> = {
  no_such_prepay: { status: 404, message: 'there is no such prepay id' },
  payer_mismatch: { status: 403, message: 'only the person the trade was made for can pay it' },
  already_paid: { status: 409, message: 'the trade is paid' },
  trade_closed: { status: 409, message: 'the trade is closed' },
  trade_expired: { status: 409, message: 'time_expire is over' },
  prepay_expired: { status: 409, message: 'the prepay id is older than two hours' },
}

/** The pay sheet, and refunds that wait for a hand. */
export function paymentControls(app: FastifyInstance, context: Context): void {
  app.get<{ Querystring: { state?: string } }>('/sandbox/prepays', ({ query }) => ({
    items: listPrepays(context, query.state === 'all' ? 'all' : 'open'),
  }))
  app.post<OfPrepay & { Body: Static<typeof Pay> }>(
    '/sandbox/prepays/:prepayId/pay',
    { schema: { body: Pay } },
    ({ params, body }) => pay(context, params.prepayId, body),
  )
  app.post<OfPrepay & { Body: Static<typeof Refuse> }>(
    '/sandbox/prepays/:prepayId/refuse',
    { schema: { body: Refuse } },
    ({ params, body }) => {
      requireOpen(context, params.prepayId, body.userId)
      return { errMsg: body.reason === 'not_enough' ? 'requestPayment:fail' : 'requestPayment:fail cancel' }
    },
  )
  app.post<{ Body: Static<typeof Sheet> }>('/sandbox/pay-sheet', { schema: { body: Sheet } }, ({ body }) =>
    openSheet(context, body),
  )
  app.post<{ Params: { outRefundNo: string }; Body: Static<typeof Settle> }>(
    '/sandbox/refunds/:outRefundNo/settle',
    { schema: { body: Settle } },
    ({ params, body }) => settle(context, params.outRefundNo, body.outcome),
  )
}

function pay(context: Context, prepayId: string, body: Static<typeof Pay>): object {
  const delivery = { mode: 'normal', times: 1, delayMs: 0, ...body.notify } as const
  const paid = context.db.transaction(() => payTrade(context, requireOpen(context, prepayId, body.userId), delivery))
  return {
    errMsg: 'requestPayment:ok',
    outTradeNo: paid.out_trade_no,
    transactionId: paid.transaction_id,
    amountFen: paid.total_fen,
    paidAt: new Date(paid.paid_at!).toISOString(),
  }
}

function requireOpen(context: Context, prepayId: string, userId: string): TradeRow {
  const trade = openPrepay(context, prepayId, userId)
  if (typeof trade !== 'string') return trade
  throw new Refused(refusals[trade].status, trade, refusals[trade].message)
}

/** What the phone does before it shows the sheet: checks the merchant's signature over the parameters. */
function openSheet(context: Context, sheet: Static<typeof Sheet>): object {
  if (!isPaySign(context, sheet)) throw new Refused(400, 'pay_sign_wrong', 'requestPayment:fail 支付验证签名失败')
  const prepayId = sheet.package.replace(/^prepay_id=/, '')
  const prepay = listPrepays(context, 'all', prepayId)[0]
  if (prepay?.appid !== sheet.appId) throw new Refused(404, 'no_such_prepay', refusals.no_such_prepay.message)
  return prepay
}

interface PrepayRow extends Omit<OpenPrepay, 'payBefore'> {
  pay_before: number
}

/** Trades with their newest prepay id, or the one named; newest first, at most 100. */
export function listPrepays({ db }: Context, state: 'open' | 'all', prepayId: string | null = null) {
  const rows = db.all<PrepayRow>(
    `SELECT coalesce(?, (SELECT prepay_id FROM prepays p WHERE p.out_trade_no = t.out_trade_no
              ORDER BY made_at DESC LIMIT 1)) AS prepayId,
            t.out_trade_no AS outTradeNo, state, description, total_fen AS amountFen, t.appid, t.openid,
            i.user_id AS userId, nickname, pay_before
     FROM trades t JOIN identities i ON i.appid = t.appid AND i.openid = t.openid
     JOIN people ON people.user_id = i.user_id
     WHERE (? = 'all' OR state = 'NOTPAY')
       AND (? IS NULL OR t.out_trade_no = (SELECT out_trade_no FROM prepays WHERE prepay_id = ?))
     ORDER BY t.made_at DESC, t.rowid DESC LIMIT 100`,
    prepayId,
    state,
    prepayId,
    prepayId,
  )
  return rows.map(({ pay_before, ...row }) => ({ ...row, payBefore: new Date(pay_before).toISOString() }))
}

function settle(context: Context, outRefundNo: string, outcome: Static<typeof Settle>['outcome']): object {
  const refund = findRefund(context, outRefundNo)
  if (!refund) throw new Refused(404, 'no_such_refund', `there is no refund ${outRefundNo}`)
  if (!settleRefund(context, refund, outcome)) throw new Refused(409, 'refund_ended', `the refund is ${refund.status}`)
  context.wake()
  return refundView(context, findRefund(context, outRefundNo)!)
}
