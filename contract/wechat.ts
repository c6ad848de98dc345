import { Type } from 'typebox'
import { operation } from './operation.ts'

/** WeChat's callbacks. The raw bytes are verified: there is nothing here to validate before that. */
const Taken = Type.Object({ code: Type.Literal('SUCCESS') })

export const payNotify = operation({
  id: 'payNotify',
  method: 'POST',
  path: '/api/wechat/pay/notify',
  who: 'wechat',
  summary: 'WeChat Pay tells of a payment: signed and encrypted',
  reply: Taken,
  refusals: ['notice_refused'],
})

export const refundNotify = operation({
  id: 'refundNotify',
  method: 'POST',
  path: '/api/wechat/refund/notify',
  who: 'wechat',
  summary: 'WeChat Pay tells of a refund: signed and encrypted',
  reply: Taken,
  refusals: ['notice_refused'],
})
