import { Type } from 'typebox'
import { Kept } from '../cancellation.ts'
import { closed, Id, IdParams, Instant, Nullable, OneOf } from '../common.ts'
import { operation } from '../operation.ts'
import { line, Names, Removed, readBy, Shown } from './catalogue.ts'

/** Cancellation policies are the chain's. An order carries the one it was placed under; none of this changes it. */

export const AdminPolicy = Type.Object({
  id: Id,
  name: Names,
  phases: Type.Array(
    Type.Object({ untilDaysBefore: Nullable(Type.Integer()), untilHour: Nullable(Type.Integer()), kept: Kept }),
  ),
  noShow: Kept,
  archivedAt: Nullable(Instant),
  /** The version that came after it. */
  replacedBy: Nullable(Id),
})

const KeptWish = closed({
  kind: OneOf(['nothing', 'first_night', 'percent', 'all']),
  percent: Type.Optional(Type.Integer({ minimum: 1, maximum: 99 })),
})
const terms = {
  name: line(60),
  /** Each ends later than the one before; the last has no end. */
  phases: Type.Array(
    closed({
      untilDaysBefore: Nullable(Type.Integer({ minimum: 0, maximum: 365 })),
      untilHour: Nullable(Type.Integer({ minimum: 0, maximum: 23 })),
      kept: KeptWish,
    }),
    { minItems: 1, maxItems: 8 },
  ),
  noShow: KeptWish,
}
const byChain = { who: 'staff', permission: 'rates.edit' } as const

export const listPolicies = operation({
  ...readBy,
  id: 'listPolicies',
  method: 'GET',
  path: '/api/admin/policies',
  summary: 'The cancellation policies; archived ones only where they are asked for',
  query: closed({ state: Shown }),
  reply: Type.Object({ items: Type.Array(AdminPolicy) }),
})

export const createPolicy = operation({
  ...byChain,
  idempotent: true,
  id: 'createPolicy',
  method: 'POST',
  path: '/api/admin/policies',
  summary: 'A new cancellation policy; takes the permission for the whole chain, as every change of policies does',
  body: closed(terms),
  reply: AdminPolicy,
  status: 201,
  refusals: ['not_found', 'idempotency_key_reused'],
})

export const editPolicy = operation({
  ...byChain,
  id: 'editPolicy',
  method: 'PATCH',
  path: '/api/admin/policies/:id',
  summary:
    'Changes a policy that no plan uses; of one in use the next version is made, its plans take that and the old one is archived. Answers the policy that is in force. At most 2,000 plans move at once.',
  params: IdParams,
  body: closed(Type.Partial(Type.Object(terms)).properties),
  reply: AdminPolicy,
  refusals: ['not_found', 'archived', 'edit_too_large'],
})

export const removePolicy = operation({
  ...byChain,
  id: 'removePolicy',
  method: 'DELETE',
  path: '/api/admin/policies/:id',
  summary: 'Deletes a policy that no plan ever used; one that only archived plans use is archived',
  params: IdParams,
  reply: Removed,
  refusals: ['not_found', 'policy_in_use'],
})

export const restorePolicy = operation({
  ...byChain,
  id: 'restorePolicy',
  method: 'POST',
  path: '/api/admin/policies/:id/restore',
  summary: 'Brings an archived policy back for plans to use',
  params: IdParams,
  reply: AdminPolicy,
  refusals: ['not_found'],
})
