import { type Static, Type } from 'typebox'
import { Nullable } from '../common.ts'
import { operation } from '../operation.ts'

/** What the guest app must know about the chain before anybody signs in. Nothing of it is secret. */
export const Site = Type.Object({
  chainName: Type.Object({ zh: Type.String(), en: Type.String() }),
  wechat: Type.Object({
    webAppId: Nullable(Type.String({ description: 'Null: nobody signs in from a web page' })),
    authorizeUrl: Type.String({ description: 'Where a page sends a browser inside WeChat to be recognised' }),
    miniAppId: Type.String(),
  }),
  /** The id of each one-time subscription’s template, by the name the API uses. */
  templates: Type.Object({
    to_pay: Type.String(),
    paid: Type.String(),
    confirmed: Type.String(),
    finished: Type.String(),
    cancelled: Type.String(),
  }),
  servicePhone: Nullable(Type.String()),
  serviceHours: Nullable(
    Type.Object({ from: Type.String(), until: Type.String() }, { description: 'HH:MM of every day, in China’s time' }),
  ),
  colours: Type.Object({ pine: Type.String(), seal: Type.String() }, { description: '#RRGGBB' }),
  booking: Type.Object(
    {
      payWindowSeconds: Type.Integer({ description: 'From placing until an unpaid order lapses' }),
      nightsAhead: Type.Integer({ description: 'How far after the hotel’s day the last check-out may be' }),
      nightsAtMost: Type.Integer({ description: 'The longest stay' }),
      roomsAtMost: Type.Integer({ description: 'Of one order' }),
    },
    { description: 'The bounds of a booking' },
  ),
  /** No real WeChat and no real money. */
  sandbox: Type.Boolean(),
  termsVersion: Type.String({ description: 'Of the booking terms and the privacy page that are shown now' }),
})
export type Site = Static<typeof Site>

export const getSite = operation({
  id: 'getSite',
  method: 'GET',
  path: '/api/guest/site',
  who: 'anyone',
  summary:
    'The chain’s name, its apps at WeChat, its message templates and the bounds of a booking: what the guest app starts with',
  reply: Site,
  refusals: [],
})
