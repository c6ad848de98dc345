import type { StoryEntry } from '../../../contract/admin/story.ts'
import type { NoticeTemplate } from '../../../contract/notice-templates.ts'
import type { Db, Handle, Tx } from '../../database/handle.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/stay.ts'
import type { MessageTrace } from '../../messaging/index.ts'
import type { Audit } from '../audit/index.ts'
import type { Orders } from '../orders/index.ts'
import type { Payments } from '../payments/index.ts'
import type { Rooms } from '../rooms/index.ts'

/** A message in WeChat about a step of an order. */
export interface ToldNotice {
  seq: number
  resendNo: number
  template: NoticeTemplate
  state: 'waiting' | 'sending' | 'sent' | 'refused' | 'unknown' | 'superseded' | 'no_consent'
  errcode: number | null
  /** Who asked for it: `system:event`, or a person. */
  askedBy: string
  createdAt: number
  endedAt: number | null
}

export interface StoryDeps {
  db: Db
  audit: Pick<Audit, 'list' | 'record'>
  orders: Pick<Orders, 'whole' | 'storyOf' | 'consentsOf'>
  payments: Pick<Payments, 'moneyStory'>
  rooms: Pick<Rooms, 'ofHotel'>
  /** Notices are on this module's own line of the stack: bound by whoever builds the house. */
  notices: {
    of(handle: Handle, orderId: string): Promise<ToldNotice[]>
    resend(tx: Tx, wish: { orderId: string; seq: number; actor: Actor }): Promise<void>
  }
  messages: {
    find(handle: Handle, key: string, limit: number): Promise<MessageTrace[]>
    listenersTo(topic: string, event: string): string[]
  }
}

/** An entry with its moment; entries of one moment and lane stay in the order of their rows. */
export interface Placed {
  at: Instant
  entry: StoryEntry
}
