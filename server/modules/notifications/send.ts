import type { NoticeTemplate } from '../../../contract/notice-templates.ts'
import type { Db, Handle, Tx } from '../../database/handle.ts'
import type { EventName } from '../../events.ts'
import type { ErrandKind } from '../../messaging/errands.ts'
import { type SendOutcome, SendUnknown, type Wechat } from '../../ports/wechat.ts'
import { firstOpen, moveNotice, type NoticeRow } from './store.ts'
import { type NoticeFacts, rules } from './templates.ts'

export interface Recipient {
  /** The person's openid at the mini-program; null when they are not there. */
  openid: string | null
  facts: NoticeFacts
}

interface Deps {
  db: Db
  wechat: Wechat
  templateIds(): Record<NoticeTemplate, string>
  recipient(handle: Handle, orderId: string, seq: number): Promise<Recipient | null>
}

type Attempt = { notice: NoticeRow; outcome: SendOutcome | { kind: 'unknown' } | { kind: 'not_now' } } | null

const tryAgainMs = 15_000

/**
 * Errand, subject: an order. Sends its notices one after the other, in sequence. A row says `sending` before WeChat is
 * called, so that a crash in between leaves an unknown outcome, never a second message (I31).
 */
export function sendKind(deps: Deps): ErrandKind<Attempt> {
  return {
    kind: 'notice.send',
    async call({ subject }) {
      const notice = await deps.db.transaction((tx) => claimNext(tx, deps, subject))
      if (!notice) return null
      return { notice: notice.row, outcome: await attempt(deps, notice) }
    },
    async record(tx, { subject }, attempted) {
      if (attempted) await recordOutcome(tx, attempted)
      if (attempted?.outcome.kind === 'not_now') return { againAt: tx.now + tryAgainMs }
      return (await firstOpen(tx, subject)) ? { againAt: tx.now } : 'done'
    },
  }
}

/** Skips what is no longer true or cannot be sent, and marks the first that can as being sent. */
async function claimNext(tx: Tx, deps: Deps, orderId: string) {
  for (;;) {
    const row = await firstOpen(tx, orderId)
    if (!row) return null
    const recipient = await deps.recipient(tx, orderId, row.seq)
    const rule = rules[row.event as EventName]
    if (row.state === 'sending') await moveNotice(tx, row.id, { from: ['sending'], to: 'unknown' })
    else if (!recipient?.openid || !rule) await moveNotice(tx, row.id, { from: ['waiting'], to: 'no_consent' })
    else if (rule.whileIn && !rule.whileIn.includes(recipient.facts.status)) {
      await moveNotice(tx, row.id, { from: ['waiting'], to: 'superseded' })
    } else {
      await moveNotice(tx, row.id, { from: ['waiting'], to: 'sending' })
      return { row, openid: recipient.openid, fields: rule.fields(recipient.facts) }
    }
  }
}

async function attempt(
  { wechat, templateIds }: Deps,
  { row, openid, fields }: { row: NoticeRow; openid: string; fields: Record<string, string> },
): Promise<NonNullable<Attempt>['outcome']> {
  try {
    const page = `pages/order/index?id=${row.order_id}`
    return await wechat.send({ openid, templateId: templateIds()[row.template], page, fields })
  } catch (error) {
    return { kind: error instanceof SendUnknown ? 'unknown' : 'not_now' }
  }
}

async function recordOutcome(tx: Tx, { notice, outcome }: NonNullable<Attempt>): Promise<void> {
  const from = ['sending'] as const
  if (outcome.kind === 'sent') await moveNotice(tx, notice.id, { from, to: 'sent', msgid: outcome.msgid })
  else if (outcome.kind === 'not_now') await moveNotice(tx, notice.id, { from, to: 'waiting' })
  else if (outcome.kind === 'unknown') await moveNotice(tx, notice.id, { from, to: 'unknown' })
  else
    await moveNotice(tx, notice.id, {
      from,
      to: 'refused',
      errcode: outcome.errcode,
      errmsg: outcome.errmsg.slice(0, 200),
    })
}
