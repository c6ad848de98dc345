import { Type } from 'typebox'
import { closed, Fen, Id, IdParams, Instant, Nullable, Page, PageQuery, Text } from '../common.ts'
import { operation } from '../operation.ts'

/** An invoice a guest asked for; the hotel issues it and sends it by e-mail. */
export const GuestInvoice = Type.Object({
  orderId: Id,
  orderNo: Type.String(),
  hotelId: Id,
  title: Type.String(),
  taxNumber: Nullable(Type.String()),
  email: Type.String(),
  /** What was paid and not returned, now. */
  amountFen: Fen,
  askedAt: Instant,
  issuedNumber: Nullable(Type.String()),
  issuedAt: Nullable(Instant),
})

const path = '/api/guest/orders/:id/invoice'

export const askInvoice = operation({
  id: 'askInvoice',
  method: 'POST',
  path,
  who: 'guest',
  summary: 'Asks for an invoice, or corrects it until it is issued',
  params: IdParams,
  body: closed({
    title: Text(120),
    taxNumber: Type.Optional(Nullable(Type.String({ pattern: '^[A-Za-z0-9]{6,30}$' }))),
    email: Type.String({ maxLength: 120, pattern: '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$' }),
  }),
  reply: GuestInvoice,
  status: 201,
  refusals: ['not_found', 'order_state', 'invoice_issued'],
})

export const getMyInvoice = operation({
  id: 'getMyInvoice',
  method: 'GET',
  path,
  who: 'guest',
  summary: 'The invoice asked for with an order',
  params: IdParams,
  reply: GuestInvoice,
  refusals: ['not_found'],
})

export const listMyInvoices = operation({
  id: 'listMyInvoices',
  method: 'GET',
  path: '/api/guest/invoices',
  who: 'guest',
  summary: 'The invoices I asked for, the newest first',
  query: closed(PageQuery),
  reply: Page(GuestInvoice),
  refusals: [],
})
