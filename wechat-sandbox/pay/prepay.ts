import type { Context } from '../context.ts'
import { newPrepayId } from '../numbers.ts'
import { userOfOpenid } from '../people.ts'
import type { Call } from '../serve.ts'
import { PayError } from './errors.ts'
import {
  type Json,
  notifyUrl,
  optionalText,
  paramError,
  payBody,
  requireCny,
  requiredFen,
  requiredObject,
  requiredText,
  requireMchid,
} from './parameters.ts'
import { findTrade, type TradeRow } from './trades.ts'

const minuteMs = 60_000
const dayMs = 86_400_000

/** How long a pay sheet can be opened with a prepay id. */
export const prepayLifeMs = 2 * 3_600_000

/** POST /v3/pay/transactions/jsapi. The same number with the same parameters gives a new prepay id for the same trade. */
export function prepay(context: Context, call: Call): object {
  const body = payBody(call)
  const wish = wishOf(context, body)
  const known = findTrade(context, wish.out_trade_no)
  if (known) refuseReuse(known, wish, context.clock.now())
  else insertTrade(context, wish)
  const prepayId = newPrepayId(context.clock.now())
  const values = [prepayId, wish.out_trade_no, context.clock.now()]
  context.db.run(`INSERT INTO prepays (prepay_id, out_trade_no, made_at) VALUES (?, ?, ?)`, ...values)
  return { prepay_id: prepayId }
}

type Wish = Omit<TradeRow, 'state' | 'transaction_id' | 'paid_at' | 'made_at'>

function wishOf(context: Context, body: Json): Wish {
  const appid = requiredText(body, 'appid', { max: 32 })
  requireMchid(context, body.mchid)
  if (![context.keys.mini.appid, context.keys.web.appid].includes(appid)) throw new PayError('APPID_MCHID_NOT_MATCH')
  const description = requiredText(body, 'description', { max: 127 })
  const outTradeNo = requiredText(body, 'out_trade_no', { min: 6, max: 32, pattern: /^[0-9A-Za-z_\-|*]+$/ })
  const payBefore = timeExpire(body, context.clock.now())
  const attach = optionalText(body, 'attach', { min: 0, max: 128 })
  const notify = notifyUrl(body, 'required')!
  const amount = requiredObject(body, 'amount')
  const total = requiredFen(amount, 'total')
  requireCny(amount, { missingIsCny: true })
  const openid = requiredText(requiredObject(body, 'payer'), 'openid', { max: 128 })
  if (!userOfOpenid(context, appid, openid)) {
    throw new PayError('PARAM_ERROR', '无效的openid', { field: '/payer/openid', value: openid, location: 'body' })
  }
  const meant = [appid, openid, total, description, attach, notify, body.time_expire ?? null, body.goods_tag ?? null]
  return {
    out_trade_no: outTradeNo,
    appid,
    openid,
    total_fen: total,
    description,
    attach,
    notify_url: notify,
    parameters: JSON.stringify(meant),
    pay_before: payBefore,
  }
}

/** When paying ends: at least a minute from now, at most 90 days, seven days when not said. It does not close the trade. */
function timeExpire(body: Json, now: number): number {
  const text = optionalText(body, 'time_expire', {
    max: 64,
    pattern: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?([+-]\d{2}:\d{2}|Z)$/,
  })
  if (text === null) return now + 7 * dayMs
  const at = Date.parse(text)
  if (Number.isNaN(at) || at > now + 90 * dayMs) throw paramError('time_expire', text, '交易结束时间不正确')
  return Math.max(at, now + minuteMs)
}

function refuseReuse(known: TradeRow, wish: Wish, now: number): void {
  if (known.state === 'SUCCESS') throw new PayError('ORDERPAID')
  if (known.state === 'CLOSED') throw new PayError('ORDER_CLOSED')
  if (known.appid !== wish.appid) throw new PayError('OUT_TRADE_NO_USED')
  if (known.parameters !== wish.parameters) {
    throw new PayError('INVALID_REQUEST', '请求重入时，参数与首次请求时不一致')
  }
  if (known.pay_before <= now) throw new PayError('INVALID_REQUEST', '订单已过支付截止时间')
}

function insertTrade({ db, clock }: Context, wish: Wish): void {
  db.run(
    `INSERT INTO trades (out_trade_no, appid, openid, total_fen, description, attach, notify_url, parameters, pay_before,
       state, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'NOTPAY', ?)`,
    wish.out_trade_no,
    wish.appid,
    wish.openid,
    wish.total_fen,
    wish.description,
    wish.attach,
    wish.notify_url,
    wish.parameters,
    wish.pay_before,
    clock.now(),
  )
}
