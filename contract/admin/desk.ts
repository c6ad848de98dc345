import { type Static, Type } from 'typebox'
import { closed, Fen, Id, Instant, Night, Nullable, OneOf } from '../common.ts'
import { operation } from '../operation.ts'
import { orderStatuses } from '../order-status.ts'

const roomStates = ['clean', 'dirty', 'out_of_order'] as const

/** Who is later than agreed: past the day of check-in without having come, or past the time of leaving and still in. */
const Overdue = Nullable(OneOf(['did_not_come', 'should_have_left']))

const StayRoom = Type.Object({
  id: Type.String(),
  guestName: Type.String(),
  state: OneOf(['expected', 'in', 'out']),
  roomId: Nullable(Type.String()),
  roomNumber: Nullable(Type.String()),
  /** Of the number; null where none is given yet. */
  roomState: Nullable(OneOf(roomStates)),
  checkedInAt: Nullable(Instant),
  checkedOutAt: Nullable(Instant),
})

/** A stay as a row of the desk's day. */
export const DeskStay = Type.Object({
  orderId: Type.String(),
  orderNo: Type.String(),
  status: OneOf(orderStatuses),
  source: OneOf(['mini', 'web', 'desk']),
  memberId: Nullable(Type.String()),
  rooms: Type.Array(StayRoom),
  roomTypeId: Type.String(),
  roomTypeName: Type.String(),
  ratePlanName: Type.String(),
  breakfast: Type.Integer(),
  checkIn: Night,
  checkOut: Night,
  nights: Type.Integer(),
  totalFen: Fen,
  paidFen: Fen,
  refundedFen: Fen,
  balanceFen: Fen,
  /** While nothing is paid: when the rooms go back on sale. */
  payBefore: Nullable(Instant),
  phoneMasked: Nullable(Type.String()),
  arrivalTime: Nullable(Type.String()),
  remark: Nullable(Type.String()),
  overdue: Overdue,
  version: Type.Integer(),
})
export type DeskStay = Static<typeof DeskStay>

const DeskCounts = Type.Object({
  /** Orders: still to come, come, past their day without coming. */
  arriving: Type.Integer(),
  arrived: Type.Integer(),
  notCome: Type.Integer(),
  inHouse: Type.Integer(),
  roomsInHouse: Type.Integer(),
  /** Orders: still to leave, those of them that should have left before, left. */
  leaving: Type.Integer(),
  overstaying: Type.Integer(),
  left: Type.Integer(),
  unpaid: Type.Object({ orders: Type.Integer(), dueFen: Fen }),
  /** Numbers that night. Out of order are those a block or their state keeps from everybody. */
  rooms: Type.Object({
    all: Type.Integer(),
    taken: Type.Integer(),
    free: Type.Integer(),
    freeAndClean: Type.Integer(),
    dirty: Type.Integer(),
    outOfOrder: Type.Integer(),
  }),
})

const NightSold = Type.Object({
  night: Night,
  booked: Type.Integer(),
  /** Null: one of its types has no limit. */
  total: Nullable(Type.Integer()),
})

export const DeskDay = Type.Object({
  hotelId: Type.String(),
  /** The branch’s day at this moment. */
  today: Night,
  night: Night,
  counts: DeskCounts,
  /** Rooms booked and to sell, of this night and the thirteen after it. */
  ahead: Type.Array(NightSold),
  arrivals: Type.Array(DeskStay),
  inHouse: Type.Array(DeskStay),
  departures: Type.Array(DeskStay),
  /** False: the day has more stays than one answer holds. */
  isWhole: Type.Boolean(),
})
export type DeskDay = Static<typeof DeskDay>

export const getDesk = operation({
  id: 'getDesk',
  method: 'GET',
  path: '/api/admin/desk',
  who: 'staff',
  permission: 'orders.read',
  summary: 'The day of a branch: who comes, who is in house, who leaves; the branch’s own day unless said',
  query: closed({ hotelId: Id, night: Type.Optional(Night) }),
  reply: DeskDay,
  refusals: ['not_found'],
})

/** A stay, or a part of one, as a bar of the tape. */
const TapeStay = Type.Object({
  orderId: Type.String(),
  orderNo: Type.String(),
  orderRoomId: Type.String(),
  guestName: Type.String(),
  /** Nights of this bar: from, before `to`. A guest who changed rooms has a bar in each. */
  from: Night,
  to: Night,
  /** Of the whole stay. */
  checkIn: Night,
  checkOut: Night,
  /** Rooms of its order. */
  rooms: Type.Integer(),
  status: OneOf(orderStatuses),
  state: OneOf(['expected', 'in', 'out']),
  paidFen: Fen,
  balanceFen: Fen,
  payBefore: Nullable(Instant),
  overdue: Overdue,
})
export type TapeStay = Static<typeof TapeStay>

const TapeBlock = Type.Object({ blockId: Type.String(), from: Night, to: Night })

const TapeRoom = Type.Object({
  id: Type.String(),
  number: Type.String(),
  floor: Type.String(),
  state: OneOf(roomStates),
  stays: Type.Array(TapeStay),
  blocks: Type.Array(TapeBlock),
})

const TapeNight = Type.Object({
  night: Night,
  /** Stock: what may still be sold; null without a limit. */
  stockTotal: Nullable(Type.Integer()),
  stockLeft: Nullable(Type.Integer()),
  closed: Type.Boolean(),
  /** Numbers that nobody has. */
  numbersFree: Type.Integer(),
})

export const tapeNightsAtMost = 31

export const Tape = Type.Object({
  hotelId: Type.String(),
  today: Night,
  from: Night,
  /** Exclusive. */
  to: Night,
  roomTypes: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      nights: Type.Array(TapeNight),
      rooms: Type.Array(TapeRoom),
      withoutNumber: Type.Array(TapeStay),
    }),
  ),
  /** False: more stays without a number than one answer holds. */
  isWhole: Type.Boolean(),
})
export type Tape = Static<typeof Tape>

export const getTape = operation({
  id: 'getTape',
  method: 'GET',
  path: '/api/admin/tape',
  who: 'staff',
  permission: 'orders.read',
  summary: 'Room numbers by days: stays, blocks, stays without a number, and what is left by type; 31 nights at most',
  query: closed({ hotelId: Id, from: Night, to: Night }),
  reply: Tape,
  refusals: ['not_found'],
})

/** Data of the events `order`, `inventory` and `room`: what changed, to be read again. */
const LiveEvent = Type.Object({ hotelId: Type.String(), id: Type.String() })

export const followChanges = operation({
  id: 'followChanges',
  method: 'GET',
  path: '/api/admin/live',
  who: 'staff',
  permission: 'hotels.read',
  summary:
    'Server-sent events of what changed on my branches: `order`, `inventory`, `room`; `ready` when it begins, `reset` when everything is to be read anew. An order takes the stock and the numbers of its nights along. Goes on from `Last-Event-ID`, ends with the session',
  query: closed({ hotelId: Type.Optional(Id) }),
  reply: LiveEvent,
  media: 'text/event-stream',
  refusals: ['not_found'],
})
