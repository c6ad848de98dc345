import { insertedOnce } from '../../database/dialect.ts'
import { changed, type Handle, type Tx } from '../../database/handle.ts'
import type { StaffActor } from '../../kernel/actor.ts'
import { actorText } from '../../kernel/actor.ts'
import type { Fen } from '../../kernel/money.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Instant } from '../../kernel/stay.ts'
import type { Audit } from '../audit/index.ts'
import type { ListCursor } from './store/lists.ts'
import { on, orderForWriting } from './store/orders.ts'
import { note } from './store/story.ts'

/** An invoice a guest asked for: issued outside, its number written here. */
export interface Invoice {
  orderId: string
  orderNo: string
  hotelId: string
  title: string
  taxNumber: string | null
  email: string
  /** What was paid and not returned, now. */
  amountFen: Fen
  askedAt: Instant
  issuedNumber: string | null
  issuedAt: Instant | null
}

/** The guest asks for an invoice, or corrects what it says until it is issued. Refusals: `not_found`, `order_state`, `invoice_issued`. */
export async function askInvoice(
  tx: Tx,
  wish: { orderId: string; memberId: string; title: string; taxNumber: string | null; email: string },
): Promise<void> {
  const order = await orderForWriting(tx, wish.orderId)
  if (order?.memberId !== wish.memberId) throw new Refusal('not_found')
  if (order.paidFen - order.refundedFen <= 0) throw new Refusal('order_state', { facts: { status: order.status } })
  const said = { title: wish.title, tax_number: wish.taxNumber, email: wish.email, asked_at: tx.now }
  const isNew = await insertedOnce(
    on(tx)
      .insertInto('order_invoice')
      .values({ order_id: order.id, hotel_id: order.hotelId, ...said }),
  )
  if (!isNew) {
    const again = on(tx).updateTable('order_invoice').set(said).where('order_id', '=', order.id)
    const result = await again.where('issued_number', 'is', null).executeTakeFirst()
    if (changed(result) === 0) throw new Refusal('invoice_issued')
  }
  const actor = { kind: 'guest', memberId: wish.memberId } as const
  await note(tx, order.id, { kind: 'invoice_asked', actor, detail: { title: wish.title } })
}

/** The invoice was issued under that number. Refusals: `not_found`, `invoice_issued`. */
export async function markInvoiceIssued(
  tx: Tx,
  { audit }: { audit: Audit },
  wish: { orderId: string; number: string; hotelIds: readonly string[] | 'all'; actor: StaffActor },
): Promise<void> {
  const order = await orderForWriting(tx, wish.orderId)
  if (!order || (wish.hotelIds !== 'all' && !wish.hotelIds.includes(order.hotelId))) throw new Refusal('not_found')
  const asked = await invoiceOf(tx, order.id)
  if (!asked) throw new Refusal('not_found')
  const result = await on(tx)
    .updateTable('order_invoice')
    .set({ issued_number: wish.number, issued_at: tx.now, issued_by: actorText(wish.actor) })
    .where('order_id', '=', order.id)
    .where('issued_number', 'is', null)
    .executeTakeFirst()
  if (changed(result) === 0) throw new Refusal('invoice_issued')
  await note(tx, order.id, { kind: 'invoice_issued', actor: wish.actor, detail: { number: wish.number } })
  await audit.record(tx, {
    actor: wish.actor,
    action: 'invoice.issue',
    subject: `order:${order.id}`,
    hotelId: order.hotelId,
    after: { number: wish.number },
  })
}

export async function invoiceOf(handle: Handle, orderId: string): Promise<Invoice | null> {
  const row = await invoices(handle).where('order_invoice.order_id', '=', orderId).executeTakeFirst()
  return row ? readInvoice(row) : null
}

export interface InvoiceFilter {
  of: { hotelIds: readonly string[] | 'all' } | { memberId: string }
  /** Only those that are to be issued. */
  open: 'only' | 'all'
  after?: ListCursor | undefined
  limit: number
}

/** Invoices of branches or of a member, the newest first. */
export async function invoicesOf(handle: Handle, filter: InvoiceFilter): Promise<Invoice[]> {
  let query = invoices(handle)
    .orderBy('order_invoice.asked_at', 'desc')
    .orderBy('order_invoice.order_id', 'desc')
    .limit(filter.limit)
  const { of } = filter
  if ('memberId' in of) query = query.where('orders.member_id', '=', of.memberId)
  else if (of.hotelIds !== 'all') query = query.where('order_invoice.hotel_id', 'in', [...of.hotelIds, ''])
  if (filter.open === 'only') query = query.where('order_invoice.issued_number', 'is', null)
  const { after } = filter
  if (after) {
    query = query.where((eb) =>
      eb.or([
        eb('order_invoice.asked_at', '<', after.placedAt),
        eb.and([eb('order_invoice.asked_at', '=', after.placedAt), eb('order_invoice.order_id', '<', after.id)]),
      ]),
    )
  }
  return (await query.execute()).map(readInvoice)
}

function invoices(handle: Handle) {
  return on(handle)
    .selectFrom('order_invoice')
    .innerJoin('orders', 'orders.id', 'order_invoice.order_id')
    .selectAll('order_invoice')
    .select(['orders.order_no', 'orders.paid_fen', 'orders.refunded_fen'])
}

type InvoiceRow = Awaited<ReturnType<ReturnType<typeof invoices>['executeTakeFirstOrThrow']>>

function readInvoice(row: InvoiceRow): Invoice {
  return {
    orderId: row.order_id,
    orderNo: row.order_no,
    hotelId: row.hotel_id,
    title: row.title,
    taxNumber: row.tax_number,
    email: row.email,
    amountFen: row.paid_fen - row.refunded_fen,
    askedAt: row.asked_at,
    issuedNumber: row.issued_number,
    issuedAt: row.issued_at,
  }
}
