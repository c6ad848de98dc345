import { Type } from 'typebox'
import { closed, Id, IdParams, Instant, Nullable, OneOf, Page, PageQuery, Text, Texts } from '../common.ts'
import { operation } from '../operation.ts'
import { permissions } from '../permissions.ts'

const states = ['active', 'disabled', 'archived'] as const

/** A role at one branch, or at all of them: `*`. */
const Grant = closed({ role: Id, hotelId: Type.String({ pattern: '^(\\*|[A-Za-z0-9_:-]{1,64})$' }) })
const Grants = Type.Array(Grant, { minItems: 1, maxItems: 200 })

const AdminStaff = Type.Object({
  id: Id,
  username: Type.String(),
  name: Type.String(),
  state: OneOf(states),
  /** Those at branches the caller may see. */
  roles: Type.Array(Type.Object({ role: Id, hotelId: Type.String() })),
  /** How many more they hold elsewhere: only who sees those, too, may change the account. */
  rolesElsewhere: Type.Integer(),
  hasTotp: Type.Boolean(),
  /** Until when the one-time password they have can be used; null when they have chosen their own. */
  oneTimePasswordUntil: Nullable(Instant),
  /** Open now. */
  sessions: Type.Integer(),
  signedInAt: Nullable(Instant),
  createdAt: Instant,
})

const OneTimePassword = {
  /** Shown this once. Whoever signs in by it has to choose their own before anything else. */
  oneTimePassword: Type.String(),
  oneTimePasswordUntil: Instant,
}

const edits = { who: 'staff', permission: 'staff.edit' } as const

export const listStaff = operation({
  ...edits,
  id: 'listStaff',
  method: 'GET',
  path: '/api/admin/staff',
  summary: 'People of the staff by username; staff of some branches see who has a role there',
  query: closed({
    q: Type.Optional(Type.String({ minLength: 1, maxLength: 64, description: 'How a username or a name begins' })),
    hotelId: Type.Optional(Id),
    role: Type.Optional(Id),
    state: Type.Optional(OneOf(states)),
    ...PageQuery,
  }),
  reply: Page(AdminStaff),
  refusals: [],
})

export const getStaff = operation({
  ...edits,
  id: 'getStaff',
  method: 'GET',
  path: '/api/admin/staff/:id',
  summary: 'One person of the staff',
  params: IdParams,
  reply: AdminStaff,
  refusals: ['not_found'],
})

export const createStaff = operation({
  ...edits,
  id: 'createStaff',
  method: 'POST',
  path: '/api/admin/staff',
  summary: 'Adds a person with a one-time password. Nobody gives a right they do not have.',
  body: closed({ username: Type.String({ pattern: '^[a-z0-9._@-]{2,64}$' }), name: Text(64), roles: Grants }),
  reply: Type.Object({ staff: AdminStaff, ...OneTimePassword }),
  status: 201,
  refusals: ['username_taken', 'roles_invalid', 'forbidden'],
})

export const editStaff = operation({
  ...edits,
  id: 'editStaff',
  method: 'PATCH',
  path: '/api/admin/staff/:id',
  summary:
    'Changes name, roles or state; other roles, and being disabled, end the person’s sessions. An archived one comes back as active',
  params: IdParams,
  body: closed({
    name: Type.Optional(Text(64)),
    roles: Type.Optional(Grants),
    state: Type.Optional(OneOf(['active', 'disabled'])),
  }),
  reply: AdminStaff,
  refusals: ['not_found', 'roles_invalid', 'own_account', 'last_owner', 'forbidden'],
})

export const removeStaff = operation({
  ...edits,
  id: 'removeStaff',
  method: 'DELETE',
  path: '/api/admin/staff/:id',
  summary: 'Deletes who never signed in; anybody else is archived, without roles and sessions',
  params: IdParams,
  reply: Type.Object({ outcome: OneOf(['deleted', 'archived']) }),
  refusals: ['not_found', 'own_account', 'last_owner', 'forbidden'],
})

export const resetStaffPassword = operation({
  ...edits,
  id: 'resetStaffPassword',
  method: 'POST',
  path: '/api/admin/staff/:id/password',
  summary: 'Gives a one-time password in place of the one they had; the person’s sessions end',
  params: IdParams,
  reply: Type.Object(OneTimePassword),
  refusals: ['not_found', 'own_account', 'forbidden'],
})

export const resetStaffTotp = operation({
  ...edits,
  id: 'resetStaffTotp',
  method: 'DELETE',
  path: '/api/admin/staff/:id/totp',
  summary: 'Turns the person’s one-time codes off, for whoever lost their phone; the person’s sessions end',
  params: IdParams,
  reply: null,
  refusals: ['not_found', 'own_account', 'forbidden'],
})

export const endStaffSessions = operation({
  ...edits,
  id: 'endStaffSessions',
  method: 'DELETE',
  path: '/api/admin/staff/:id/sessions',
  summary: 'Signs the person out everywhere',
  params: IdParams,
  reply: Type.Object({ ended: Type.Integer() }),
  refusals: ['not_found', 'forbidden'],
})

const Permissions = Type.Array(OneOf(permissions), { minItems: 1, maxItems: permissions.length, uniqueItems: true })

const Role = Type.Object({
  id: Id,
  /** Null for those that come built in: a page has the words for them. */
  name: Nullable(Texts),
  isBuiltIn: Type.Boolean(),
  permissions: Type.Array(OneOf(permissions)),
  /** How many people hold it, anywhere. */
  heldBy: Type.Integer(),
})

export const listRoles = operation({
  ...edits,
  id: 'listRoles',
  method: 'GET',
  path: '/api/admin/roles',
  summary: 'The roles there are, with what each permits; those that come built in first',
  reply: Type.Object({ items: Type.Array(Role), permissions: Type.Array(OneOf(permissions)) }),
  refusals: [],
})

export const createRole = operation({
  ...edits,
  id: 'createRole',
  method: 'POST',
  path: '/api/admin/roles',
  summary: 'Makes a role of the chain’s own out of permissions that whoever makes it has at all branches',
  body: closed({ name: Texts, permissions: Permissions }),
  reply: Role,
  status: 201,
  refusals: ['roles_full', 'forbidden'],
})

export const editRole = operation({
  ...edits,
  id: 'editRole',
  method: 'PATCH',
  path: '/api/admin/roles/:id',
  summary: 'Changes a role of the chain’s own; where it loses a permission the sessions of those who hold it end',
  params: IdParams,
  body: closed({ name: Type.Optional(Texts), permissions: Type.Optional(Permissions) }),
  reply: Role,
  refusals: ['not_found', 'role_built_in', 'changed_meanwhile', 'forbidden'],
})

export const removeRole = operation({
  ...edits,
  id: 'removeRole',
  method: 'DELETE',
  path: '/api/admin/roles/:id',
  summary: 'Removes a role of the chain’s own that nobody holds',
  params: IdParams,
  reply: null,
  refusals: ['not_found', 'role_built_in', 'role_in_use', 'forbidden'],
})
