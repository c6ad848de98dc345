import { Type } from 'typebox'
import { closed, Text } from './common.ts'
import { operation } from './operation.ts'

/** Calls of the WeChat sandbox to the product. They exist in sandbox mode only. */

export const advanceProductClock = operation({
  id: 'advanceProductClock',
  method: 'POST',
  path: '/api/sandbox/clock',
  who: 'sandbox',
  summary: 'Moves the product’s clock forward, to see a deadline pass at once',
  body: closed({ advanceSeconds: Type.Integer({ minimum: 1, maximum: 400 * 86_400 }) }),
  reply: Type.Object({ now: Type.String({ format: 'date-time' }) }),
  refusals: [],
})

export const rejoinMember = operation({
  id: 'rejoinMember',
  method: 'POST',
  path: '/api/sandbox/rejoin',
  who: 'sandbox',
  summary: 'Tells again that a person joined: nothing changes',
  body: closed({
    appid: Text(64),
    openid: Text(128),
    unionid: Type.Optional(Type.Union([Text(128), Type.Null()])),
  }),
  reply: null,
  refusals: ['not_found'],
})
