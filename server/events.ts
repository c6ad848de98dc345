import type { OrderStatus } from '../contract/order-status.ts'
import type { Instant } from './kernel/stay.ts'
import type { TopicType } from './messaging/message.ts'

/** The topics, by the names the original gave them. FIFO topics keep the order of messages with one key. */
export const topics = {
  login_notify_topic: { type: 'NORMAL' },
  hotel_room_topic: { type: 'NORMAL' },
  order_topic: { type: 'FIFO' },
  order_delay_topic: { type: 'DELAY' },
  order_finished_topic: { type: 'TRANSACTION' },
  payment_topic: { type: 'FIFO' },
} as const satisfies Record<string, { type: TopicType }>

export type TopicName = keyof typeof topics

/** An order moved along an edge of its state table. Key: the order; `seq` is gapless from 1. */
export interface OrderEdge {
  orderId: string
  orderNo: string
  hotelId: string
  /** Null for a walk-in without a member. */
  memberId: string | null
  seq: number
  from: OrderStatus | null
  to: OrderStatus
  at: Instant
}

/** What each fact carries: ids and facts that do not change any more, never rows. */
export interface EventPayloads {
  'member.joined': { memberId: string; personKeys: string[]; at: Instant }
  'member.closed': { memberId: string }
  'hotel.changed': { hotelId: string; version: number }
  'room_type.changed': { roomTypeId: string; hotelId: string; version: number }
  'order.placed': OrderEdge
  'order.cancelling': OrderEdge
  'order.cancelled': OrderEdge
  'order.expiring': OrderEdge
  'order.expired': OrderEdge
  'order.paid': OrderEdge
  'order.refunding': OrderEdge
  'order.refunded': OrderEdge
  'order.checked_in': OrderEdge
  'order.no_show': OrderEdge
  'order.finished': OrderEdge
  'order.payment_due': { orderId: string }
  'order.stay_completed': { orderId: string; memberId: string | null; hotelId: string; keptFen: number; at: Instant }
  'payment.settled': { paymentId: string; subjectId: string }
  'refund.settled': { refundId: string; paymentId: string; subjectId: string }
}

export type EventName = keyof EventPayloads

/** Every fact modules tell: the topic that carries it, the module that tells it and one sentence why. */
export const events: Record<EventName, { topic: TopicName; by: string; why: string }> = {
  'member.joined': { topic: 'login_notify_topic', by: 'members', why: 'Somebody logged in for the first time ever.' },
  'member.closed': {
    topic: 'login_notify_topic',
    by: 'members',
    why: 'An account was closed: whoever knows the person forgets them.',
  },
  'hotel.changed': { topic: 'hotel_room_topic', by: 'hotels', why: 'A branch reads differently from this version on.' },
  'room_type.changed': {
    topic: 'hotel_room_topic',
    by: 'hotels',
    why: 'A room type or its rates read differently from this version on.',
  },
  'order.placed': { topic: 'order_topic', by: 'orders', why: 'Rooms are held until the payment deadline.' },
  'order.cancelling': { topic: 'order_topic', by: 'orders', why: 'The guest cancels while a trade is open at WeChat.' },
  'order.cancelled': { topic: 'order_topic', by: 'orders', why: 'The order is over; rooms and coupon went back.' },
  'order.expiring': { topic: 'order_topic', by: 'orders', why: 'The deadline passed while a trade is open at WeChat.' },
  'order.expired': { topic: 'order_topic', by: 'orders', why: 'Nobody paid in time; rooms and coupon went back.' },
  'order.paid': { topic: 'order_topic', by: 'orders', why: 'The rooms are the guest’s.' },
  'order.refunding': { topic: 'order_topic', by: 'orders', why: 'Money is on its way back.' },
  'order.refunded': { topic: 'order_topic', by: 'orders', why: 'All of the money that was to return has returned.' },
  'order.checked_in': { topic: 'order_topic', by: 'orders', why: 'The first room of the order is occupied.' },
  'order.no_show': { topic: 'order_topic', by: 'orders', why: 'Nobody came; the later nights are on sale again.' },
  'order.finished': { topic: 'order_topic', by: 'orders', why: 'The last room of the order is free again.' },
  'order.payment_due': { topic: 'order_delay_topic', by: 'orders', why: 'Time to look: the order row decides.' },
  'order.stay_completed': { topic: 'order_finished_topic', by: 'orders', why: 'A stay ended, which earns a coupon.' },
  'payment.settled': { topic: 'payment_topic', by: 'payments', why: 'The money is ours.' },
  'refund.settled': { topic: 'payment_topic', by: 'payments', why: 'WeChat ended a refund, with success or not.' },
}
