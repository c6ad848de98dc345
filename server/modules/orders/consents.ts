import { type NoticeTemplate, noticeTemplates } from '../../../contract/notice-templates.ts'
import { insertedOnce } from '../../database/dialect.ts'
import type { Handle, Tx } from '../../database/handle.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { on, orderForWriting } from './store/orders.ts'

/** The one-time subscriptions the guest has given for an order. */
export async function consentsOf(handle: Handle, orderId: string): Promise<NoticeTemplate[]> {
  const rows = await handle
    .prepared('select template from order_consent where order_id = ?')
    .all<{ template: string }>(orderId)
  const given = new Set(rows.map((row) => row.template))
  return noticeTemplates.filter((template) => given.has(template))
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
