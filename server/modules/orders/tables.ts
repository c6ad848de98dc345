import type { Generated } from 'kysely'
import type { OrderStatus } from '../../../contract/order-status.ts'
import type { StockMode } from '../hotels/index.ts'

/** Rows of this module. Only the store imports them. */
export interface OrderTables {
  orders: OrdersRow
  order_room: OrderRoomRow
  order_line: OrderLineRow
  order_event: OrderEventRow
  order_act: OrderActRow
  order_payment: OrderPaymentRow
  order_consent: { order_id: string; template: string; accepted_at: number }
  order_invoice: OrderInvoiceRow
}

export interface OrdersRow {
  id: string
  order_no: string
  member_id: string | null
  hotel_id: string
  room_type_id: string
  rate_plan_id: string
  check_in: string
  check_out: string
  rooms: number
  status: OrderStatus
  /** Number of its events so far; grows with each move. */
  seq: number
  /** Grows with each change that somebody looking at the order can see. */
  version: number
  stock_mode: StockMode
  subtotal_fen: number
  discount_fen: number
  /** What its lines cost, extensions and given-up nights included. */
  total_fen: number
  /** Payments booked on it. */
  paid_fen: number
  /** Of those, what goes or went back. */
  refunded_fen: number
  /** Of the total, nights given up before anybody paid for them: no longer due. */
  waived_fen: number
  grant_id: string | null
  pay_before: number
  /** What was agreed, frozen: names, policy, the hotel's clock. */
  terms_json: string
  contact_phone: string | null
  phone_index: string | null
  arrival_time: string | null
  remark: string | null
  language: string
  source: OrderSource
  placed_at: number
  changed_at: number
  /** When to ask WeChat again about a trade that is being closed. */
  chase_at: number | null
}

export type OrderSource = 'mini' | 'web' | 'desk'

export interface OrderRoomRow {
  id: string
  order_id: string
  room_index: number
  guest_name: string
  room_id: string | null
  room_number: string | null
  state: OrderRoomState
  checked_in_at: number | null
  checked_out_at: number | null
}

export type OrderRoomState = 'expected' | 'in' | 'out'

export interface OrderLineRow {
  order_id: string
  room_index: number
  night: string
  room_type_id: string
  price_fen: number
  /** The price less its part of the discount. */
  share_fen: number
  /** Of the share, what goes or went back. */
  refunded_fen: number
  payment_id: string | null
  stock: LineStock
  released_at: number | null
}

/** none: takes no stock (not yet, or never) · held · sold · released: on sale again. */
export type LineStock = 'none' | 'held' | 'sold' | 'released'

export interface OrderEventRow {
  order_id: string
  seq: number
  from_status: OrderStatus | null
  to_status: OrderStatus
  cause: string
  actor: string
  actor_name: string | null
  at: number
}

/** What happened to an order without a change of its state. */
export interface OrderActRow {
  seq: Generated<number>
  order_id: string
  kind: string
  actor: string
  actor_name: string | null
  at: number
  detail_json: string
}

/** Each payment is used once: booked on the order, or sent back whole. */
export interface OrderPaymentRow {
  payment_id: string
  order_id: string
  amount_fen: number
  used_for: 'booked' | 'returned'
  at: number
}

export interface OrderInvoiceRow {
  order_id: string
  hotel_id: string
  title: string
  tax_number: string | null
  email: string
  asked_at: number
  issued_number: string | null
  issued_at: number | null
  issued_by: string | null
}
