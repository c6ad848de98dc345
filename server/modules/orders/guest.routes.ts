import type { Language } from '../../../contract/format.ts'
import * as contract from '../../../contract/guest/orders.ts'
import type { BodyOf } from '../../../contract/operation.ts'
import { bodyHashOf } from '../../database/request-keys.ts'
import { type GuestCaller, Polled, type Route, route } from '../../http/route.ts'
import type { Pay } from '../../ports/pay.ts'
import { cancellationView, guestOrder, guestStory, type NoticesBySeq } from './guest-views.ts'
import type { Orders } from './index.ts'
import { cursorText, readCursor } from './list-cursor.ts'
import type { WholeOrder } from './reads.ts'
import { type ShowDeps, showOrders } from './show-orders.ts'
import type { Wish } from './wish.ts'

export interface GuestOrderRoutesDeps extends ShowDeps {
  orders: Orders
  appidFor: Pay['appidFor']
  /** What was told of an order's steps: whoever tells is above orders. */
  noticesOf(orderId: string): Promise<NoticesBySeq>
}

const listedByDefault = 20

/** What guests can ask of their orders. */
export function guestOrderRoutes(deps: GuestOrderRoutesDeps): Route[] {
  const { orders, appidFor, noticesOf } = deps
  const show = async (whole: WholeOrder, { caller, language }: Asked) => {
    const [shown] = await showOrders(deps, { memberId: caller.memberId, orders: [whole], language })
    return shown!
  }
  return [
    route(contract.placeOrder, async ({ caller, body, language, idempotencyKey: key }) => {
      const { memberId, appid } = caller
      const request = { caller: memberId, key, bodyHash: bodyHashOf(contract.placeOrder.id, body) }
      const source = appid === appidFor('web') ? 'web' : 'mini'
      const wish = wishOf(body)
      const placed = await orders.placeByGuest({ ...wish, memberId, language, source, request })
      if (placed.kind === 'refused') throw placed.refusal
      if (placed.kind === 'placed') {
        // A phone that was sent is at hand: what was sealed a moment ago is not opened again.
        const { contactPhone } = wish
        return guestOrder(contactPhone === null ? deps : { sealer: { open: () => contactPhone } }, placed, language)
      }
      return guestOrder(deps, await orders.see({ orderId: placed.orderId, memberId }), language)
    }),
    route(contract.listMyOrders, async ({ caller, query, language }) => {
      const limit = query.limit ?? listedByDefault
      const after = readCursor(query.cursor)
      const listed = await orders.mine({ memberId: caller.memberId, tab: query.tab ?? 'all', after, limit })
      const items = await showOrders(deps, { memberId: caller.memberId, orders: listed, language })
      return { items, nextCursor: cursorText(listed, limit) }
    }),
    route(contract.getMyOrder, async (call) => new Polled(await show(await orders.see(ownOf(call)), call))),
    route(contract.getMyOrderEvents, async (call) =>
      guestStory(await orders.myStory(ownOf(call)), await noticesOf(call.params.id)),
    ),
    route(contract.payOrder, async (call) => orders.pay({ ...ownOf(call), appid: call.caller.appid })),
    route(contract.syncPayment, async (call) => show(await orders.syncPayment(ownOf(call)), call)),
    route(contract.previewCancellation, async (call) =>
      cancellationView(await orders.previewCancellation(ownOf(call))),
    ),
    route(contract.cancelMyOrder, async (call) =>
      show(await orders.cancelByGuest({ ...ownOf(call), ...call.body }), call),
    ),
    route(contract.giveConsents, async (call) => ({
      accepted: await orders.giveConsents({ ...ownOf(call), ...call.body }),
    })),
  ]
}

interface Asked {
  caller: GuestCaller
  language: Language
}

function ownOf({ caller, params }: { caller: GuestCaller; params: { id: string } }) {
  return { orderId: params.id, memberId: caller.memberId }
}

/** A body of the contract as a wish: texts trimmed, the phone without its spaces and dashes. */
function wishOf(body: BodyOf<typeof contract.placeOrder>): Omit<Wish, 'memberId' | 'language' | 'source' | 'request'> {
  return {
    roomTypeId: body.roomTypeId,
    ratePlanId: body.ratePlanId,
    stay: { checkIn: body.checkIn, checkOut: body.checkOut },
    rooms: body.rooms,
    guests: body.guests.map(({ name }) => name.trim()),
    contactPhone: body.contactPhone?.replace(/[\s-]/g, '') ?? null,
    arrivalTime: body.arrivalTime ?? null,
    remark: body.remark?.trim() || null,
    grantId: body.couponId ?? null,
    consents: body.consents ?? [],
    termsVersion: body.termsVersion ?? null,
    expectedTotalFen: body.expectedTotalFen,
  }
}
