import { type Static, Type } from 'typebox'
import { closed, Fen, Id, IdParams, Instant, Night, Nullable, OneOf, Page, PageQuery, Text } from '../common.ts'
import { CancellationPreview, GuestOrder } from '../guest/orders.ts'
import { Invoice } from '../invoice.ts'
import { operation } from '../operation.ts'
import { orderStatuses } from '../order-status.ts'

const DeskRoom = Type.Object({
  id: Type.String(),
  guestName: Type.String(),
  roomId: Nullable(Type.String()),
  roomNumber: Nullable(Type.String()),
  state: OneOf(['expected', 'in', 'out']),
  checkedInAt: Nullable(Instant),
  checkedOutAt: Nullable(Instant),
})

/** An order as the desk sees it in a list. */
export const DeskOrder = Type.Object({
  ...GuestOrder.properties,
  guests: Type.Array(DeskRoom),
  memberId: Nullable(Type.String()),
  source: OneOf(['mini', 'web', 'desk']),
  language: OneOf(['zh', 'en']),
  waivedFen: Fen,
  version: Type.Integer(),
})
export type DeskOrder = Static<typeof DeskOrder>

const Line = Type.Object({
  roomIndex: Type.Integer(),
  night: Night,
  roomTypeId: Type.String(),
  priceFen: Fen,
  shareFen: Fen,
  refundedFen: Fen,
  paymentId: Nullable(Type.String()),
  stock: OneOf(['none', 'held', 'sold', 'released']),
})

const PaymentView = Type.Object({
  id: Type.String(),
  purpose: OneOf(['stay', 'extension', 'change', 'walk_in']),
  method: OneOf(['wechat', 'cash', 'card', 'transfer']),
  amountFen: Fen,
  refundedFen: Fen,
  receiptNo: Nullable(Type.String()),
  transactionId: Nullable(Type.String()),
  paidAt: Instant,
})

const RefundView = Type.Object({
  id: Type.String(),
  paymentId: Type.String(),
  amountFen: Fen,
  cause: Type.String(),
  state: OneOf(['asked', 'processing', 'succeeded', 'closed', 'abnormal']),
  createdAt: Instant,
  settledAt: Nullable(Instant),
})

/** An order with all of its money. */
export const DeskOrderWhole = Type.Object({
  ...DeskOrder.properties,
  lines: Type.Array(Line),
  payments: Type.Array(PaymentView),
  refunds: Type.Array(RefundView),
})
export type DeskOrderWhole = Static<typeof DeskOrderWhole>

export const listOrders = operation({
  id: 'listOrders',
  method: 'GET',
  path: '/api/admin/orders',
  who: 'staff',
  permission: 'orders.read',
  summary: 'Orders of my branches by number, guest name, phone, state and stay, the newest first',
  query: closed({
    q: Type.Optional(Text(60)),
    hotelId: Type.Optional(Id),
    status: Type.Optional(Type.Array(OneOf(orderStatuses), { maxItems: orderStatuses.length })),
    from: Type.Optional(Night),
    to: Type.Optional(Night),
    ...PageQuery,
  }),
  reply: Page(DeskOrder),
  refusals: [],
})

export const getOrder = operation({
  id: 'getOrder',
  method: 'GET',
  path: '/api/admin/orders/:id',
  who: 'staff',
  permission: 'orders.read',
  summary: 'One order with its lines, payments and refunds',
  params: IdParams,
  reply: DeskOrderWhole,
  refusals: ['not_found'],
})

export const previewReturns = operation({
  id: 'previewReturns',
  method: 'GET',
  path: '/api/admin/orders/:id/returns',
  who: 'staff',
  permission: 'orders.read',
  summary: 'What cancelling, or leaving early (now, or on that day), would return at this moment, to the fen',
  params: IdParams,
  query: closed({ checkOut: Type.Optional(Night) }),
  reply: Type.Object({
    orderId: Type.String(),
    /** Null once it cannot be cancelled any more. */
    cancellation: Nullable(CancellationPreview),
    /** Null unless guests are in and the day is inside their stay. */
    earlyDeparture: Nullable(
      Type.Object({
        checkOut: Night,
        refundFen: Fen,
        /** Not paid yet and no longer due. */
        waivedFen: Fen,
        nights: Type.Array(Type.Object({ night: Night, refundFen: Fen })),
      }),
    ),
  }),
  refusals: ['not_found'],
})

const deskMethods = ['cash', 'card', 'transfer'] as const
const DeskMoney = {
  method: OneOf(deskMethods),
  amountFen: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
  receiptNo: Text(64),
}
const RoomIds = Type.Array(Id, { maxItems: 10 })

export const walkIn = operation({
  id: 'walkIn',
  method: 'POST',
  path: '/api/admin/orders',
  who: 'staff',
  permission: 'orders.desk',
  idempotent: true,
  summary: 'Somebody stands at the desk: places, takes the money and, with room numbers, checks in',
  body: closed({
    roomTypeId: Id,
    ratePlanId: Id,
    checkIn: Night,
    checkOut: Night,
    rooms: Type.Integer(),
    guests: Type.Array(closed({ name: Type.String({ maxLength: 60 }) }), { maxItems: 10 }),
    contactPhone: Type.Optional(Nullable(Type.String({ maxLength: 30 }))),
    arrivalTime: Type.Optional(Nullable(Type.String({ maxLength: 5 }))),
    remark: Type.Optional(Nullable(Type.String({ maxLength: 200 }))),
    payment: closed(DeskMoney),
    roomIds: Type.Optional(RoomIds),
  }),
  reply: DeskOrderWhole,
  status: 201,
  refusals: [
    'booking_invalid',
    'not_found',
    'stay_not_sellable',
    'nights_closed',
    'min_stay',
    'rooms_sold_out',
    'amount_not_due',
    'check_in_too_early',
    'rooms_do_not_match',
    'room_taken',
    'room_out_of_order',
    'idempotency_key_reused',
  ],
})

/** What all the verbs of the desk on one order have in common. */
const verb = {
  method: 'POST',
  who: 'staff',
  permission: 'orders.desk',
  params: IdParams,
  reply: DeskOrderWhole,
} as const

const path = <const Name extends string>(name: Name) => `/api/admin/orders/:id/${name}` as const

export const assignRooms = operation({
  ...verb,
  id: 'assignRooms',
  path: path('assign'),
  summary: 'Gives room numbers to rooms that are not occupied yet',
  body: closed({ roomIds: RoomIds, orderRoomIds: Type.Optional(RoomIds) }),
  refusals: [
    'not_found',
    'order_state',
    'rooms_do_not_match',
    'room_taken',
    'room_out_of_order',
    'rooms_sold_out',
    'stay_over',
  ],
})

export const unassignRooms = operation({
  ...verb,
  id: 'unassignRooms',
  path: path('unassign'),
  summary: 'Takes room numbers back',
  body: closed({ orderRoomIds: Type.Optional(RoomIds) }),
  refusals: ['not_found', 'order_state'],
})

export const checkIn = operation({
  ...verb,
  id: 'checkIn',
  path: path('check-in'),
  summary: 'Guests move in, room by room or all at once',
  body: closed({ roomIds: RoomIds, orderRoomIds: Type.Optional(RoomIds) }),
  refusals: [
    'not_found',
    'order_state',
    'check_in_too_early',
    'stay_over',
    'rooms_do_not_match',
    'room_taken',
    'room_out_of_order',
    'rooms_sold_out',
  ],
})

export const undoCheckIn = operation({
  ...verb,
  id: 'undoCheckIn',
  path: path('undo-check-in'),
  summary: 'Nobody moved in after all',
  body: closed({ orderRoomIds: Type.Optional(RoomIds) }),
  refusals: ['not_found', 'order_state', 'undo_too_late'],
})

export const checkOut = operation({
  ...verb,
  id: 'checkOut',
  path: path('check-out'),
  summary: 'Guests leave; the last one out ends the stay. A balance due takes a permission of its own',
  body: closed({ orderRoomIds: Type.Optional(RoomIds), withBalance: Type.Optional(Type.Boolean()) }),
  refusals: ['not_found', 'order_state', 'balance_due'],
})

export const undoCheckOut = operation({
  ...verb,
  id: 'undoCheckOut',
  path: path('undo-check-out'),
  summary: 'They have not left after all, said on the same day',
  body: closed({ orderRoomIds: Type.Optional(RoomIds) }),
  refusals: ['not_found', 'order_state', 'undo_too_late', 'room_taken', 'room_out_of_order'],
})

export const markNoShow = operation({
  ...verb,
  id: 'markNoShow',
  path: path('no-show'),
  summary: 'Nobody came; the later nights are on sale again',
  refusals: ['not_found', 'order_state', 'no_show_too_early'],
})

export const reinstateOrder = operation({
  ...verb,
  id: 'reinstateOrder',
  path: path('reinstate'),
  summary: 'They came after all',
  refusals: ['not_found', 'order_state', 'stay_over', 'money_returned', 'rooms_sold_out'],
})

export const cancelOrder = operation({
  ...verb,
  id: 'cancelOrder',
  path: path('cancel'),
  permission: 'orders.cancel',
  summary: 'Cancels with what the policy returns, or with everything (a permission of its own)',
  body: closed({
    reason: Text(200),
    returns: Type.Optional(OneOf(['by_policy', 'all'])),
    expectedRefundFen: Type.Optional(Fen),
  }),
  refusals: ['not_found', 'order_state', 'refund_changed'],
})

export const extendStay = operation({
  ...verb,
  id: 'extendStay',
  path: path('extend'),
  summary: 'More nights, sold at once, with a balance due',
  body: closed({ checkOut: Night }),
  refusals: [
    'not_found',
    'order_state',
    'booking_invalid',
    'stay_not_sellable',
    'nights_closed',
    'rooms_sold_out',
    'room_taken',
    'room_out_of_order',
  ],
})

export const leaveEarly = operation({
  ...verb,
  id: 'leaveEarly',
  path: path('leave-early'),
  summary: 'Fewer nights: they are on sale again, what was paid for them goes back',
  body: closed({ checkOut: Night }),
  refusals: ['not_found', 'order_state', 'booking_invalid'],
})

export const changeRoom = operation({
  ...verb,
  id: 'changeRoom',
  path: path('change-room'),
  summary: 'Another room number for the nights that are left',
  body: closed({ from: Id, to: Id }),
  refusals: ['not_found', 'order_state', 'stay_over', 'room_taken', 'room_out_of_order', 'rooms_sold_out'],
})

export const takeDeskPayment = operation({
  ...verb,
  id: 'takeDeskPayment',
  path: path('payments'),
  idempotent: true,
  summary: 'Takes at the desk exactly what is due',
  body: closed(DeskMoney),
  status: 201,
  refusals: ['not_found', 'order_state', 'amount_not_due', 'payment_in_progress', 'idempotency_key_reused'],
})

export const refundOrder = operation({
  ...verb,
  id: 'refundOrder',
  path: path('refunds'),
  permission: 'orders.refund',
  idempotent: true,
  summary: 'Gives money back for a reason, without a change of state',
  body: closed({
    paymentId: Id,
    amountFen: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
    reason: Text(200),
  }),
  status: 201,
  refusals: ['not_found', 'order_state', 'refund_exceeds_payment', 'idempotency_key_reused'],
})

export const listInvoices = operation({
  id: 'listInvoices',
  method: 'GET',
  path: '/api/admin/invoices',
  who: 'staff',
  permission: 'orders.read',
  summary: 'Invoices that guests asked for, the newest first',
  query: closed({ state: Type.Optional(OneOf(['to_issue', 'all'])), ...PageQuery }),
  reply: Page(Invoice),
  refusals: [],
})

export const markInvoiceIssued = operation({
  id: 'markInvoiceIssued',
  method: 'POST',
  path: '/api/admin/invoices/:id/issued',
  who: 'staff',
  permission: 'orders.desk',
  summary: 'The invoice of that order was issued under this number',
  params: IdParams,
  body: closed({ number: Text(60) }),
  reply: Invoice,
  refusals: ['not_found', 'invoice_issued'],
})
