import * as contract from '../../../contract/guest/invoices.ts'
import type { Db } from '../../database/handle.ts'
import { type Route, route } from '../../http/route.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { invoiceView } from './guest-views.ts'
import type { Orders } from './index.ts'
import { invoiceCursor, readCursor } from './list-cursor.ts'

const listedByDefault = 20

/** The invoices of guests' stays. */
export function guestInvoiceRoutes({ db, orders }: { db: Db; orders: Orders }): Route[] {
  return [
    route(contract.askInvoice, async ({ caller, params, body }) => {
      const { title, taxNumber, email } = body
      const wish = { orderId: params.id, memberId: caller.memberId, title, taxNumber: taxNumber ?? null, email }
      await orders.askInvoice(wish)
      return invoiceView((await orders.invoiceOf(db, params.id))!)
    }),
    route(contract.getMyInvoice, async ({ caller, params }) => {
      await orders.see({ orderId: params.id, memberId: caller.memberId })
      const invoice = await orders.invoiceOf(db, params.id)
      if (!invoice) throw new Refusal('not_found')
      return invoiceView(invoice)
    }),
    route(contract.listMyInvoices, async ({ caller, query }) => {
      const limit = query.limit ?? listedByDefault
      const of = { memberId: caller.memberId }
      const listed = await orders.invoicesOf(db, { of, open: 'all', after: readCursor(query.cursor), limit })
      return { items: listed.map(invoiceView), nextCursor: invoiceCursor(listed, limit) }
    }),
  ]
}
