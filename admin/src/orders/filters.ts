import { addNights, isNight } from '../../../contract/nights.ts'
import type { OrderStatus } from '../../../contract/order-status.ts'

/** The tabs of the list, each with the states it shows; all of them where none are named. */
export const orderTabs = {
  all: null,
  to_pay: ['awaiting_payment'],
  to_arrive: ['paid'],
  staying: ['checked_in'],
  finished: ['finished'],
  no_show: ['no_show'],
  cancelled: ['cancelling', 'cancelled', 'expiring', 'expired', 'refunding', 'refunded'],
} as const satisfies Record<string, readonly OrderStatus[] | null>

export type OrderTab = keyof typeof orderTabs
export const orderTabNames = Object.keys(orderTabs) as OrderTab[]

/** What the address of the list says: it can be sent to a colleague, and the way back leads to it. */
export interface OrderSearch {
  q?: string
  tab?: OrderTab
  /** The first and the last day of the stays that are looked for. */
  from?: string
  to?: string
  /** The order that is open beside the list. */
  order?: string
}

/** Keeps what fits; anything else in an address is left out. */
export function readOrderSearch(found: Record<string, unknown>): OrderSearch {
  const { q, tab, from, to, order } = found
  const days = isDay(from) && isDay(to) && from <= to ? { from, to } : {}
  return {
    // A number in an address is read as one; orders have numbers for names.
    ...(typeof q === 'string' || typeof q === 'number' ? { q: String(q).slice(0, 60) } : {}),
    ...(typeof tab === 'string' && tab !== 'all' && Object.hasOwn(orderTabs, tab) ? { tab: tab as OrderTab } : {}),
    ...days,
    ...(typeof order === 'string' && /^[\w:-]{1,64}$/.test(order) ? { order } : {}),
  }
}

/** What the API is asked for. */
export function orderQuery({ q, tab = 'all', from, to }: OrderSearch, hotelId: string | null) {
  const statuses = orderTabs[tab]
  return {
    ...(q ? { q } : {}),
    ...(hotelId ? { hotelId } : {}),
    ...(statuses ? { status: [...statuses] } : {}),
    // The API's end is the morning after the last night.
    ...(from && to ? { from, to: addNights(to, 1) } : {}),
  }
}

/** Whether something narrows the list. */
export function isNarrowed({ q, tab, from }: OrderSearch): boolean {
  return q !== undefined || tab !== undefined || from !== undefined
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && isNight(value)
}
