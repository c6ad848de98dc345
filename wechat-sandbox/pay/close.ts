import type { Context } from '../context.ts'
import type { Call } from '../serve.ts'
import { PayError } from './errors.ts'
import { payBody, requireMchid } from './parameters.ts'
import { findTrade } from './trades.ts'

/** POST /v3/pay/transactions/out-trade-no/{no}/close: 204, again and again; a paid trade can only be refunded. */
export function closeTrade(context: Context, call: Call): null {
  requireMchid(context, payBody(call).mchid)
  const outTradeNo = call.params.outTradeNo!
  context.db.run(`UPDATE trades SET state = 'CLOSED' WHERE out_trade_no = ? AND state = 'NOTPAY'`, outTradeNo)
  const trade = findTrade(context, outTradeNo)
  if (!trade) throw new PayError('ORDER_NOT_EXIST')
  if (trade.state === 'SUCCESS') throw new PayError('ORDERPAID')
  return null
}
