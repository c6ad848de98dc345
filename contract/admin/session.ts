import { Type } from 'typebox'
import { closed, Id, OneOf, Text } from '../common.ts'
import { operation } from '../operation.ts'
import { permissions, roleNames } from '../permissions.ts'

const StaffSession = Type.Object({
  csrfToken: Type.String(),
  staff: Type.Object({
    id: Id,
    name: Type.String(),
    roles: Type.Array(Type.Object({ role: OneOf(roleNames), hotelId: Type.String() })),
    permissions: Type.Array(OneOf(permissions)),
    hotelIds: Type.Union([Type.Literal('all'), Type.Array(Id)]),
  }),
})

export const signInStaff = operation({
  id: 'signInStaff',
  method: 'POST',
  path: '/api/admin/session',
  who: 'anyone',
  summary: 'Signs staff in by password, and by one-time code where one is set; the session is a cookie',
  body: closed({ username: Text(64), password: Text(128), totp: Type.Optional(Type.String({ pattern: '^\\d{6}$' })) }),
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
