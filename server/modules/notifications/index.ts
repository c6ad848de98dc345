import type { NoticeTemplate } from '../../../contract/notice-templates.ts'
import type { Db, Handle, Tx } from '../../database/handle.ts'
import type { OrderEdge } from '../../events.ts'
import { type Actor, actorText } from '../../kernel/actor.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Errands } from '../../messaging/errands.ts'
import type { Handler } from '../../messaging/message.ts'
import type { Wechat } from '../../ports/wechat.ts'
import { type Recipient, sendKind } from './send.ts'
import { stepNotices } from './step-notices.ts'
import { insertNotice, noticesOf } from './store.ts'
import type { NoticeState } from './tables.ts'
import { tell } from './tell.ts'

export interface Notice {
  seq: number
  resendNo: number
  template: NoticeTemplate
  event: string
  state: NoticeState
  errcode: number | null
  /** Who asked for it: `system:event`, or a person. */
  askedBy: string
  createdAt: number
  endedAt: number | null
}

export interface NotificationsDeps {
  db: Db
  wechat: Wechat
  /** As they are when a notice is sent. */
  templateIds(): Record<NoticeTemplate, string>
  errands: () => Pick<Errands, 'ask'>
  consentsOf(handle: Handle, orderId: string): Promise<readonly NoticeTemplate[]>
  /** Who is told, and what there is to say about the order at that step of its sequence. */
  recipient(handle: Handle, orderId: string, seq: number): Promise<Recipient | null>
}

export type Notifications = ReturnType<typeof createNotifications>

/** WeChat's subscribe messages about an order: in sequence, at most once each, only as far as the guest agreed. */
export function createNotifications(deps: NotificationsDeps) {
  const askSend = (tx: Tx, orderId: string) => deps.errands().ask(tx, { kind: 'notice.send', subject: orderId })
  const hear: Handler<OrderEdge> = (tx, edge, message) =>
    tell(tx, { consentsOf: deps.consentsOf, askSend }, edge, message)
  return {
    errandKinds: [sendKind(deps)],
    /** Hears every edge of an order, in sequence. */
    tell: hear,

    async noticesOf(handle: Handle, orderId: string): Promise<Notice[]> {
      const rows = await noticesOf(handle, orderId)
      return rows.map((row) => ({
        seq: row.seq,
        resendNo: row.resend_no,
        template: row.template,
        event: row.event,
        state: row.state,
        errcode: row.errcode,
        askedBy: row.asked_by,
        createdAt: row.created_at,
        endedAt: row.ended_at,
      }))
    },

    /** See `step-notices.ts`. */
    stepNotices,

    /** A person sends a notice again, under a number of its own. Refusals: `not_found`, `notice_on_its_way`. */
    async resend(tx: Tx, wish: { orderId: string; seq: number; actor: Actor }): Promise<void> {
      const rows = (await noticesOf(tx, wish.orderId)).filter((row) => row.seq === wish.seq)
      const last = rows.at(-1)
      if (!last) throw new Refusal('not_found')
      if (last.state === 'waiting' || last.state === 'sending') throw new Refusal('notice_on_its_way')
      await insertNotice(tx, {
        order_id: wish.orderId,
        seq: wish.seq,
        resend_no: last.resend_no + 1,
        template: last.template,
        event: last.event,
        state: 'waiting',
        asked_by: actorText(wish.actor),
        ended_at: null,
      })
      await askSend(tx, wish.orderId)
    },
  }
}
