import { noteChanges } from '../../database/changes.ts'
import type { Tx } from '../../database/handle.ts'
import type { Actor } from '../../kernel/actor.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { StoryDeps } from './story.ts'

/**
 * A person sends the notice about a step once more; what WeChat says of it comes into the story. Refusals: `not_found`
 * also at another branch and for a step that has no notice, `notice_on_its_way`.
 */
export async function resendNotice(
  tx: Tx,
  { orders, notices, audit }: Pick<StoryDeps, 'orders' | 'notices' | 'audit'>,
  wish: { orderId: string; hotelIds: 'all' | readonly string[]; seq: number; actor: Actor },
): Promise<void> {
  const { orderId, hotelIds, seq, actor } = wish
  const whole = await orders.whole(tx, orderId)
  const hotelId = whole?.order.hotelId
  if (hotelId === undefined || (hotelIds !== 'all' && !hotelIds.includes(hotelId))) throw new Refusal('not_found')
  await notices.resend(tx, { orderId, seq, actor })
  await audit.record(tx, {
    actor,
    action: 'order.resend',
    subject: `order:${orderId}`,
    hotelId,
    after: { notice: seq },
  })
  await noteChanges(tx, [{ hotelId, kind: 'order', subject: orderId }])
}
