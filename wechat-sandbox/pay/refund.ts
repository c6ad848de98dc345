import type { Context } from '../context.ts'
import { takeFault } from '../faults.ts'
import { newRefundId } from '../numbers.ts'
import type { Call } from '../serve.ts'
import { PayError } from './errors.ts'
import {
  type Json,
  notifyUrl,
  optionalText,
  payBody,
  requireCny,
  requiredFen,
  requiredObject,
  requiredText,
} from './parameters.ts'
import { findRefund, type RefundRow, refundView, writeRefundMovement } from './refunds.ts'
import { findTrade, findTradeByTransaction, type TradeRow } from './trades.ts'

const yearMs = 365 * 86_400_000
const partials = 50
const minuteMs = 60_000

/** POST /v3/refund/domestic/refunds: accepted, not yet done. The same number with the same parameters tells its state. */
export function refund(context: Context, call: Call): object {
  const body = payBody(call)
  const trade = tradeOf(context, body)
  const wish = wishOf(body)
  const known = findRefund(context, wish.outRefundNo)
  if (known) {
    if (known.out_trade_no !== trade.out_trade_no || known.parameters !== wish.parameters) {
      throw new PayError('INVALID_REQUEST', '商户退款单号已存在，且参数与首次请求时不一致')
    }
    return refundView(context, known)
  }
  refuseImpossible(context, trade, wish)
  const fault = takeFault(context.db, call.path, ['outcome'])
  return refundView(context, insertRefund(context, trade, wish, fault?.outcome ?? 'SUCCESS'))
}

/** GET /v3/refund/domestic/refunds/{out_refund_no} */
export function queryRefund(context: Context, { params }: Call): object {
  const row = findRefund(context, params.outRefundNo!)
  if (!row) throw new PayError('RESOURCE_NOT_EXISTS')
  return refundView(context, row)
}

/** POST /v3/refund/domestic/refunds/{refund_id}/apply-abnormal-refund: an abnormal one is paid out another way. */
export function applyAbnormalRefund(context: Context, call: Call): object {
  const body = payBody(call)
  const row = findRefund(context, requiredText(body, 'out_refund_no', { max: 64 }))
  if (!row || row.refund_id !== call.params.refundId) throw new PayError('RESOURCE_NOT_EXISTS')
  const type = requiredText(body, 'type', { max: 32, pattern: /^(USER|MERCHANT)_BANK_CARD$/ })
  if (type === 'USER_BANK_CARD') {
    for (const field of ['bank_type', 'bank_account', 'real_name']) requiredText(body, field, { max: 1_024 })
  }
  if (row.status !== 'ABNORMAL') throw new PayError('INVALID_REQUEST', '退款单状态不是退款异常')
  const { db, clock, settings } = context
  db.run(
    `UPDATE refunds SET status = 'PROCESSING', outcome = 'SUCCESS', settled_at = NULL, settle_at = ? WHERE out_refund_no = ?`,
    clock.now() + settings.refundDelayMs,
    row.out_refund_no,
  )
  context.wake()
  return refundView(context, findRefund(context, row.out_refund_no)!)
}

interface Wish {
  outRefundNo: string
  refundFen: number
  totalFen: number
  reason: string | null
  notifyUrl: string | null
  parameters: string
}

function tradeOf(context: Context, body: Json): TradeRow {
  const transactionId = optionalText(body, 'transaction_id', { max: 32 })
  const outTradeNo = optionalText(body, 'out_trade_no', { min: 6, max: 32 })
  if (!transactionId && !outTradeNo) throw new PayError('PARAM_ERROR', 'transaction_id和out_trade_no必须二选一')
  const trade = transactionId ? findTradeByTransaction(context, transactionId) : findTrade(context, outTradeNo!)
  if (!trade || (outTradeNo && trade.out_trade_no !== outTradeNo))
    throw new PayError('RESOURCE_NOT_EXISTS', '订单不存在')
  return trade
}

function wishOf(body: Json): Wish {
  const amount = requiredObject(body, 'amount')
  const refundFen = requiredFen(amount, 'refund')
  const totalFen = requiredFen(amount, 'total')
  requireCny(amount, { missingIsCny: false })
  const reason = optionalText(body, 'reason', { max: 80 })
  return {
    outRefundNo: requiredText(body, 'out_refund_no', { max: 64, pattern: /^[0-9A-Za-z_\-|*@]+$/ }),
    refundFen,
    totalFen,
    reason,
    notifyUrl: notifyUrl(body, 'optional'),
    parameters: JSON.stringify([refundFen, totalFen, reason]),
  }
}

function refuseImpossible({ db, clock, settings }: Context, trade: TradeRow, wish: Wish): void {
  const now = clock.now()
  if (trade.state !== 'SUCCESS') throw new PayError('INVALID_REQUEST', '订单未支付')
  if (trade.total_fen !== wish.totalFen) throw new PayError('INVALID_REQUEST', '订单金额与原订单不一致')
  if (now - trade.paid_at! > yearMs) throw new PayError('INVALID_REQUEST', '订单已超过可退款期限')
  const earlier = db.one<{ sum: number; count: number; newest: number | null }>(
    `SELECT coalesce(sum(refund_fen), 0) AS sum, count(*) AS count, max(made_at) AS newest FROM refunds
     WHERE out_trade_no = ? AND status <> 'CLOSED'`,
    trade.out_trade_no,
  )!
  if (earlier.sum + wish.refundFen > trade.total_fen) throw new PayError('INVALID_REQUEST', '退款金额大于可退金额')
  if (earlier.count >= partials) throw new PayError('INVALID_REQUEST', '部分退款次数已达上限')
  if (earlier.newest !== null && now - earlier.newest < minuteMs * settings.retryScale) {
    throw new PayError('FREQUENCY_LIMITED', '同一笔订单的退款请求需间隔1分钟')
  }
}

function insertRefund(context: Context, trade: TradeRow, wish: Wish, outcome: RefundRow['outcome']): RefundRow {
  const { db, clock, settings } = context
  const now = clock.now()
  db.run(
    `INSERT INTO refunds (out_refund_no, refund_id, out_trade_no, refund_fen, reason, notify_url, parameters, status,
       outcome, made_at, settle_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'PROCESSING', ?, ?, ?)`,
    wish.outRefundNo,
    newRefundId(now),
    trade.out_trade_no,
    wish.refundFen,
    wish.reason,
    wish.notifyUrl,
    wish.parameters,
    outcome,
    now,
    outcome === 'PROCESSING' ? null : now + settings.refundDelayMs,
  )
  const row = findRefund(context, wish.outRefundNo)!
  writeRefundMovement(context, trade, row, 'refund_accepted')
  context.wake()
  return row
}
