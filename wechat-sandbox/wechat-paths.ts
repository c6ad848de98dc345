import type { FastifyInstance } from 'fastify'
import type { Context } from './context.ts'
import { billFileFamily, type PayHandler, payFamily } from './pay/answer.ts'
import { billFile, tradeBill } from './pay/bill.ts'
import { certificates } from './pay/certificates.ts'
import { closeTrade } from './pay/close.ts'
import { prepay } from './pay/prepay.ts'
import { queryById, queryByOutTradeNo } from './pay/query.ts'
import { applyAbnormalRefund, queryRefund, refund } from './pay/refund.ts'
import { stableToken } from './platform/access-token.ts'
import { type PlatformHandler, platformFamily } from './platform/answer.ts'
import { login } from './platform/login.ts'
import { oauthToken } from './platform/oauth.ts'
import { phoneNumber } from './platform/phone.ts'
import { sendSubscribeMessage } from './platform/subscribe-send.ts'
import { servePath } from './serve.ts'

const bodyLimit = 65_536

/** All of WeChat's paths that servers call. Bodies stay bytes: signatures cover them. */
export async function wechatPaths(app: FastifyInstance, context: Context): Promise<void> {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, body, done) => done(null, body))
  const platform = (method: 'GET' | 'POST', path: string, handler: PlatformHandler) =>
    servePath(app, context, method, path, platformFamily(context, handler))
  const pay = (method: 'GET' | 'POST', path: string, handler: PayHandler) =>
    servePath(app, context, method, path, payFamily(context, handler))

  platform('GET', '/sns/jscode2session', login)
  platform('GET', '/sns/oauth2/access_token', oauthToken)
  platform('POST', '/cgi-bin/stable_token', stableToken)
  platform('POST', '/wxa/business/getuserphonenumber', phoneNumber)
  platform('POST', '/cgi-bin/message/subscribe/send', sendSubscribeMessage)

  pay('POST', '/v3/pay/transactions/jsapi', prepay)
  pay('GET', '/v3/pay/transactions/out-trade-no/:outTradeNo', queryByOutTradeNo)
  pay('GET', '/v3/pay/transactions/id/:transactionId', queryById)
  pay('POST', '/v3/pay/transactions/out-trade-no/:outTradeNo/close', closeTrade)
  pay('POST', '/v3/refund/domestic/refunds', refund)
  pay('GET', '/v3/refund/domestic/refunds/:outRefundNo', queryRefund)
  pay('POST', '/v3/refund/domestic/refunds/:refundId/apply-abnormal-refund', applyAbnormalRefund)
  pay('GET', '/v3/bill/tradebill', tradeBill)
  pay('GET', '/v3/certificates', certificates)
  servePath(app, context, 'GET', '/v3/billdownload/file', billFileFamily(context, billFile))
}
