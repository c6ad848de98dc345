import { Type } from 'typebox'
import { closed, Fen, Id, IdParams, Instant, Night, Nullable, OneOf, Page, PageQuery } from '../common.ts'
import { noticeTemplates } from '../notice-templates.ts'
import { operation } from '../operation.ts'
import { orderStatuses } from '../order-status.ts'

const Member = {
  id: Id,
  nickname: Type.String(),
  phoneMasked: Nullable(Type.String()),
  language: OneOf(['zh', 'en']),
  joinedAt: Instant,
}

const MemberStay = Type.Object({
  orderId: Id,
  orderNo: Type.String(),
  status: OneOf(orderStatuses),
  hotelId: Id,
  hotelName: Type.String(),
  roomTypeName: Type.String(),
  guestNames: Type.Array(Type.String()),
  checkIn: Night,
  checkOut: Night,
  rooms: Type.Integer(),
  totalFen: Fen,
  paidFen: Fen,
  refundedFen: Fen,
  placedAt: Instant,
  /** Which notices the guest allowed for it, and when. */
  noticesGiven: Type.Array(Type.Object({ notice: OneOf(noticeTemplates), givenAt: Instant })),
})

const MemberCoupon = Type.Object({
  /** Of the grant. */
  id: Id,
  couponId: Id,
  name: Type.String(),
  kind: OneOf(['amount', 'percent', 'half', 'free_night']),
  from: OneOf(['welcome', 'check_out', 'spend', 'gift']),
  state: OneOf(['usable', 'locked', 'used', 'expired']),
  validFrom: Night,
  validUntil: Night,
})

export const listMembers = operation({
  id: 'listMembers',
  method: 'GET',
  path: '/api/admin/members',
  who: 'staff',
  permission: 'members.read',
  summary:
    'Members by order number, by how a nickname or a guest’s name begins, or by whole phone number; without a question the newest first. Staff of some branches find who has an order there',
  query: closed({
    q: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    hotelId: Type.Optional(Id),
    ...PageQuery,
  }),
  reply: Page(Type.Object(Member)),
  refusals: [],
})

export const getMember = operation({
  id: 'getMember',
  method: 'GET',
  path: '/api/admin/members/:id',
  who: 'staff',
  permission: 'members.read',
  summary: 'A member with their stays at the caller’s branches, their coupons, and the notices they allowed',
  params: IdParams,
  reply: Type.Object({
    ...Member,
    /** By which of the chain’s apps they are known. */
    signedInBy: Type.Array(OneOf(['mini', 'web'])),
    /** The newest 50. */
    stays: Type.Array(MemberStay),
    hasMoreStays: Type.Boolean(),
    /** The first 50 of each state. */
    coupons: Type.Array(MemberCoupon),
  }),
  refusals: ['not_found'],
})

export const revealMemberPhone = operation({
  id: 'revealMemberPhone',
  method: 'POST',
  path: '/api/admin/members/:id/reveal-phone',
  who: 'staff',
  permission: 'members.reveal_phone',
  summary: 'Shows the whole phone number to whoever says what for; each time is in the audit',
  params: IdParams,
  body: closed({ reason: Type.String({ minLength: 2, maxLength: 200 }) }),
  reply: Type.Object({ phone: Type.String() }),
  refusals: ['not_found', 'phone_unknown'],
})
