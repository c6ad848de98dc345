import type { EventPayloads, OrderEdge } from './events.ts'
import type { Subscription } from './messaging/index.ts'
import type { Handler } from './messaging/message.ts'

/** The verbs that listen, by the modules that own them. */
export interface Listeners {
  coupons: {
    grantWelcome: Handler<EventPayloads['member.joined']>
    grantForStay: Handler<EventPayloads['order.stay_completed']>
  }
  orders: {
    expireIfUnpaid: Handler<EventPayloads['order.payment_due']>
    markPaid: Handler<EventPayloads['payment.settled']>
    markRefunded: Handler<EventPayloads['refund.settled']>
    forgetMember: Handler<EventPayloads['member.closed']>
  }
  notifications: { tell: Handler<OrderEdge> }
  search: {
    hearHotel(told: EventPayloads['hotel.changed']): Promise<void>
    hearRoomType(told: EventPayloads['room_type.changed']): Promise<void>
  }
  roomDetails: {
    dropHotel(told: EventPayloads['hotel.changed']): Promise<void>
    dropRoomType(told: EventPayloads['room_type.changed']): Promise<void>
  }
}

/**
 * Who listens to what: the whole message flow on one screen. Groups and topics keep the names of the original system.
 * An event of a topic that a group does not name is done with at once; its inbox row keeps the sequence whole.
 */
export function subscriptionsOf({ coupons, orders, notifications, search, roomDetails }: Listeners): Subscription[] {
  return [
    {
      group: 'login_notify_consumer_group',
      topic: 'login_notify_topic',
      on: { 'member.joined': coupons.grantWelcome },
    },
    {
      group: 'member_closed_consumer_group',
      topic: 'login_notify_topic',
      on: { 'member.closed': orders.forgetMember },
    },
    {
      group: 'order_consumer_group',
      topic: 'order_topic',
      inSequence: true,
      on: {
        'order.placed': notifications.tell,
        'order.paid': notifications.tell,
        'order.checked_in': notifications.tell,
        'order.finished': notifications.tell,
        'order.cancelled': notifications.tell,
        'order.expired': notifications.tell,
        'order.refunding': notifications.tell,
        'order.refunded': notifications.tell,
        'order.cancelling': notifications.tell,
        'order.expiring': notifications.tell,
        'order.no_show': notifications.tell,
      },
    },
    {
      group: 'order_delay_consumer_group',
      topic: 'order_delay_topic',
      on: { 'order.payment_due': orders.expireIfUnpaid },
    },
    {
      group: 'order_finished_consumer_group',
      topic: 'order_finished_topic',
      on: { 'order.stay_completed': coupons.grantForStay },
    },
    {
      group: 'payment_consumer_group',
      topic: 'payment_topic',
      on: { 'payment.settled': orders.markPaid, 'refund.settled': orders.markRefunded },
    },
    {
      group: 'hotel_search_consumer_group',
      topic: 'hotel_room_topic',
      broadcast: true,
      on: {
        'hotel.changed': (_tx, told) => search.hearHotel(told),
        'room_type.changed': (_tx, told) => search.hearRoomType(told),
      },
    },
    {
      group: 'hotel_room_consumer_group',
      topic: 'hotel_room_topic',
      broadcast: true,
      on: {
        'hotel.changed': (_tx, told) => roomDetails.dropHotel(told),
        'room_type.changed': (_tx, told) => roomDetails.dropRoomType(told),
      },
    },
  ]
}
