import Type, { type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import type { Instant } from '../../kernel/stay.ts'
import type { RefundState, Trade } from '../../ports/pay.ts'

/** What WeChat Pay says, as far as we read it; more members may be there. source: WeChat Pay v3, JSAPI and refunds. */

const text = (maxLength: number) => Type.String({ minLength: 1, maxLength })
/** Money is whole fen. The bound is a hundred million yuan, far below where doubles grow holes. */
const fen = Type.Integer({ minimum: 1, maximum: 10_000_000_000 })
const instant = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})$',
})
const currency = Type.String({ pattern: '^[A-Z]{3}$' })

const tradeHead = { appid: text(32), mchid: text(32), out_trade_no: text(32) }
const payer = Type.Optional(Type.Object({ openid: Type.Optional(text(128)) }))

/** A trade somebody paid. `payer_total` is lower after a discount of WeChat's: `total` is what we asked for. */
const paidShape = Type.Object({
  ...tradeHead,
  trade_state: Type.Union([Type.Literal('SUCCESS'), Type.Literal('REFUND')]),
  transaction_id: text(32),
  success_time: instant,
  payer,
  amount: Type.Object({ total: fen, currency: Type.Optional(currency) }),
})
const paidTrade = Compile(paidShape)

const unpaidStates = ['NOTPAY', 'CLOSED', 'REVOKED', 'USERPAYING', 'PAYERROR'] as const
const unpaidShape = Type.Object({
  ...tradeHead,
  trade_state: Type.Union(unpaidStates.map((state) => Type.Literal(state))),
  payer,
  amount: Type.Optional(Type.Object({ total: Type.Optional(fen), currency: Type.Optional(currency) })),
})
const unpaidTrade = Compile(unpaidShape)

const refundStates = ['PROCESSING', 'SUCCESS', 'CLOSED', 'ABNORMAL'] as const
const refundState = Type.Union(refundStates.map((state) => Type.Literal(state)))
const refund = Type.Object({
  out_trade_no: text(32),
  out_refund_no: text(64),
  refund_id: text(32),
  success_time: Type.Optional(instant),
  amount: Type.Object({ total: fen, refund: fen }),
})
const refundAnswer = Compile(Type.Evaluate(Type.Intersect([refund, Type.Object({ status: refundState })])))
const refundNotice = Compile(
  Type.Evaluate(Type.Intersect([refund, Type.Object({ mchid: text(32), refund_status: refundState })])),
)

const prepayAnswer = Compile(Type.Object({ prepay_id: text(64) }))
const billAnswer = Compile(
  Type.Object({
    hash_type: Type.Literal('SHA1'),
    hash_value: Type.String({ pattern: '^[0-9a-fA-F]{40}$' }),
    download_url: text(2_048),
  }),
)
const envelope = Compile(
  Type.Object({
    id: text(36),
    event_type: text(32),
    resource_type: Type.Literal('encrypt-resource'),
    resource: Type.Object({
      original_type: text(32),
      algorithm: Type.Literal('AEAD_AES_256_GCM'),
      ciphertext: text(1_048_576),
      associated_data: Type.Optional(Type.String({ maxLength: 16 })),
      nonce: Type.String({ minLength: 12, maxLength: 12 }),
    }),
  }),
)

interface Shape<T> {
  Check(value: unknown): value is T
  Errors(value: unknown): readonly { instancePath: string; message: string }[]
}

/** What WeChat said is not what it is known to say. Names the first wrong member, never its value. */
export class UnknownShape extends Error {
  constructor(member: string, why: string) {
    super(`WeChat Pay's ${member} ${why}`)
    this.name = 'UnknownShape'
  }
}

function checked<T>(shape: Shape<T>, value: unknown): T {
  if (shape.Check(value)) return value
  const [first] = shape.Errors(value)
  throw new UnknownShape(first?.instancePath || 'answer', first?.message ?? 'is not known')
}

export const readPrepay = (value: unknown) => checked(prepayAnswer, value)
export const readBillAnswer = (value: unknown) => checked(billAnswer, value)
export const readEnvelope = (value: unknown) => checked(envelope, value)
export type Envelope = ReturnType<typeof readEnvelope>

/** A trade out of a query's answer or a notice. Throws `UnknownShape`, as all of these. */
export function readTrade(value: unknown): Trade {
  if (unpaidTrade.Check(value)) return { ...tradeOf(value), transactionId: null, paidAt: null }
  const paid = checked(paidTrade, value)
  return { ...tradeOf(paid), transactionId: paid.transaction_id, paidAt: parseInstant(paid.success_time) }
}

function tradeOf(told: Static<typeof paidShape> | Static<typeof unpaidShape>) {
  return {
    appid: told.appid,
    mchid: told.mchid,
    outTradeNo: told.out_trade_no,
    state: told.trade_state,
    openid: told.payer?.openid ?? null,
    amountFen: told.amount?.total ?? 0,
    currency: told.amount?.currency ?? 'CNY',
  }
}

/** A refund out of an answer, which does not name the merchant: it is the one that signed the call. */
export function readRefund(value: unknown, mchid: string): RefundState {
  const answer = checked(refundAnswer, value)
  return refundOf(answer, { mchid, state: answer.status })
}

export function readRefundNotice(value: unknown): RefundState {
  const notice = checked(refundNotice, value)
  return refundOf(notice, { mchid: notice.mchid, state: notice.refund_status })
}

function refundOf(told: Static<typeof refund>, known: Pick<RefundState, 'mchid' | 'state'>): RefundState {
  return {
    ...known,
    outTradeNo: told.out_trade_no,
    outRefundNo: told.out_refund_no,
    refundId: told.refund_id,
    amountFen: told.amount.refund,
    tradeAmountFen: told.amount.total,
    settledAt: told.success_time === undefined ? null : parseInstant(told.success_time),
  }
}

function parseInstant(text: string): Instant {
  const at = Date.parse(text)
  if (Number.isNaN(at)) throw new UnknownShape('success_time', 'is not a time')
  return at
}
