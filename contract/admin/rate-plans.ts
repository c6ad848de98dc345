import { Type } from 'typebox'
import { closed, Fen, Id, IdParams, Instant, Nullable } from '../common.ts'
import { operation } from '../operation.ts'
import { line, Names, Removed, readBy, Shown, Sort } from './catalogue.ts'

export const AdminRatePlan = Type.Object({
  id: Id,
  roomTypeId: Id,
  name: Names,
  breakfast: Type.Integer(),
  baseFen: Type.Array(Fen),
  parentId: Nullable(Id),
  derive: Nullable(Type.Object({ percent: Type.Optional(Type.Integer()), fen: Type.Optional(Type.Integer()) })),
  policyId: Id,
  minStay: Type.Integer(),
  onSale: Type.Boolean(),
  sort: Type.Integer(),
  archivedAt: Nullable(Instant),
})

/** By weekday, Sunday first. */
const Week = Type.Array(Type.Integer({ minimum: 1, maximum: 100_000_000 }), { minItems: 7, maxItems: 7 })
/** Of the parent's price: whole percents more or less, or fen. */
const Derive = Type.Union([
  closed({ percent: Type.Integer({ minimum: -99, maximum: 300 }) }),
  closed({ fen: Type.Integer({ minimum: -100_000_000, maximum: 100_000_000 }) }),
])

const usual = {
  breakfast: Type.Integer({ minimum: 0, maximum: 10 }),
  minStay: Type.Integer({ minimum: 1, maximum: 30 }),
  onSale: Type.Boolean(),
  sort: Sort,
  /** Prices of its own; not used where the plan follows another one. */
  baseFen: Week,
  /** The plan it follows, one of the same type that follows none; null: it has prices of its own. */
  parentId: Nullable(Id),
  derive: Nullable(Derive),
}

export const listRatePlans = operation({
  ...readBy,
  id: 'listRatePlans',
  method: 'GET',
  path: '/api/admin/rate-plans',
  summary: 'The rate plans of a branch; archived ones only where they are asked for',
  query: closed({ hotelId: Id, state: Shown }),
  reply: Type.Object({ items: Type.Array(AdminRatePlan) }),
})

export const createRatePlan = operation({
  who: 'staff',
  permission: 'rates.edit',
  idempotent: true,
  id: 'createRatePlan',
  method: 'POST',
  path: '/api/admin/rate-plans',
  summary: 'A new rate plan of a room type, with prices of its own or following another plan, one level deep',
  body: closed({
    roomTypeId: Id,
    name: line(60),
    policyId: Id,
    ...Type.Partial(Type.Object(usual)).properties,
  }),
  reply: AdminRatePlan,
  status: 201,
  refusals: ['not_found', 'archived', 'idempotency_key_reused'],
})

export const editRatePlan = operation({
  who: 'staff',
  permission: 'rates.edit',
  id: 'editRatePlan',
  method: 'PATCH',
  path: '/api/admin/rate-plans/:id',
  summary: 'Changes a rate plan; orders keep what they were placed with',
  params: IdParams,
  body: closed(Type.Partial(Type.Object({ name: line(60), policyId: Id, ...usual })).properties),
  reply: AdminRatePlan,
  refusals: ['not_found', 'archived'],
})

export const removeRatePlan = operation({
  who: 'staff',
  permission: 'rates.edit',
  id: 'removeRatePlan',
  method: 'DELETE',
  path: '/api/admin/rate-plans/:id',
  summary:
    'Deletes a rate plan that was never booked; any other is archived, unless orders are still to come or other plans follow its price',
  params: IdParams,
  reply: Removed,
  refusals: ['not_found', 'orders_coming', 'plan_followed'],
})

export const restoreRatePlan = operation({
  who: 'staff',
  permission: 'rates.edit',
  id: 'restoreRatePlan',
  method: 'POST',
  path: '/api/admin/rate-plans/:id/restore',
  summary: 'Brings an archived rate plan back, not on sale; after the plan it follows and its policy',
  params: IdParams,
  reply: AdminRatePlan,
  refusals: ['not_found', 'archived'],
})
