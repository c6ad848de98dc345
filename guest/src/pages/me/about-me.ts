import type { GuestOrder } from '@contract/guest/orders.ts'
import { call, calls } from '../../api/call.ts'
import { type Answer, useCall } from '../../api/use-call.ts'
import { nightsBetween } from '../../format/nights.ts'
import { useSession } from '../../state/session.ts'
import { putMember } from '../../state/sign-in.ts'

/** A figure that may be larger: the list had more pages. */
export interface Count {
  n: number
  more: boolean
}

export interface AboutMe {
  coupons: Count
  favourites: Count
  /** Stays with money kept that nobody asked an invoice for. */
  toInvoice: Count
  nights: Count
  /** Where the member is, or goes next. */
  trip: GuestOrder | null
}

const atOnce = 100

/** What the page says of the member, asked for together; nothing for a guest nobody knows. */
export function useAboutMe(): Answer<AboutMe> {
  const { member } = useSession()
  return useCall(member ? 'about me' : null, async (): Promise<AboutMe> => {
    const [own, coupons, favourites, invoices, finished, coming, staying] = await Promise.all([
      call(calls.getMe),
      call(calls.listMyCoupons, { query: { state: 'usable', limit: atOnce } }),
      call(calls.listFavourites),
      call(calls.listMyInvoices, { query: { limit: atOnce } }),
      call(calls.listMyOrders, { query: { tab: 'finished', limit: atOnce } }),
      call(calls.listMyOrders, { query: { tab: 'to_arrive', limit: atOnce } }),
      call(calls.listMyOrders, { query: { tab: 'staying', limit: 1 } }),
    ])
    putMember({ nickname: own.nickname, phoneMasked: own.phoneMasked })
    const invoiced = new Set(invoices.items.map(({ orderId }) => orderId))
    const open = finished.items.filter(({ id, paidFen, refundedFen }) => paidFen > refundedFen && !invoiced.has(id))
    return {
      coupons: { n: coupons.items.length, more: coupons.nextCursor !== null },
      favourites: { n: favourites.items.length, more: false },
      toInvoice: { n: open.length, more: finished.nextCursor !== null },
      nights: { n: nightsOf(finished.items), more: finished.nextCursor !== null },
      trip: staying.items[0] ?? firstOf(coming.items),
    }
  })
}

function nightsOf(orders: readonly GuestOrder[]): number {
  return orders.reduce((sum, { checkIn, checkOut }) => sum + nightsBetween(checkIn, checkOut), 0)
}

function firstOf(orders: readonly GuestOrder[]): GuestOrder | null {
  return [...orders].sort((a, b) => (a.checkIn < b.checkIn ? -1 : 1))[0] ?? null
}
