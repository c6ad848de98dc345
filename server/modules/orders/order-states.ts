import type { OrderStatus } from '../../../contract/order-status.ts'
import type { EventName } from '../../events.ts'

/** Why an order moved: written on each event of its story. */
export type OrderCause =
  | 'placed'
  | 'payment'
  | 'guest'
  | 'staff'
  | 'deadline'
  | 'trade_closed'
  | 'none_left'
  | 'late_payment'
  | 'desk'
  | 'refunds_done'

/** One arrow of an order's life: from where, to where, for which causes, and when in words. */
export interface OrderEdgeRule {
  from: OrderStatus | null
  to: OrderStatus
  causes: readonly OrderCause[]
  when: string
}

/** The life of an order, whole. Nothing moves along an edge that is not here; the diagram is drawn from it. */
export const orderEdges: readonly OrderEdgeRule[] = [
  { from: null, to: 'awaiting_payment', causes: ['placed'], when: 'placed; payable at least 1 fen' },

  { from: 'awaiting_payment', to: 'paid', causes: ['payment'], when: 'WeChat or the desk says paid' },
  { from: 'awaiting_payment', to: 'cancelled', causes: ['guest', 'staff'], when: 'cancelled; no trade is open' },
  { from: 'awaiting_payment', to: 'expired', causes: ['deadline'], when: 'deadline; no trade is open' },
  { from: 'awaiting_payment', to: 'cancelling', causes: ['guest', 'staff'], when: 'cancelled; a trade is open' },
  { from: 'awaiting_payment', to: 'expiring', causes: ['deadline'], when: 'deadline; a trade is open' },
  { from: 'awaiting_payment', to: 'refunding', causes: ['none_left'], when: 'paid, but no room was left' },

  { from: 'cancelling', to: 'cancelled', causes: ['trade_closed'], when: 'WeChat: closed, or no such trade' },
  { from: 'cancelling', to: 'paid', causes: ['payment'], when: 'WeChat: paid; refunding follows at once' },
  { from: 'expiring', to: 'expired', causes: ['trade_closed'], when: 'WeChat: closed, or no such trade' },
  { from: 'expiring', to: 'paid', causes: ['payment'], when: 'WeChat: paid' },

  { from: 'expired', to: 'paid', causes: ['late_payment'], when: 'paid late; rooms and coupon still free' },
  { from: 'expired', to: 'refunding', causes: ['late_payment'], when: 'paid late; all of it goes back' },
  { from: 'cancelled', to: 'refunding', causes: ['late_payment'], when: 'paid late; all of it goes back' },

  { from: 'paid', to: 'checked_in', causes: ['desk'], when: 'the first room is occupied' },
  { from: 'paid', to: 'no_show', causes: ['desk'], when: 'nobody came' },
  { from: 'paid', to: 'refunding', causes: ['guest', 'staff', 'none_left'], when: 'cancelled with money to return' },
  { from: 'paid', to: 'cancelled', causes: ['guest', 'staff'], when: 'cancelled; the policy keeps all of it' },
  { from: 'refunding', to: 'refunded', causes: ['refunds_done'], when: 'all its refunds succeeded' },
  { from: 'checked_in', to: 'finished', causes: ['desk'], when: 'the last room is out' },

  { from: 'checked_in', to: 'paid', causes: ['desk'], when: 'check-in undone' },
  { from: 'finished', to: 'checked_in', causes: ['desk'], when: 'check-out undone' },
  { from: 'no_show', to: 'paid', causes: ['desk'], when: 'reinstated: they came after all' },
]

/** Whether an order may move so, for this cause. */
export function mayMove(from: OrderStatus | null, to: OrderStatus, cause: OrderCause): boolean {
  return orderEdges.some((edge) => edge.from === from && edge.to === to && edge.causes.includes(cause))
}

/** Waits for money or for WeChat's word: rooms of stock mode `order` are held, not sold. */
export const unpaidStatuses = ['awaiting_payment', 'cancelling', 'expiring'] as const satisfies OrderStatus[]

/** The tabs of the guest's list of orders. */
export const orderTabs = {
  to_pay: ['awaiting_payment', 'cancelling', 'expiring'],
  to_arrive: ['paid'],
  staying: ['checked_in'],
  finished: ['finished'],
  cancelled: ['cancelled', 'expired', 'refunding', 'refunded', 'no_show'],
} as const satisfies Record<string, readonly OrderStatus[]>

export type OrderTab = keyof typeof orderTabs

/** The codes of the original system: 0 to pay · 1 cancelled · 2 to arrive · 3 staying · 4 finished. */
export const originalCodes: Record<OrderStatus, 0 | 1 | 2 | 3 | 4> = {
  awaiting_payment: 0,
  cancelling: 0,
  expiring: 0,
  cancelled: 1,
  expired: 1,
  refunding: 1,
  refunded: 1,
  no_show: 1,
  paid: 2,
  checked_in: 3,
  finished: 4,
}

/** The event that tells of an arrival in a state. */
export function eventOf(to: OrderStatus): Extract<EventName, `order.${string}`> {
  return to === 'awaiting_payment' ? 'order.placed' : `order.${to}`
}

/** The life of an order as a mermaid state diagram. */
export function drawOrderStates(): string {
  const arrows = orderEdges.map((edge) => `  ${edge.from ?? '[*]'} --> ${edge.to} : ${edge.when.replaceAll(';', ',')}`)
  return ['stateDiagram-v2', ...arrows, ''].join('\n')
}
