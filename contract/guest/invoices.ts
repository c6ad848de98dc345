import { Type } from 'typebox'
import { emailAtMost, emailPattern, invoiceTitleAtMost } from '../bounds.ts'
import { closed, IdParams, Nullable, Page, PageQuery, Text } from '../common.ts'
import { Invoice } from '../invoice.ts'
import { operation } from '../operation.ts'

const path = '/api/guest/orders/:id/invoice'

export const askInvoice = operation({
  id: 'askInvoice',
  method: 'POST',
  path,
  who: 'guest',
  summary: 'Asks for an invoice, or corrects it until it is issued',
  params: IdParams,
  body: closed({
    title: Text(invoiceTitleAtMost),
    taxNumber: Type.Optional(Nullable(Type.String({ pattern: '^[A-Za-z0-9]{6,30}$' }))),
    email: Type.String({ maxLength: emailAtMost, pattern: emailPattern }),
  }),
  reply: Invoice,
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
  reply: Invoice,
  refusals: ['not_found'],
})

export const listMyInvoices = operation({
  id: 'listMyInvoices',
  method: 'GET',
  path: '/api/guest/invoices',
  who: 'guest',
  summary: 'The invoices I asked for, the newest first',
  query: closed(PageQuery),
  reply: Page(Invoice),
  refusals: [],
})
