import * as contract from '../../../contract/admin/orders.ts'
import type { Language } from '../../../contract/format.ts'
import type { BodyOf } from '../../../contract/operation.ts'
import type { Permission } from '../../../contract/permissions.ts'
import type { Db } from '../../database/handle.ts'
import type { RequestKey } from '../../database/request-keys.ts'
import { type Route, route, type StaffCaller } from '../../http/route.ts'
import { requestOf } from '../../http/sent.ts'
import { actorOf } from '../../http/staff-scope.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Sealer } from '../../ports/sealer.ts'
import type { Payments } from '../payments/index.ts'
import { deskOrder, deskOrderWhole, returnsView } from './admin-views.ts'
import { previewReturns } from './desk/preview-returns.ts'
import { invoiceView } from './guest-views.ts'
import type { Orders } from './index.ts'
import { cursorText, invoiceCursor, readCursor } from './list-cursor.ts'
import { phonePurpose } from './new-order.ts'
import type { WholeOrder } from './reads.ts'
import type { Wish } from './wish.ts'

export interface AdminOrderRoutesDeps {
  db: Db
  clock: Clock
  sealer: Sealer
  payments: Pick<Payments, 'paymentsOf' | 'refundsOf'>
  orders: Orders
}

const listedByDefault = 20

/** What the staff can ask of orders. Where they may do it is decided by the verbs; here is only by whom it is asked. */
export function adminOrderRoutes(deps: AdminOrderRoutesDeps): Route[] {
  const { db, orders } = deps

  /** An order of a branch whose orders the caller may read. Refusal: `not_found`. */
  async function readable({ caller, params }: Pick<Asked, 'caller' | 'params'>): Promise<WholeOrder> {
    const whole = await orders.whole(db, params.id)
    const hotelIds = caller.hotelsWhere('orders.read')
    if (!whole || (hotelIds !== 'all' && !hotelIds.includes(whole.order.hotelId))) throw new Refusal('not_found')
    return whole
  }

  /** The order after the verb, as its branch's staff see it. */
  async function shown(call: Asked): Promise<contract.DeskOrderWhole> {
    return deskOrderWhole(deps, db, { whole: await readable(call), language: call.language })
  }

  async function after(call: Asked, work: Promise<unknown>): Promise<contract.DeskOrderWhole> {
    await work
    return shown(call)
  }

  return [
    route(contract.listOrders, async ({ caller, query, language }) => {
      const { q, hotelId, status, from, to } = query
      const limit = query.limit ?? listedByDefault
      const listed = await orders.list(db, {
        hotelIds: within(caller.hotelsWhere('orders.read'), hotelId),
        statuses: status,
        from,
        to,
        find: q ? { text: q.trim(), phoneIndex: deps.sealer.blindIndex(phonePurpose, digits(q)) } : undefined,
        after: readCursor(query.cursor),
        limit,
      })
      const items = listed.map((one) => deskOrder(deps, one, language))
      return { items, nextCursor: cursorText(listed, limit) }
    }),
    route(contract.getOrder, shown),
    route(contract.previewReturns, async (call) => {
      const returns = previewReturns(await readable(call), { at: deps.clock.now(), checkOut: call.query.checkOut })
      return { orderId: call.params.id, ...returnsView(returns) }
    }),
    route(contract.walkIn, async ({ caller, body, language, idempotencyKey }) => {
      const request = requestOf(caller, contract.walkIn, { key: idempotencyKey, body })
      const orderId = await orders.walkIn({
        wish: { ...wishOf(body), language, request },
        hotelIds: caller.hotelsWhere('orders.desk'),
        payment: body.payment,
        roomIds: body.roomIds ?? [],
        actor: actorOf(caller),
      })
      return shown({ caller, params: { id: orderId }, language })
    }),
    route(contract.assignRooms, (call) => after(call, orders.assignRooms({ ...deskOf(call), ...call.body }))),
    route(contract.unassignRooms, (call) => after(call, orders.unassignRooms({ ...deskOf(call), ...call.body }))),
    route(contract.checkIn, (call) => after(call, orders.checkIn({ ...deskOf(call), ...call.body }))),
    route(contract.undoCheckIn, (call) => after(call, orders.undoCheckIn({ ...deskOf(call), ...call.body }))),
    route(contract.checkOut, (call) => {
      const { orderRoomIds, withBalance } = call.body
      if (withBalance) require(call.caller, 'orders.checkout_with_balance')
      const desk = deskOf(call, withBalance ? 'orders.checkout_with_balance' : 'orders.desk')
      return after(call, orders.checkOut({ ...desk, orderRoomIds, balance: withBalance ? 'permitted' : 'settled' }))
    }),
    route(contract.undoCheckOut, (call) => after(call, orders.undoCheckOut({ ...deskOf(call), ...call.body }))),
    route(contract.markNoShow, (call) => after(call, orders.noShow(deskOf(call)))),
    route(contract.reinstateOrder, (call) => after(call, orders.reinstate(deskOf(call)))),
    route(contract.cancelOrder, (call) => {
      const { reason, returns = 'by_policy', expectedRefundFen } = call.body
      if (returns === 'all') require(call.caller, 'orders.refund')
      const desk = deskOf(call, returns === 'all' ? 'orders.refund' : 'orders.cancel')
      return after(call, orders.cancelByStaff({ ...desk, reason, returns, expectedRefundFen }))
    }),
    route(contract.extendStay, (call) => after(call, orders.extend({ ...deskOf(call), ...call.body }))),
    route(contract.leaveEarly, (call) => after(call, orders.leaveEarly({ ...deskOf(call), ...call.body }))),
    route(contract.changeRoom, (call) => after(call, orders.changeRoomNumber({ ...deskOf(call), ...call.body }))),
    route(contract.takeDeskPayment, (call) => {
      const request = requestFor(call, contract.takeDeskPayment)
      return after(call, orders.takeDeskPayment({ ...deskOf(call), ...call.body, request }))
    }),
    route(contract.refundOrder, (call) => {
      const request = requestFor(call, contract.refundOrder)
      return after(call, orders.goodwillRefund({ ...deskOf(call, 'orders.refund'), ...call.body, request }))
    }),
    route(contract.listInvoices, async ({ caller, query }) => {
      const limit = query.limit ?? listedByDefault
      const invoices = await orders.invoicesOf(db, {
        of: { hotelIds: caller.hotelsWhere('orders.read') },
        open: query.state === 'all' ? 'all' : 'only',
        after: readCursor(query.cursor),
        limit,
      })
      return { items: invoices.map(invoiceView), nextCursor: invoiceCursor(invoices, limit) }
    }),
    route(contract.markInvoiceIssued, async ({ caller, params, body }) => {
      const hotelIds = caller.hotelsWhere('orders.desk')
      await orders.markInvoiceIssued({ orderId: params.id, hotelIds, actor: actorOf(caller), ...body })
      return invoiceView((await orders.invoiceOf(db, params.id))!)
    }),
  ]
}

interface Asked {
  caller: StaffCaller
  params: { id: string }
  language: Language
}

function deskOf({ caller, params }: Asked, permission: Permission = 'orders.desk') {
  return { orderId: params.id, hotelIds: caller.hotelsWhere(permission), actor: actorOf(caller) }
}

function require({ permissions }: StaffCaller, permission: Permission): void {
  if (!permissions.has(permission)) throw new Refusal('forbidden')
}

function requestFor(call: Asked & { idempotencyKey: string; body: unknown }, operation: { id: string }): RequestKey {
  const body = { order: call.params.id, body: call.body }
  return requestOf(call.caller, operation, { key: call.idempotencyKey, body })
}

/** One of the caller's branches, or all of them. */
function within(mine: 'all' | string[], hotelId: string | undefined): 'all' | string[] {
  if (!hotelId) return mine
  return mine === 'all' || mine.includes(hotelId) ? [hotelId] : []
}

function digits(text: string): string {
  return text.replace(/[\s-]/g, '')
}

function wishOf(body: BodyOf<typeof contract.walkIn>): Omit<Wish, 'language' | 'request'> {
  return {
    memberId: null,
    roomTypeId: body.roomTypeId,
    ratePlanId: body.ratePlanId,
    stay: { checkIn: body.checkIn, checkOut: body.checkOut },
    rooms: body.rooms,
    guests: body.guests.map(({ name }) => name.trim()),
    contactPhone: body.contactPhone ? digits(body.contactPhone) : null,
    arrivalTime: body.arrivalTime ?? null,
    remark: body.remark?.trim() || null,
    grantId: null,
    consents: [],
    termsVersion: null,
    expectedTotalFen: null,
    source: 'desk',
  }
}
