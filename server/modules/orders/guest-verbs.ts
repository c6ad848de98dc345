import type { Db } from '../../database/handle.ts'
import type { Fen } from '../../kernel/money.ts'
import type { Clock } from '../../ports/clock.ts'
import type { PayParameters } from '../../ports/pay.ts'
import type { Members } from '../members/index.ts'
import { type CancelDeps, type Cancellation, cancelOrder, previewCancellation } from './cancel-order.ts'
import { askInvoice } from './invoices.ts'
import { type OrderTab, orderTabs } from './order-states.ts'
import { type PayDeps, type PayWish, payOrder, syncPayment } from './pay-order.ts'
import type { Placed } from './place-orders.ts'
import { type OrderStory, seeOrder, storyOf, type WholeOrder, wholeOrders } from './reads.ts'
import { type ListCursor, ordersOfMember } from './store/lists.ts'
import type { Wish } from './wish.ts'

/** An order, and the member who says it is theirs. */
export interface Own {
  orderId: string
  memberId: string
}

export interface GuestDeps extends CancelDeps, PayDeps {
  db: Db
  clock: Clock
  payments: CancelDeps['payments'] & PayDeps['payments']
  members: PayDeps['members'] & Pick<Members, 'phoneOf'>
  place(wish: Wish): Promise<Placed>
}

/** What guests do with their orders. Each is a whole unit of work, and somebody else's order is not found. */
export function guestVerbs(deps: GuestDeps) {
  const { db, clock, members } = deps
  const see = (own: Own) => seeOrder(deps, own)
  return {
    see,

    /** Places an order. A contact phone that is left out is the one bound to the member, and missing when none is. */
    async placeByGuest(wish: Wish & { memberId: string }): Promise<Placed> {
      if (wish.contactPhone !== null) return deps.place(wish)
      return deps.place({ ...wish, contactPhone: await members.phoneOf(db, wish.memberId) })
    },

    async mine(wish: {
      memberId: string
      tab: OrderTab | 'all'
      after?: ListCursor | undefined
      limit: number
    }): Promise<WholeOrder[]> {
      const statuses = wish.tab === 'all' ? undefined : orderTabs[wish.tab]
      return wholeOrders(db, await ordersOfMember(db, { ...wish, statuses }))
    },

    async myStory(own: Own): Promise<OrderStory> {
      await see(own)
      return storyOf(db, own.orderId)
    },

    /** See `pay-order.ts`. */
    async pay(wish: PayWish): Promise<PayParameters> {
      await see(wish)
      return payOrder(deps, wish)
    },

    /** "I paid": WeChat is asked before this answers. */
    async syncPayment(own: Own): Promise<WholeOrder> {
      await see(own)
      await syncPayment(deps, own.orderId)
      return see(own)
    },

    /** What cancelling would return now, to the fen. */
    async previewCancellation(own: Own): Promise<Cancellation> {
      const { order, lines } = await see(own)
      return previewCancellation(order, lines, clock.now())
    },

    /** Cancels the whole order for the figure the guest was shown. See `cancel-order.ts`. */
    async cancelByGuest(wish: Own & { expectedRefundFen: Fen }): Promise<WholeOrder> {
      await see(wish)
      const { orderId, memberId, expectedRefundFen } = wish
      const actor = { kind: 'guest', memberId } as const
      await db.transaction((tx) =>
        cancelOrder(tx, deps, { orderId, actor, cause: 'guest', expectedRefundFen, returns: 'by_policy' }),
      )
      return see(wish)
    },

    askInvoice: (wish: Parameters<typeof askInvoice>[1]) => db.transaction((tx) => askInvoice(tx, wish)),
  }
}
