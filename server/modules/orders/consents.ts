import { type NoticeTemplate, noticeTemplates } from '../../../contract/notice-templates.ts'
import { insertedOnce } from '../../database/dialect.ts'
import type { Handle, Tx } from '../../database/handle.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Instant } from '../../kernel/stay.ts'
import { on, orderForWriting } from './store/orders.ts'

/** The one-time subscriptions the guest has given for an order. */
export async function consentsOf(handle: Handle, orderId: string): Promise<NoticeTemplate[]> {
  const rows = await handle
    .prepared('select template from order_consent where order_id = ?')
    .all<{ template: string }>(orderId)
  const given = new Set(rows.map((row) => row.template))
  return noticeTemplates.filter((template) => given.has(template))
}

export interface GivenConsent {
  template: NoticeTemplate
  at: Instant
}

/** The consents of many orders at once, by order, as they were given. */
export async function consentsOfMany(
  handle: Handle,
  orderIds: readonly string[],
): Promise<Map<string, GivenConsent[]>> {
  if (orderIds.length === 0) return new Map()
  const rows = await on(handle)
    .selectFrom('order_consent')
    .selectAll()
    .where('order_id', 'in', [...orderIds])
    .orderBy('accepted_at')
    .execute()
  const given = rows.map((row) => ({ ...row, template: row.template as NoticeTemplate, at: row.accepted_at }))
  return Map.groupBy(given, (row) => row.order_id)
}

/** The guest allows more messages for an order; given twice is given once. Refusal: `not_found`. */
export async function giveConsents(
  tx: Tx,
  wish: { orderId: string; memberId: string; accepted: readonly NoticeTemplate[] },
): Promise<void> {
  const order = await orderForWriting(tx, wish.orderId)
  if (order?.memberId !== wish.memberId) throw new Refusal('not_found')
  for (const template of new Set(wish.accepted)) {
    await insertedOnce(on(tx).insertInto('order_consent').values({ order_id: order.id, template, accepted_at: tx.now }))
  }
}
