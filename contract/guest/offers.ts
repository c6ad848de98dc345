import { Type } from 'typebox'
import { CancelPolicyView } from '../cancellation.ts'
import { closed, Fen, Id, IdParams, Image, Night, Nullable, OneOf, PartyQuery, Rooms, StayQuery } from '../common.ts'
import { type CouponReason, couponReasons } from '../coupon-reasons.ts'
import { operation } from '../operation.ts'

const RefusalView = Type.Object({
  code: Type.String(),
  title: Type.String(),
  nights: Type.Optional(Type.Array(Night)),
  minStay: Type.Optional(Type.Integer()),
})

export const listRoomTypes = operation({
  id: 'listRoomTypes',
  method: 'GET',
  path: '/api/guest/hotels/:id/room-types',
  who: 'maybe-guest',
  summary: 'The room types of a branch with their rate plans, priced for these dates',
  params: IdParams,
  query: closed({ ...StayQuery, ...PartyQuery }),
  reply: Type.Object({
    checkIn: Night,
    checkOut: Night,
    items: Type.Array(
      Type.Object({
        id: Id,
        name: Type.String(),
        images: Type.Array(Image),
        areaM2: Type.Integer(),
        bed: Type.String(),
        guests: Type.Integer(),
        facilities: Type.Array(Type.String()),
        listFen: Fen,
        fitsGuests: Type.Boolean(),
        ratePlans: Type.Array(
          Type.Object({
            id: Id,
            name: Type.String(),
            breakfast: Type.Integer(),
            cancelPolicy: CancelPolicyView,
            totalFen: Fen,
            averageFen: Fen,
            roomsLeft: Nullable(Type.Integer()),
            refusal: Type.Optional(RefusalView),
          }),
        ),
      }),
    ),
  }),
  refusals: ['not_found', 'booking_invalid'],
})

export const getCalendar = operation({
  id: 'getCalendar',
  method: 'GET',
  path: '/api/guest/room-types/:id/calendar',
  who: 'maybe-guest',
  summary: 'Each day of a room type: price for one room, rooms left, whether it is closed, the shortest stay from it',
  params: IdParams,
  query: closed({ from: Type.Optional(Night), to: Type.Optional(Night), ratePlanId: Type.Optional(Id) }),
  reply: Type.Object({
    ratePlanId: Id,
    today: Night,
    items: Type.Array(
      Type.Object({
        night: Night,
        priceFen: Fen,
        roomsLeft: Nullable(Type.Integer()),
        closed: Type.Boolean(),
        minStay: Type.Integer(),
      }),
    ),
  }),
  refusals: ['not_found', 'booking_invalid'],
})

export const makeQuote = operation({
  id: 'makeQuote',
  method: 'POST',
  path: '/api/guest/quotes',
  who: 'maybe-guest',
  summary: 'What a stay costs, to the fen, with the best coupon or the chosen one (`none` for none)',
  body: closed({
    roomTypeId: Id,
    ratePlanId: Id,
    checkIn: Night,
    checkOut: Night,
    rooms: Rooms,
    couponId: Type.Optional(Nullable(Id)),
  }),
  reply: Type.Object({
    nights: Type.Array(Type.Object({ night: Night, priceFen: Fen })),
    subtotalFen: Fen,
    discountFen: Fen,
    totalFen: Fen,
    cancelPolicy: CancelPolicyView,
    coupons: Type.Array(
      Type.Object({
        id: Id,
        name: Type.String(),
        validUntil: Night,
        usable: Type.Boolean(),
        offFen: Fen,
        reason: Type.Optional(OneOf(Object.keys(couponReasons) as CouponReason[])),
        missingFen: Type.Optional(Fen),
      }),
    ),
    bestCouponId: Nullable(Id),
    couponId: Nullable(Id),
  }),
  refusals: [
    'not_found',
    'booking_invalid',
    'stay_not_sellable',
    'nights_closed',
    'rooms_sold_out',
    'min_stay',
    'coupon_not_usable',
  ],
})
