import type { Context } from '../context.ts'
import type { Call } from '../serve.ts'
import { PayError } from './errors.ts'
import { requireMchid } from './parameters.ts'
import { findTrade, findTradeByTransaction, tradeView } from './trades.ts'

/** GET /v3/pay/transactions/out-trade-no/{no} */
export function queryByOutTradeNo(context: Context, { params, query }: Call): object {
  requireMchid(context, query.get('mchid'))
  const trade = findTrade(context, params.outTradeNo!)
  if (!trade) throw new PayError('ORDER_NOT_EXIST')
  return tradeView(context, trade)
}

/** GET /v3/pay/transactions/id/{transaction_id} */
export function queryById(context: Context, { params, query }: Call): object {
  requireMchid(context, query.get('mchid'))
  const trade = findTradeByTransaction(context, params.transactionId!)
  if (!trade) throw new PayError('ORDER_NOT_EXIST')
  return tradeView(context, trade)
}
