import type { Language } from '../../../contract/format.ts'
import * as contract from '../../../contract/guest/orders.ts'
import type { BodyOf } from '../../../contract/operation.ts'
import { bodyHashOf } from '../../database/request-keys.ts'
import { Polled, type Route, route } from '../../http/route.ts'
import type { Pay } from '../../ports/pay.ts'
import { cancellationView, guestOrder, guestStory, type ViewDeps } from './guest-views.ts'
import type { Orders } from './index.ts'
import { cursorText, readCursor } from './list-cursor.ts'
import type { WholeOrder } from './reads.ts'
import type { Wish } from './wish.ts'

export interface GuestOrderRoutesDeps extends ViewDeps {
  orders: Orders
  appidFor: Pay['appidFor']
}

const listedByDefault = 20

/** What guests can ask of their orders. */
export function guestOrderRoutes(deps: GuestOrderRoutesDeps): Route[] {
  const { orders, appidFor } = deps
  const view = (whole: WholeOrder, language: Language) => guestOrder(deps, whole, language)
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
      return view(await orders.see({ orderId: placed.orderId, memberId }), language)
    }),
    route(contract.listMyOrders, async ({ caller, query, language }) => {
      const limit = query.limit ?? listedByDefault
      const after = readCursor(query.cursor)
      const listed = await orders.mine({ memberId: caller.memberId, tab: query.tab ?? 'all', after, limit })
      return { items: listed.map((one) => view(one, language)), nextCursor: cursorText(listed, limit) }
    }),
    route(contract.getMyOrder, async ({ caller, params, language }) => {
      const whole = await orders.see({ orderId: params.id, memberId: caller.memberId })
      return new Polled(view(whole, language))
    }),
    route(contract.getMyOrderEvents, async ({ caller, params }) =>
      guestStory(await orders.myStory({ orderId: params.id, memberId: caller.memberId })),
    ),
    route(contract.payOrder, async ({ caller, params }) =>
      orders.pay({ orderId: params.id, memberId: caller.memberId, appid: caller.appid }),
    ),
    route(contract.syncPayment, async ({ caller, params, language }) =>
      view(await orders.syncPayment({ orderId: params.id, memberId: caller.memberId }), language),
    ),
    route(contract.previewCancellation, async ({ caller, params }) =>
      cancellationView(await orders.previewCancellation({ orderId: params.id, memberId: caller.memberId })),
    ),
    route(contract.cancelMyOrder, async ({ caller, params, body, language }) =>
      view(await orders.cancelByGuest({ orderId: params.id, memberId: caller.memberId, ...body }), language),
    ),
    route(contract.giveConsents, async ({ caller, params, body }) => ({
      accepted: await orders.giveConsents({ orderId: params.id, memberId: caller.memberId, ...body }),
    })),
  ]
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
