import type { OrderStatus } from '../../../contract/order-status.ts'
import type { Fen } from '../../kernel/money.ts'
import type { HotelClock, Instant, Night, Stay } from '../../kernel/stay.ts'
import type { CancelPolicy, StockMode, Words } from '../hotels/index.ts'
import type { LineStock, OrderRoomState, OrderSource } from './tables.ts'

export type { LineStock, OrderRoomState, OrderSource }

/** What was agreed at the time of booking. Later edits of branch, type, plan or policy do not reach it. */
export interface Terms {
  hotelName: Words
  roomTypeName: Words
  ratePlanName: Words
  breakfast: number
  clock: HotelClock
  checkInFromMinutes: number
  checkOutUntilMinutes: number
  policy: CancelPolicy
  /** Of the booking terms the guest agreed to; null at the desk. */
  agreedTo: string | null
}

/** An order as this module reads it. */
export interface Order extends Stay {
  id: string
  orderNo: string
  memberId: string | null
  hotelId: string
  roomTypeId: string
  ratePlanId: string
  rooms: number
  status: OrderStatus
  seq: number
  version: number
  stockMode: StockMode
  subtotalFen: Fen
  discountFen: Fen
  totalFen: Fen
  paidFen: Fen
  refundedFen: Fen
  waivedFen: Fen
  grantId: string | null
  payBefore: Instant
  terms: Terms
  /** Sealed. */
  contactPhone: string | null
  arrivalTime: string | null
  remark: string | null
  language: 'zh' | 'en'
  source: OrderSource
  placedAt: Instant
  changedAt: Instant
}

/** One room of an order: its own guest, number and times. */
export interface OrderRoom {
  id: string
  roomIndex: number
  guestName: string
  roomId: string | null
  roomNumber: string | null
  state: OrderRoomState
  checkedInAt: Instant | null
  checkedOutAt: Instant | null
}

/** The money of one room for one night. An order's money is its lines, and nothing else. */
export interface OrderLine {
  roomIndex: number
  night: Night
  roomTypeId: string
  priceFen: Fen
  /** The price less its part of the discount. */
  shareFen: Fen
  refundedFen: Fen
  paymentId: string | null
  stock: LineStock
}

/** Money still owed: what the lines cost, less those given up before anybody paid for them, less what was paid. */
export function balanceFen(order: Pick<Order, 'totalFen' | 'waivedFen' | 'paidFen'>): Fen {
  return order.totalFen - order.waivedFen - order.paidFen
}
