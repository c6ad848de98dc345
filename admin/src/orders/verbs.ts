import type { DeskOrder } from '../../../contract/admin/orders.ts'
import { calls } from '../../../contract/generated/admin-calls.ts'
import { addNights } from '../../../contract/nights.ts'
import type { Permission } from '../../../contract/permissions.ts'

export type VerbName =
  | 'take_payment'
  | 'check_in'
  | 'check_out'
  | 'assign'
  | 'change_room'
  | 'extend'
  | 'leave_early'
  | 'unassign'
  | 'undo_check_in'
  | 'undo_check_out'
  | 'no_show'
  | 'reinstate'
  | 'refund'
  | 'cancel'

/** Where an order stands for the desk. */
export interface Standing {
  order: DeskOrder
  /** The hotel's day. */
  today: string
  /** The hotel's day of an instant. */
  dayOf(instant: string): string
}

interface Verb {
  permission: Permission | undefined
  /** Pressed while the order is open. */
  key?: string
  isDanger?: true
  /** Whether it could be done now; the server has the last word. */
  fits(standing: Standing): boolean
}

const isOpen = ({ status }: DeskOrder) => status === 'paid' || status === 'checked_in'
const rooms = ({ guests }: DeskOrder, state: 'expected' | 'in' | 'out') => guests.filter((room) => room.state === state)

/** All the desk can do with an order, in the order in which it is offered. */
export const verbs: Record<VerbName, Verb> = {
  take_payment: {
    permission: calls.takeDeskPayment.permission,
    key: 'p',
    fits: ({ order }) =>
      order.balanceFen > 0 && (isOpen(order) || order.status === 'awaiting_payment' || order.status === 'finished'),
  },
  check_in: {
    permission: calls.checkIn.permission,
    key: 'i',
    fits: ({ order, today }) =>
      isOpen(order) && today >= order.checkIn && today < order.checkOut && rooms(order, 'expected').length > 0,
  },
  check_out: {
    permission: calls.checkOut.permission,
    key: 'o',
    fits: ({ order }) => order.status === 'checked_in' && rooms(order, 'in').length > 0,
  },
  assign: {
    permission: calls.assignRooms.permission,
    key: 'a',
    fits: ({ order, today }) =>
      isOpen(order) && today < order.checkOut && rooms(order, 'expected').some(({ roomId }) => roomId === null),
  },
  change_room: {
    permission: calls.changeRoom.permission,
    key: 'r',
    fits: ({ order, today }) =>
      isOpen(order) &&
      today < order.checkOut &&
      order.guests.some(({ roomId, state }) => roomId !== null && state !== 'out'),
  },
  extend: {
    permission: calls.extendStay.permission,
    key: 'e',
    fits: ({ order }) => isOpen(order) && rooms(order, 'out').length === 0,
  },
  leave_early: {
    permission: calls.leaveEarly.permission,
    fits: ({ order, today }) => order.status === 'checked_in' && earliestLeave(order, today) !== null,
  },
  unassign: {
    permission: calls.unassignRooms.permission,
    fits: ({ order }) => isOpen(order) && rooms(order, 'expected').some(({ roomId }) => roomId !== null),
  },
  undo_check_in: {
    permission: calls.undoCheckIn.permission,
    fits: ({ order }) =>
      order.status === 'checked_in' && rooms(order, 'in').length > 0 && rooms(order, 'out').length === 0,
  },
  undo_check_out: {
    permission: calls.undoCheckOut.permission,
    fits: ({ order, today, dayOf }) => {
      const out = rooms(order, 'out')
      const isToday = out.every(({ checkedOutAt }) => checkedOutAt !== null && dayOf(checkedOutAt) === today)
      return (order.status === 'checked_in' || order.status === 'finished') && out.length > 0 && isToday
    },
  },
  no_show: {
    permission: calls.markNoShow.permission,
    isDanger: true,
    fits: ({ order, today }) => order.status === 'paid' && today > order.checkIn,
  },
  reinstate: {
    permission: calls.reinstateOrder.permission,
    fits: ({ order, today }) => order.status === 'no_show' && today < order.checkOut && order.refundedFen === 0,
  },
  refund: {
    permission: calls.refundOrder.permission,
    fits: ({ order }) =>
      ['paid', 'checked_in', 'finished', 'no_show', 'cancelled', 'refunding', 'refunded'].includes(order.status) &&
      order.paidFen > order.refundedFen,
  },
  cancel: {
    permission: calls.cancelOrder.permission,
    isDanger: true,
    fits: ({ order }) => order.status === 'awaiting_payment' || order.status === 'paid',
  },
}

/** The first morning on which guests in house could leave before their last one; null where none is left. */
export function earliestLeave({ checkIn, checkOut }: Pick<DeskOrder, 'checkIn' | 'checkOut'>, today: string) {
  const second = addNights(checkIn, 1)
  const first = today > second ? today : second
  return first < checkOut ? first : null
}

/** What can be done with the order by somebody who may do these things, the most likely first: that one is the main button. */
export function verbsFor(standing: Standing, may: (permission: Permission | undefined) => boolean): VerbName[] {
  const able = (Object.keys(verbs) as VerbName[]).filter(
    (name) => may(verbs[name].permission) && verbs[name].fits(standing),
  )
  const main = mainOf(standing).find((name) => able.includes(name))
  return main === undefined ? able : [main, ...able.filter((name) => name !== main)]
}

/** Which button is the main one, by where the order stands; the first that can be pressed. */
function mainOf({ order }: Standing): readonly VerbName[] {
  if (order.status === 'paid') return ['check_in', 'assign']
  if (order.status === 'checked_in') return order.balanceFen > 0 ? ['take_payment'] : ['check_out']
  return ['take_payment', 'reinstate']
}
