import { Type } from 'typebox'
import { closed, Id, Instant, OneOf, Text } from '../common.ts'
import { operation } from '../operation.ts'
import { permissions } from '../permissions.ts'

const StaffSession = Type.Object({
  csrfToken: Type.String(),
  staff: Type.Object({
    id: Id,
    username: Type.String(),
    name: Type.String(),
    roles: Type.Array(Type.Object({ role: Id, hotelId: Type.String({ description: '`*` at all branches' }) })),
    permissions: Type.Array(OneOf(permissions)),
    hotelIds: Type.Union([Type.Literal('all'), Type.Array(Id)]),
    hasTotp: Type.Boolean(),
    mustChangePassword: Type.Boolean({
      description: 'Signed in by a one-time password: nothing is permitted until it is changed',
    }),
  }),
})

const Password = Text(128)
const NewPassword = Type.String({ minLength: 8, maxLength: 128 })
const Code = Type.String({ pattern: '^\\d{6}$' })

export const signInStaff = operation({
  id: 'signInStaff',
  method: 'POST',
  path: '/api/admin/session',
  who: 'anyone',
  summary: 'Signs staff in by password, and by one-time code where one is set; the session is a cookie',
  body: closed({ username: Text(64), password: Password, totp: Type.Optional(Code) }),
  reply: StaffSession,
  refusals: ['sign_in_failed', 'sign_in_locked', 'totp_required', 'totp_wrong'],
})

export const getStaffSession = operation({
  id: 'getStaffSession',
  method: 'GET',
  path: '/api/admin/session',
  who: 'staff',
  summary: 'Who is signed in, with the CSRF token for writing',
  reply: StaffSession,
  refusals: [],
})

export const signOutStaff = operation({
  id: 'signOutStaff',
  method: 'DELETE',
  path: '/api/admin/session',
  who: 'staff',
  summary: 'Signs out',
  reply: null,
  refusals: [],
})

export const changeOwnPassword = operation({
  id: 'changeOwnPassword',
  method: 'POST',
  path: '/api/admin/session/password',
  who: 'staff',
  summary: 'Changes one’s own password; all other sessions of the person end',
  body: closed({ password: Password, newPassword: NewPassword }),
  reply: null,
  refusals: ['password_wrong', 'password_unfit', 'sign_in_locked'],
})

export const startOwnTotp = operation({
  id: 'startOwnTotp',
  method: 'POST',
  path: '/api/admin/session/totp',
  who: 'staff',
  summary:
    'Makes the secret of one’s own one-time codes, shown this once; nothing asks for codes until one confirms it',
  body: closed({ password: Password }),
  reply: Type.Object({
    otpauthUri: Type.String({ description: 'For the picture that an authenticator app reads' }),
    secret: Type.String({ description: 'The same in base 32, to type' }),
    confirmBefore: Instant,
  }),
  refusals: ['password_wrong', 'sign_in_locked', 'totp_is_on'],
})

export const confirmOwnTotp = operation({
  id: 'confirmOwnTotp',
  method: 'POST',
  path: '/api/admin/session/totp/confirm',
  who: 'staff',
  summary: 'Turns one-time codes on by a first one; all other sessions of the person end',
  body: closed({ code: Code }),
  reply: null,
  refusals: ['totp_not_started', 'totp_code_wrong'],
})

export const dropOwnTotp = operation({
  id: 'dropOwnTotp',
  method: 'POST',
  path: '/api/admin/session/totp/off',
  who: 'staff',
  summary: 'Turns one’s own one-time codes off; all other sessions of the person end',
  body: closed({ password: Password }),
  reply: null,
  refusals: ['password_wrong', 'sign_in_locked'],
})
