import { type Static, Type } from 'typebox'
import { contactPhoneAtMost, guestNameAtMost, remarkAtMost, roomsAtMost } from '../bounds.ts'
import { CancelPolicyView, Kept } from '../cancellation.ts'
import { closed, Fen, Id, IdParams, Image, Instant, Night, Nullable, OneOf, Page, PageQuery, Text } from '../common.ts'
import { noticeTemplates } from '../notice-templates.ts'
import { operation } from '../operation.ts'
import { orderStatuses } from '../order-status.ts'

export const OrderRoomView = Type.Object({
  id: Type.String(),
  guestName: Type.String(),
  roomNumber: Nullable(Type.String()),
  state: OneOf(['expected', 'in', 'out']),
  checkedInAt: Nullable(Instant),
  checkedOutAt: Nullable(Instant),
})

/** An order as its guest and the desk both see it. */
export const GuestOrder = Type.Object({
  id: Type.String(),
  orderNo: Type.String(),
  status: OneOf(orderStatuses),
  /** The original system's code: 0 to pay · 1 cancelled · 2 to arrive · 3 staying · 4 finished. */
  statusCode: Type.Integer({ minimum: 0, maximum: 4 }),
  hotelId: Type.String(),
  hotelName: Type.String(),
  roomTypeId: Type.String(),
  roomTypeName: Type.String(),
  ratePlanId: Type.String(),
  ratePlanName: Type.String(),
  breakfast: Type.Integer(),
  checkIn: Night,
  checkOut: Night,
  checkInFrom: Type.String({ description: 'HH:mm at the hotel' }),
  checkOutUntil: Type.String({ description: 'HH:mm at the hotel' }),
  zone: Type.String(),
  rooms: Type.Integer(),
  guests: Type.Array(OrderRoomView),
  contactPhoneMasked: Nullable(Type.String()),
  arrivalTime: Nullable(Type.String()),
  remark: Nullable(Type.String()),
  /** One per night: the price of one room, and for all rooms what the discount takes off and what is charged. */
  nights: Type.Array(Type.Object({ night: Night, priceFen: Fen, discountFen: Fen, chargedFen: Fen })),
  subtotalFen: Fen,
  discountFen: Fen,
  totalFen: Fen,
  paidFen: Fen,
  refundedFen: Fen,
  balanceFen: Fen,
  couponId: Nullable(Type.String()),
  payBefore: Instant,
  placedAt: Instant,
  /** What cancelling, or not coming, would return of this order's money: the figures of the refund itself. */
  cancelPolicy: CancelPolicyView,
})
export type GuestOrder = Static<typeof GuestOrder>

/** The same with what is looked up for its guest. */
export const MyOrder = Type.Object({
  ...GuestOrder.properties,
  /** Of the room type. */
  image: Nullable(Image),
  /** The name of the coupon that was given for the stay; of one that is ahead, the one that would be given. */
  couponAfterCheckOut: Nullable(Type.String()),
})
export type MyOrder = Static<typeof MyOrder>

export const orderTabNames = ['all', 'to_pay', 'to_arrive', 'staying', 'finished', 'cancelled'] as const

export const placeOrder = operation({
  id: 'placeOrder',
  method: 'POST',
  path: '/api/guest/orders',
  who: 'guest',
  idempotent: true,
  summary: 'Books rooms: they are held until payBefore',
  body: closed({
    roomTypeId: Id,
    ratePlanId: Id,
    checkIn: Night,
    checkOut: Night,
    rooms: Type.Integer(),
    guests: Type.Array(closed({ name: Type.String({ maxLength: guestNameAtMost }) }), { maxItems: roomsAtMost }),
    /** Left out: the phone that is bound to the member. */
    contactPhone: Type.Optional(Type.String({ maxLength: contactPhoneAtMost })),
    arrivalTime: Type.Optional(Nullable(Type.String({ maxLength: 5 }))),
    remark: Type.Optional(Nullable(Type.String({ maxLength: remarkAtMost }))),
    couponId: Type.Optional(Nullable(Id)),
    consents: Type.Optional(Type.Array(OneOf(noticeTemplates), { maxItems: 10 })),
    /** Of the booking terms the guest agreed to: kept with the order. */
    termsVersion: Type.Optional(Text(20)),
    expectedTotalFen: Fen,
  }),
  /** Nothing is looked up for it: what else there is to see, `getMyOrder` says. */
  reply: GuestOrder,
  status: 201,
  refusals: [
    'booking_invalid',
    'not_found',
    'stay_not_sellable',
    'nights_closed',
    'min_stay',
    'rooms_sold_out',
    'price_changed',
    'nothing_to_pay',
    'coupon_not_usable',
    'coupon_taken',
    'too_many_unpaid_orders',
    'too_many_rooms_held',
    'too_many_lapses',
    'idempotency_key_reused',
  ],
})

export const listMyOrders = operation({
  id: 'listMyOrders',
  method: 'GET',
  path: '/api/guest/orders',
  who: 'guest',
  summary: 'My orders, the newest first',
  query: closed({ tab: Type.Optional(OneOf(orderTabNames)), ...PageQuery }),
  reply: Page(MyOrder),
  refusals: [],
})

export const getMyOrder = operation({
  id: 'getMyOrder',
  method: 'GET',
  path: '/api/guest/orders/:id',
  who: 'guest',
  summary: 'One of my orders, with an ETag to poll by',
  params: IdParams,
  reply: MyOrder,
  refusals: ['not_found'],
})

/** What the guest sees happen to an order beside its states. */
export const guestSteps = ['room_in', 'room_out', 'room_changed', 'extended', 'left_early', 'money_returned'] as const

/** What became of a message that was to be sent to the guest in WeChat. */
export const noticeOutcomes = ['on_its_way', 'sent', 'refused', 'unknown', 'overtaken', 'not_allowed'] as const

/**
 * `refused`: WeChat did not take it. `unknown`: WeChat did not answer. `overtaken`: the order had moved on, and it was
 * not sent. `not_allowed`: the guest had not agreed to it, or to no second one; or is not known to the mini-program.
 */
export const StepNotice = Type.Object({
  template: OneOf(noticeTemplates),
  outcome: OneOf(noticeOutcomes),
  at: Instant,
})
export type StepNotice = Static<typeof StepNotice>

export const StoryStep = Type.Object({
  at: Instant,
  step: OneOf([...orderStatuses, ...guestSteps]),
  by: OneOf(['guest', 'hotel', 'system']),
  refundFen: Type.Optional(Fen),
  /** Of steps that are told in WeChat: the last message about it. */
  notice: Type.Optional(StepNotice),
})
export type StoryStep = Static<typeof StoryStep>

export const getMyOrderEvents = operation({
  id: 'getMyOrderEvents',
  method: 'GET',
  path: '/api/guest/orders/:id/events',
  who: 'guest',
  summary: 'What happened to my order, in order of time',
  params: IdParams,
  reply: Type.Object({ items: Type.Array(StoryStep) }),
  refusals: ['not_found'],
})

export const payOrder = operation({
  id: 'payOrder',
  method: 'POST',
  path: '/api/guest/orders/:id/payment',
  who: 'guest',
  idempotent: true,
  summary: 'Parameters for WeChat’s pay sheet; asked again, it is the same trade',
  params: IdParams,
  reply: Type.Object({
    appId: Type.String(),
    timeStamp: Type.String(),
    nonceStr: Type.String(),
    package: Type.String(),
    signType: Type.Literal('RSA'),
    paySign: Type.String(),
  }),
  refusals: [
    'not_found',
    'order_not_payable',
    'payment_needs_wechat',
    'payment_in_progress',
    'payment_refused',
    'trade_over',
  ],
})

export const syncPayment = operation({
  id: 'syncPayment',
  method: 'POST',
  path: '/api/guest/orders/:id/payment/sync',
  who: 'guest',
  summary: '“I paid”: asks WeChat now',
  params: IdParams,
  reply: MyOrder,
  refusals: ['not_found'],
})

/** What cancelling would return now. */
export const CancellationPreview = Type.Object({
  cancellable: Type.Boolean(),
  paidFen: Fen,
  refundFen: Fen,
  keptFen: Fen,
  kept: Kept,
  /** Until when these figures hold; null when they do not change any more. */
  until: Nullable(Instant),
  nights: Type.Array(Type.Object({ night: Night, refundFen: Fen })),
})

export const previewCancellation = operation({
  id: 'previewCancellation',
  method: 'GET',
  path: '/api/guest/orders/:id/cancellation',
  who: 'guest',
  summary: 'What cancelling would return now, to the fen',
  params: IdParams,
  reply: CancellationPreview,
  refusals: ['not_found'],
})

export const cancelMyOrder = operation({
  id: 'cancelMyOrder',
  method: 'POST',
  path: '/api/guest/orders/:id/cancel',
  who: 'guest',
  summary: 'Cancels the whole order for the figure that was shown',
  params: IdParams,
  body: closed({ expectedRefundFen: Fen }),
  reply: MyOrder,
  refusals: ['not_found', 'order_not_cancellable', 'refund_changed'],
})

export const giveConsents = operation({
  id: 'giveConsents',
  method: 'POST',
  path: '/api/guest/orders/:id/consents',
  who: 'guest',
  summary: 'One-time subscriptions given later',
  params: IdParams,
  body: closed({ accepted: Type.Array(OneOf(noticeTemplates), { maxItems: 10 }) }),
  reply: Type.Object({ accepted: Type.Array(OneOf(noticeTemplates)) }),
  refusals: ['not_found'],
})
