import { Type } from 'typebox'
import { nicknameAtMost } from '../bounds.ts'
import { closed, Id, Instant, Nullable, OneOf, Text } from '../common.ts'
import { operation } from '../operation.ts'
import { OwnData } from './own-data.ts'

export const Me = Type.Object({
  id: Id,
  nickname: Type.String(),
  phoneMasked: Nullable(Type.String()),
  language: OneOf(['zh', 'en']),
  joinedAt: Instant,
})

export const loginGuest = operation({
  id: 'loginGuest',
  method: 'POST',
  path: '/api/guest/session',
  who: 'anyone',
  summary: 'Signs in with a WeChat login code of the mini-program or the official account’s web page',
  body: closed({ code: Text(256), via: Type.Optional(OneOf(['mini', 'web'])) }),
  status: 200,
  reply: Type.Object({
    token: Type.String(),
    expiresAt: Instant,
    member: Type.Object({
      id: Id,
      nickname: Type.String(),
      phoneMasked: Nullable(Type.String()),
      isNew: Type.Boolean(),
    }),
  }),
  refusals: ['login_code_invalid', 'login_blocked'],
})

export const logoutGuest = operation({
  id: 'logoutGuest',
  method: 'DELETE',
  path: '/api/guest/session',
  who: 'guest',
  summary: 'Signs out: the token is of no use from now on',
  reply: null,
  refusals: [],
})

export const getMe = operation({
  id: 'getMe',
  method: 'GET',
  path: '/api/guest/me',
  who: 'guest',
  summary: 'The member’s own data',
  reply: Me,
  refusals: [],
})

export const updateMe = operation({
  id: 'updateMe',
  method: 'PATCH',
  path: '/api/guest/me',
  who: 'guest',
  summary: 'Changes the nickname or the language',
  body: closed({ nickname: Type.Optional(Text(nicknameAtMost)), language: Type.Optional(OneOf(['zh', 'en'])) }),
  reply: Me,
  refusals: [],
})

export const closeAccount = operation({
  id: 'closeAccount',
  method: 'DELETE',
  path: '/api/guest/me',
  who: 'guest',
  summary: 'Closes the account; stays are kept without the person',
  reply: null,
  refusals: ['account_has_stays'],
})

export const exportMe = operation({
  id: 'exportMe',
  method: 'GET',
  path: '/api/guest/me/export',
  who: 'guest',
  summary: 'What the chain keeps about the member, to take along',
  reply: OwnData,
  refusals: [],
})

export const bindPhone = operation({
  id: 'bindPhone',
  method: 'POST',
  path: '/api/guest/phone',
  who: 'guest',
  summary: 'Binds the phone that WeChat vouches for: by its phone code, or by the older encrypted data',
  body: Type.Union([closed({ code: Text(256) }), closed({ encryptedData: Text(4096), iv: Text(64) })]),
  reply: Type.Object({ phoneMasked: Type.String() }),
  refusals: ['phone_code_invalid', 'phone_data_invalid'],
})
