import type { NoticeTemplate } from '../../../contract/notice-templates.ts'
import type { Db, Handle, Tx } from '../../database/handle.ts'
import type { EventPayloads } from '../../events.ts'
import type { Messaging } from '../../messaging/index.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Sealer } from '../../ports/sealer.ts'
import type { Alarms } from '../alarms/index.ts'
import type { Audit } from '../audit/index.ts'
import type { Coupons } from '../coupons/index.ts'
import type { Hotels } from '../hotels/index.ts'
import type { Inventory } from '../inventory/index.ts'
import type { Members } from '../members/index.ts'
import type { Offers } from '../offers/index.ts'
import type { Payments, Refund, TradeNews } from '../payments/index.ts'
import type { Rooms } from '../rooms/index.ts'
import { cancelOrder } from './cancel-order.ts'
import { consentsOf, giveConsents } from './consents.ts'
import type { PlacingRules } from './decide-wish.ts'
import { deskVerbs } from './desk/verbs.ts'
import { expireIfUnpaid } from './expire-if-unpaid.ts'
import { forgetMember, refuseOpenStays } from './forget-member.ts'
import { guestVerbs } from './guest-verbs.ts'
import { invoiceOf, invoicesOf, markInvoiceIssued } from './invoices.ts'
import { membersOfBranches } from './members-of-branches.ts'
import { type OwnWish, ownInvoices, ownOrders } from './own-orders.ts'
import { collectPlacing } from './place-collector.ts'
import { placeOrders } from './place-orders.ts'
import { edgeFacts, storyOf, wholeOrder, wholeOrders } from './reads.ts'
import { markPaid, recordRefund, recordTrade } from './record-trade.ts'
import { settleClosing } from './settle-closing.ts'
import { openBalances, roomsInHouse } from './store/at-day-end.ts'
import { staysOfDay, staysOfRooms, staysWithoutNumber } from './store/desk-lists.ts'
import * as figures from './store/figures.ts'
import { type DeskFilter, ordersOfHotels } from './store/lists.ts'
import { chaseClosing, expireOverdue } from './sweeps.ts'
import { comingOrders, ordersOfRooms, wereEverOrdered } from './uses.ts'
import type { Wish } from './wish.ts'

export type { Caps } from './caps.ts'
export { balanceFen, type Order, type OrderRoom } from './order.ts'
export { drawOrderStates, orderEdges } from './order-states.ts'
export type { DeskStay } from './store/desk-lists.ts'
export type { UnusualNight } from './store/figures.ts'
export type { OrderAct, OrderEvent } from './store/story.ts'
export type { Wish } from './wish.ts'

export interface OrdersDeps {
  db: Db
  clock: Clock
  sealer: Sealer
  audit: Audit
  alarms: Alarms
  members: Pick<Members, 'openidFor' | 'phoneOf'>
  hotels: Hotels
  payments: Payments
  coupons: Coupons
  inventory: Inventory
  rooms: Rooms
  offers: Offers
  /** Late-bound: the messaging is made when the modules are there. */
  half: () => Pick<Messaging['half'], 'around'>
  /** Orders placed in one transaction, at most: 64 unless said. */
  groupAtMost?: number | undefined
  /** As they are when a batch is decided. */
  placingRules(): PlacingRules
}

export type Orders = ReturnType<typeof createOrders>

/** The life of an order, from the wish to the last guest out. */
export function createOrders(deps: OrdersDeps) {
  const placing = collectPlacing({
    db: deps.db,
    placeOrders: (tx, wishes) => placeOrders(tx, deps, wishes),
    batchAtMost: deps.groupAtMost,
  })
  return {
    /** Places one order, together with whoever else is placing at this moment. */
    place: placing.place,
    placeOrders: (tx: Tx, wishes: readonly Wish[]) => placeOrders(tx, deps, wishes),
    ...guestVerbs({ ...deps, place: placing.place }),
    ...deskVerbs(deps),
    ...membersOfBranches(deps),

    /** Bound to payments: what WeChat says of a trade or a refund. */
    recordTrade: (tx: Tx, news: TradeNews) => recordTrade(tx, deps, news),
    recordRefund: (tx: Tx, refund: Pick<Refund, 'subjectId'>) => recordRefund(tx, deps, refund),
    /** Handlers: the nets under the two above. */
    markPaid: (tx: Tx, told: EventPayloads['payment.settled']) => markPaid(tx, deps, told),
    markRefunded: (tx: Tx, told: EventPayloads['refund.settled']) => recordRefund(tx, deps, told),
    /** Handler: the deadline may have come. */
    expireIfUnpaid: (tx: Tx, told: EventPayloads['order.payment_due']) =>
      expireIfUnpaid(tx, deps, { orderId: told.orderId, noticedBy: 'message' }),
    settleClosing: (tx: Tx, orderId: string) => settleClosing(tx, deps, orderId),
    cancelOrder: (tx: Tx, wish: Parameters<typeof cancelOrder>[2]) => cancelOrder(tx, deps, wish),

    /** For members: whether an account may be closed; and the handler that takes the person out afterwards. */
    refuseOpenStays,
    async forgetMember(tx: Tx, told: EventPayloads['member.closed']) {
      await forgetMember(tx, told)
    },

    /** Sweeps: answer how many orders they looked at. */
    expireOverdue: () => expireOverdue(deps, deps.clock.now()),
    chaseClosing: () => chaseClosing(deps, deps.clock.now()),

    /** For what the catalogue lets go. See `uses.ts`. */
    comingOrders,
    wereEverOrdered,
    ordersOfRooms,
    /** Sums for reports, a branch and some nights at a time. See `store/figures.ts`. */
    figures,
    openBalances,
    roomsInHouse,

    whole: wholeOrder,
    storyOf,
    edgeFacts,
    consentsOf,
    /** The guest allows more messages for an order; answers what is allowed now. */
    async giveConsents(wish: { orderId: string; memberId: string; accepted: readonly NoticeTemplate[] }) {
      return deps.db.transaction(async (tx) => {
        await giveConsents(tx, wish)
        return consentsOf(tx, wish.orderId)
      })
    },
    /** What a member takes along. See `own-orders.ts`. */
    ownOrders: (wish: OwnWish) => ownOrders(deps, wish),
    ownInvoices: (wish: OwnWish) => ownInvoices(deps, wish),
    invoiceOf,
    invoicesOf,
    markInvoiceIssued: (wish: Parameters<typeof markInvoiceIssued>[2]) =>
      deps.db.transaction((tx) => markInvoiceIssued(tx, deps, wish)),
    async list(handle: Handle, filter: DeskFilter) {
      return wholeOrders(handle, await ordersOfHotels(handle, filter))
    },
    /** For the desk and its tape: see `store/desk-lists.ts`. */
    staysOfDay,
    staysWithoutNumber,
    staysOfRooms,
  }
}
