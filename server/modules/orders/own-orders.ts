import { instantText, type Language } from '../../../contract/format.ts'
import type { OwnInvoice, OwnOrder } from '../../../contract/guest/own-data.ts'
import type { Handle } from '../../database/handle.ts'
import { type OwnPart, pageByPage } from '../members/index.ts'
import { consentsOfMany, type GivenConsent } from './consents.ts'
import { guestOrder, invoiceView, type ViewDeps } from './guest-views.ts'
import { invoicesOf } from './invoices.ts'
import { type WholeOrder, wholeOrders } from './reads.ts'
import { type ListCursor, ordersOfMember } from './store/lists.ts'

const pageAtMost = 50

export interface OwnWish {
  memberId: string
  language: Language
}

/** A member's orders as a person reads them, the newest first: without ids, with the phone in the clear. */
export function ownOrders(deps: ViewDeps & { db: Handle }, { memberId, language }: OwnWish): OwnPart {
  return pageByPage(async (after: ListCursor | undefined) => {
    const orders = await ordersOfMember(deps.db, { memberId, after, limit: pageAtMost })
    const consents = await consentsOfMany(
      deps.db,
      orders.map(({ id }) => id),
    )
    const items = (await wholeOrders(deps.db, orders)).map((whole) =>
      ownOrder(deps, whole, { language, consents: consents.get(whole.order.id) ?? [] }),
    )
    const last = orders.length === pageAtMost ? orders.at(-1) : undefined
    return { items, next: last ? { placedAt: last.placedAt, id: last.id } : null }
  })
}

function ownOrder(
  deps: ViewDeps,
  whole: WholeOrder,
  { language, consents }: { language: Language; consents: readonly GivenConsent[] },
): OwnOrder {
  const { contactPhone, terms } = whole.order
  const {
    id: _id,
    hotelId: _hotelId,
    roomTypeId: _roomTypeId,
    ratePlanId: _ratePlanId,
    couponId: _couponId,
    contactPhoneMasked: _masked,
    cancelPolicy,
    ...order
  } = guestOrder(deps, whole, language)
  return {
    ...order,
    guests: order.guests.map(({ id: _, ...guest }) => guest),
    contactPhone: contactPhone === null ? null : deps.sealer.open(contactPhone),
    cancelPolicyName: cancelPolicy.name,
    termsVersion: terms.agreedTo,
    consents: consents.map(({ template, at }) => ({ notice: template, givenAt: instantText(at) })),
  }
}

/** The invoices a member asked for, the newest first. */
export function ownInvoices(deps: { db: Handle }, { memberId }: OwnWish): OwnPart {
  return pageByPage(async (after: ListCursor | undefined) => {
    const listed = await invoicesOf(deps.db, { of: { memberId }, open: 'all', after, limit: pageAtMost })
    const items = listed.map((invoice): OwnInvoice => {
      const { orderId: _orderId, hotelId: _hotelId, ...readable } = invoiceView(invoice)
      return readable
    })
    const last = listed.length === pageAtMost ? listed.at(-1) : undefined
    return { items, next: last ? { placedAt: last.askedAt, id: last.orderId } : null }
  })
}
