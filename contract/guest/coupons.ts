import { type Static, type TSchema, Type } from 'typebox'
import { closed, Fen, Id, Night, Nullable, OneOf, Page, PageQuery } from '../common.ts'
import { operation } from '../operation.ts'

/** So many places of a coupon's scope are named. */
export const scopeNamedAtMost = 20

/** Null: no restriction. Else how many places it counts at, and the first of them; one that is gone has no name. */
const Places = <Place extends TSchema>(place: Place) =>
  Nullable(Type.Object({ total: Type.Integer(), named: Type.Array(place, { maxItems: scopeNamedAtMost }) }))

const named = { id: Id, name: Type.String() }
const within = { hotelId: Id, hotelName: Type.String() }

/** Where a coupon counts: a booking must fit all three. */
export const CouponScope = Type.Object({
  hotels: Places(Type.Object(named)),
  roomTypes: Places(Type.Object({ ...named, ...within })),
  ratePlans: Places(Type.Object({ ...named, roomTypeName: Type.String(), ...within })),
})
export type CouponScope = Static<typeof CouponScope>

export const CouponOfMember = Type.Object({
  id: Id,
  couponId: Id,
  name: Type.String(),
  kind: OneOf(['amount', 'percent', 'half', 'free_night']),
  offFen: Nullable(Fen),
  percent: Nullable(Type.Integer()),
  capFen: Nullable(Fen),
  thresholdFen: Fen,
  scope: CouponScope,
  /** What it was given for: the first login, a stay, what a stay cost, or by the hotel's hand. */
  from: OneOf(['welcome', 'check_out', 'spend', 'gift']),
  state: OneOf(['usable', 'locked', 'used', 'expired']),
  validFrom: Night,
  validUntil: Night,
  orderId: Nullable(Id),
})

export const listMyCoupons = operation({
  id: 'listMyCoupons',
  method: 'GET',
  path: '/api/guest/coupons',
  who: 'guest',
  summary: 'My coupons: by their last day',
  query: closed({ state: Type.Optional(OneOf(['usable', 'used', 'expired'])), ...PageQuery }),
  reply: Page(CouponOfMember),
  refusals: [],
})
