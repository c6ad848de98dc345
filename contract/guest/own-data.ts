import { type Static, Type } from 'typebox'
import { Instant, Nullable, OneOf } from '../common.ts'
import { Invoice } from '../invoice.ts'
import { noticeTemplates } from '../notice-templates.ts'
import { CouponOfMember } from './coupons.ts'
import { GuestOrder, OrderRoomView } from './orders.ts'

/** Of the views a guest has of their things, what a person can read: the ids by which we know them are left out. */

const {
  id: _id,
  hotelId: _hotelId,
  roomTypeId: _roomTypeId,
  ratePlanId: _ratePlanId,
  couponId: _couponId,
  contactPhoneMasked: _contactPhoneMasked,
  cancelPolicy: _cancelPolicy,
  ...ofOrder
} = GuestOrder.properties
const { id: _roomId, ...ofRoom } = OrderRoomView.properties
const { id: _grantId, couponId: _, orderId: _orderId, scope: _scope, ...ofCoupon } = CouponOfMember.properties
const { orderId: _orderIdOf, hotelId: _hotelIdOf, ...ofInvoice } = Invoice.properties

export const OwnOrder = Type.Object({
  ...ofOrder,
  guests: Type.Array(Type.Object(ofRoom)),
  /** In the clear: it is their own. */
  contactPhone: Nullable(Type.String()),
  cancelPolicyName: Type.String(),
  /** Of the booking terms that were agreed to. */
  termsVersion: Nullable(Type.String()),
  /** Messages in WeChat that were allowed for this order. */
  consents: Type.Array(Type.Object({ notice: OneOf(noticeTemplates), givenAt: Instant })),
})
export type OwnOrder = Static<typeof OwnOrder>

export const OwnCoupon = Type.Object(ofCoupon)
export type OwnCoupon = Static<typeof OwnCoupon>

export const OwnInvoice = Type.Object(ofInvoice)
export type OwnInvoice = Static<typeof OwnInvoice>

export const OwnFavourite = Type.Object({ hotelName: Type.String(), addedAt: Instant })
export type OwnFavourite = Static<typeof OwnFavourite>

/** What the chain keeps about a member. A new format gets a new number. */
export const OwnData = Type.Object({
  format: Type.Literal(1),
  exportedAt: Instant,
  member: Type.Object({
    nickname: Type.String(),
    phone: Nullable(Type.String()),
    language: OneOf(['zh', 'en']),
    joinedAt: Instant,
    /** By which of WeChat's two ways they have signed in. */
    signedInBy: Type.Array(OneOf(['mini', 'web'])),
  }),
  orders: Type.Array(OwnOrder),
  coupons: Type.Array(OwnCoupon),
  favourites: Type.Array(OwnFavourite),
  invoices: Type.Array(OwnInvoice),
})
export type OwnData = Static<typeof OwnData>
