import { type Static, Type } from 'typebox'
import { closed, Fen, Id, Instant, Night, Nullable, OneOf } from '../common.ts'
import { operation } from '../operation.ts'
import { orderStatuses } from '../order-status.ts'

/** The longest span of a report. */
export const reportNightsAtMost = 400

const Count = Type.Integer()
/** 0.704 is 70.4 %; four decimals. Null where there is nothing to divide by. */
const Rate = Nullable(Type.Number())
/** Money that a refund of a person can have made less than nothing is still a sum. */
const Sum = Type.Integer()

const Rooms = {
  /** Room numbers, out of order ones too. */
  roomsAvailable: Count,
  roomsOutOfOrder: Count,
  /** Nights of a room that a guest has and that something is asked for. */
  roomsSold: Count,
  /** The same, of which nothing is asked: not sold, and not in the average. */
  roomsComp: Count,
  /** Kept for guests who did not come: not sold. */
  roomsNoShow: Count,
  /** Sold of available. */
  occupancy: Rate,
  /** What is asked for the sold nights and kept of those nobody came for. */
  roomRevenueFen: Sum,
  /** A sold room's average. */
  adrFen: Nullable(Sum),
  /** An available room's average. */
  revParFen: Nullable(Sum),
}

const Bookings = {
  /** Paid orders that arrive in the span. */
  bookings: Count,
  cancelled: Count,
  cancellationRate: Rate,
}

const OfHotel = { id: Id, name: Type.String(), state: OneOf(['open', 'closed', 'archived']) }
const OfType = { id: Id, hotelId: Id, name: Type.String() }

export const OccupancyReport = Type.Object({
  from: Night,
  to: Night,
  total: Type.Object({ ...Rooms, ...Bookings }),
  nights: Type.Array(Type.Object({ night: Night, ...Rooms })),
  hotels: Type.Array(Type.Object({ ...OfHotel, rooms: Count, ...Rooms, ...Bookings })),
  roomTypes: Type.Array(
    Type.Object({
      ...OfType,
      /** Sunday first. */
      weekdays: Type.Array(Type.Object({ roomsAvailable: Count, roomsSold: Count, occupancy: Rate })),
    }),
  ),
})
export type OccupancyReport = Static<typeof OccupancyReport>

const Money = {
  roomRevenueFen: Sum,
  /** Of the room revenue: kept of guests who did not come. */
  noShowFen: Sum,
  /** Kept of cancelled orders, for the night it was for: no room revenue. */
  cancellationFen: Sum,
  /** Of the room revenue: not paid yet. */
  dueFen: Sum,
  /** Paid and not returned: room revenue and cancellations less what is due. */
  keptFen: Sum,
}

export const RevenueReport = Type.Object({
  from: Night,
  to: Night,
  total: Type.Object(Money),
  nights: Type.Array(Type.Object({ night: Night, ...Money })),
  hotels: Type.Array(Type.Object({ ...OfHotel, ...Money })),
  roomTypes: Type.Array(Type.Object({ ...OfType, ...Money })),
  ratePlans: Type.Array(
    Type.Object({ id: Id, roomTypeId: Id, hotelId: Id, name: Type.String(), keptFen: Sum, dueFen: Sum }),
  ),
  /** By the hotel day on which the money came in, or was asked to go back. */
  payments: Type.Array(
    Type.Object({
      day: Night,
      method: OneOf(['wechat', 'cash', 'card', 'transfer']),
      paidFen: Sum,
      refundedFen: Sum,
    }),
  ),
})
export type RevenueReport = Static<typeof RevenueReport>

export const CouponReport = Type.Object({
  from: Night,
  to: Night,
  hotelIds: Type.Array(Id),
  items: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      kind: OneOf(['amount', 'percent', 'half', 'free_night']),
      state: OneOf(['active', 'paused', 'archived']),
      /** Of the chain, in the span. */
      granted: Count,
      expired: Count,
      used: Count,
      /** Used of those that were used or ran out. */
      useRate: Rate,
      /** Orders of these branches that used it in the span, what it took off, and what was paid for them. */
      orders: Count,
      discountFen: Sum,
      keptFen: Sum,
    }),
  ),
})
export type CouponReport = Static<typeof CouponReport>

const read = {
  who: 'staff',
  permission: 'reports.read',
  method: 'GET',
  query: closed({
    hotelId: Type.Optional(Id),
    from: Night,
    to: Night,
    format: Type.Optional(OneOf(['json', 'csv'])),
  }),
  refusals: ['not_found', 'report_invalid'],
} as const

export const reportOccupancy = operation({
  ...read,
  id: 'reportOccupancy',
  path: '/api/admin/reports/occupancy',
  summary: 'Rooms sold of rooms available, ADR and RevPAR by night, branch and weekday, `to` exclusive, ≤ 400 nights',
  reply: OccupancyReport,
})

export const reportRevenue = operation({
  ...read,
  id: 'reportRevenue',
  path: '/api/admin/reports/revenue',
  summary: 'Revenue by the night it is for, by branch, type and plan, and by day of payment and method',
  reply: RevenueReport,
})

export const reportCoupons = operation({
  ...read,
  id: 'reportCoupons',
  path: '/api/admin/reports/coupons',
  summary: 'Coupons given, used and run out, what they took off, and what their orders brought',
  reply: CouponReport,
})

const method = OneOf(['wechat', 'cash', 'card', 'transfer'])

export const DayClose = Type.Object({
  hotelId: Id,
  hotelName: Type.String(),
  day: Night,
  from: Instant,
  to: Instant,
  /** Whether the day is over. */
  over: Type.Boolean(),
  methods: Type.Array(
    Type.Object({ method, payments: Count, paidFen: Sum, refunds: Count, refundedFen: Sum, netFen: Sum }),
  ),
  payments: Type.Array(
    Type.Object({
      id: Id,
      orderId: Id,
      orderNo: Type.String(),
      method,
      purpose: OneOf(['stay', 'extension', 'change', 'walk_in']),
      amountFen: Fen,
      receiptNo: Nullable(Type.String()),
      transactionId: Nullable(Type.String()),
      takenBy: Type.String(),
      at: Instant,
      bill: Nullable(OneOf(['matched', 'waiting', 'differs'])),
    }),
  ),
  refunds: Type.Array(
    Type.Object({
      id: Id,
      orderId: Id,
      orderNo: Type.String(),
      method,
      amountFen: Fen,
      cause: Type.String(),
      state: OneOf(['asked', 'processing', 'succeeded', 'closed', 'abnormal']),
      /** Of the payment it goes back through. */
      receiptNo: Nullable(Type.String()),
      askedBy: Type.String(),
      at: Instant,
      bill: Nullable(OneOf(['matched', 'waiting', 'differs'])),
    }),
  ),
  /** What came by WeChat and went back by it, and how much of both its bills have had by now. */
  wechat: Type.Object({ paidFen: Sum, refundedFen: Sum, matchedFen: Sum, waitingFen: Sum, differs: Count }),
  balances: Type.Array(
    Type.Object({
      orderId: Id,
      orderNo: Type.String(),
      status: OneOf(orderStatuses),
      checkOut: Night,
      balanceFen: Fen,
    }),
  ),
  inHouse: Type.Array(
    Type.Object({
      orderId: Id,
      orderNo: Type.String(),
      roomNumber: Nullable(Type.String()),
      guestName: Type.String(),
      checkIn: Night,
      checkOut: Night,
    }),
  ),
  /** Lists that were cut at their bound; the sums by method are always whole. */
  cut: Type.Array(OneOf(['payments', 'refunds', 'balances', 'inHouse'])),
})
export type DayClose = Static<typeof DayClose>

export const reportDayClose = operation({
  id: 'reportDayClose',
  method: 'GET',
  path: '/api/admin/reports/day-close',
  who: 'staff',
  permission: 'orders.desk',
  summary: 'The till of a hotel day: money in and back with receipts and hands, open balances, who is in house',
  query: closed({ hotelId: Id, day: Night }),
  reply: DayClose,
  refusals: ['not_found', 'report_invalid'],
})
