import { Type } from 'typebox'
import { closed, Fen, Id, IdParams, Night, Nullable, OneOf, Page, PageQuery, Texts } from '../common.ts'
import { operation } from '../operation.ts'

const kinds = ['amount', 'percent', 'half', 'free_night'] as const
const occasions = ['first_login', 'check_out', 'spend', 'by_hand'] as const
const states = ['active', 'paused', 'archived'] as const

const Ids = Type.Array(Id, { maxItems: 500 })
const Count = Nullable(Type.Integer({ minimum: 0, maximum: 1_000_000_000 }))

const fields = {
  name: Texts,
  kind: OneOf(kinds),
  /** Of kind `amount`. */
  offFen: Nullable(Fen),
  /** Of kind `percent`: so much of a hundred off. */
  percent: Nullable(Type.Integer({ minimum: 1, maximum: 99 })),
  /** The most that `percent` and `half` take off. */
  capFen: Nullable(Fen),
  thresholdFen: Fen,
  /** Where it counts; an empty list is no restriction. */
  scope: closed({ hotelIds: Ids, roomTypeIds: Ids, ratePlanIds: Ids }),
  /** Nights on which it does not count, `to` exclusive. */
  blackout: Type.Array(closed({ from: Night, to: Night }), { maxItems: 100 }),
  /** From one day of the chain's zone to another, both included, or so many days after the day it was given. */
  validity: Type.Union([
    closed({ from: Night, until: Night }),
    closed({ days: Type.Integer({ minimum: 1, maximum: 3650 }) }),
  ]),
  /** How many there are; null for any number. */
  quota: Count,
  /** How many one guest gets; null for any number. */
  perGuest: Count,
  givenOn: OneOf(occasions),
  /** What a stay must have cost, where it is given on `spend`. */
  spendFen: Nullable(Fen),
  state: OneOf(states),
  note: Type.String({ maxLength: 500 }),
  sort: Type.Integer({ minimum: -1_000_000, maximum: 1_000_000 }),
}

export const AdminCoupon = Type.Object({
  id: Id,
  ...fields,
  granted: Type.Integer(),
  /** Of those that were given: how many are free to use (or over), on an unpaid order, and used. */
  usable: Type.Integer(),
  locked: Type.Integer(),
  used: Type.Integer(),
})

const { name, kind, validity, givenOn, ...rest } = fields

export const listCoupons = operation({
  id: 'listCoupons',
  method: 'GET',
  path: '/api/admin/coupons',
  who: 'staff',
  permission: 'coupons.read',
  summary: 'The coupons of the chain by the manager’s sort, with how many were given and used',
  query: closed({ ...PageQuery }),
  reply: Page(AdminCoupon),
  refusals: [],
})

export const getCoupon = operation({
  id: 'getCoupon',
  method: 'GET',
  path: '/api/admin/coupons/:id',
  who: 'staff',
  permission: 'coupons.read',
  summary: 'One coupon',
  params: IdParams,
  reply: AdminCoupon,
  refusals: ['not_found'],
})

export const createCoupon = operation({
  id: 'createCoupon',
  method: 'POST',
  path: '/api/admin/coupons',
  who: 'staff',
  permission: 'coupons.edit',
  idempotent: true,
  summary: 'Defines a coupon. Staff of some branches only define coupons for these.',
  body: closed({ name, kind, validity, givenOn, ...Type.Partial(Type.Object(rest)).properties }),
  reply: AdminCoupon,
  status: 201,
  refusals: ['coupon_invalid', 'forbidden'],
})

export const editCoupon = operation({
  id: 'editCoupon',
  method: 'PATCH',
  path: '/api/admin/coupons/:id',
  who: 'staff',
  permission: 'coupons.edit',
  summary: 'Changes a coupon; what was promised to those who have it stays',
  params: IdParams,
  body: closed(Type.Partial(Type.Object(fields)).properties),
  reply: AdminCoupon,
  refusals: ['not_found', 'coupon_invalid', 'coupon_granted', 'forbidden'],
})

export const removeCoupon = operation({
  id: 'removeCoupon',
  method: 'DELETE',
  path: '/api/admin/coupons/:id',
  who: 'staff',
  permission: 'coupons.edit',
  summary: 'Deletes a coupon that nobody ever got; any other is archived, and those who have it keep it',
  params: IdParams,
  reply: Type.Object({ outcome: OneOf(['deleted', 'archived']) }),
  refusals: ['not_found', 'forbidden'],
})

export const grantCoupon = operation({
  id: 'grantCoupon',
  method: 'POST',
  path: '/api/admin/coupons/:id/grants',
  who: 'staff',
  permission: 'coupons.edit',
  idempotent: true,
  summary: 'Hands a coupon out to members, within its quota and what one guest gets; says what became of each',
  params: IdParams,
  body: closed({ memberIds: Type.Array(Id, { minItems: 1, maxItems: 500 }) }),
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        memberId: Id,
        grantId: Type.Optional(Id),
        refused: Type.Optional(OneOf(['no_such_member', 'enough', 'none_left'])),
      }),
    ),
  }),
  refusals: ['not_found', 'coupon_invalid', 'forbidden'],
})
