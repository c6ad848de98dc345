import type { NoticeTemplate } from '../../../contract/notice-templates.ts'
import type { Handle, Tx } from '../../database/handle.ts'
import type { EventName, OrderEdge } from '../../events.ts'
import type { Message } from '../../messaging/message.ts'
import { insertNotice, noticesOf } from './store.ts'
import { rules } from './templates.ts'

/**
 * Hears an edge of an order and writes the notice it calls for, once per order and sequence number. A consent is good
 * for one message: without one, or when it was used, the row says so and nothing is sent.
 */
export async function tell(
  tx: Tx,
  deps: {
    consentsOf(handle: Handle, orderId: string): Promise<readonly NoticeTemplate[]>
    askSend(tx: Tx, orderId: string): Promise<void>
  },
  edge: OrderEdge,
  message: Pick<Message, 'event'>,
): Promise<void> {
  const rule = rules[message.event as EventName]
  if (!rule || !edge.memberId || isReturn(edge)) return
  const agreed = (await deps.consentsOf(tx, edge.orderId)).includes(rule.template)
  const used = (await noticesOf(tx, edge.orderId)).some(
    (row) => row.template === rule.template && spendsConsent(row.state),
  )
  const state = agreed && !used ? 'waiting' : 'no_consent'
  const inserted = await insertNotice(tx, {
    order_id: edge.orderId,
    seq: edge.seq,
    resend_no: 0,
    template: rule.template,
    event: message.event,
    state,
    asked_by: 'system:event',
    ended_at: state === 'waiting' ? null : tx.now,
  })
  if (inserted && state === 'waiting') await deps.askSend(tx, edge.orderId)
}

/** A step of the desk taken back: nothing new to tell a guest. */
function isReturn({ from, to }: OrderEdge): boolean {
  return (
    (to === 'paid' && (from === 'checked_in' || from === 'no_show')) || (to === 'checked_in' && from === 'finished')
  )
}

function spendsConsent(state: string): boolean {
  return state !== 'no_consent' && state !== 'superseded'
}
