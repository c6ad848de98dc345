import { insertedOnce } from '../database/dialect.ts'
import type { Tx } from '../database/handle.ts'
import type { EventName } from '../events.ts'
import { Unavailable } from '../kernel/refusal.ts'
import type { Handler, Message } from './message.ts'
import type { Subscription } from './subscription.ts'

/** Whether it is the database that failed: then nothing can be counted, parked or acknowledged. */
export function isDatabaseAway(error: unknown): boolean {
  return error instanceof Unavailable && error.what === 'database'
}

/** Writes that the subscription has had the event; false when it had. */
export async function enterInbox(
  tx: Tx,
  group: string,
  message: Pick<Message, 'id' | 'key' | 'seq'>,
  outcome: 'handled' | 'discarded' = 'handled',
): Promise<boolean> {
  const insert = tx.prepared(
    'insert into inbox (subscription, event_id, message_key, message_seq, outcome, at) values (?, ?, ?, ?, ?, ?)',
  )
  return insertedOnce({ execute: () => insert.run(group, message.id, message.key, message.seq, outcome, tx.now) })
}

/** Calls the handler of the message's event; a topic's event that the subscription does not name is done with at once. */
export async function callHandler(tx: Tx, subscription: Subscription, message: Message): Promise<void> {
  const handler = subscription.on[message.event as EventName] as Handler<unknown> | undefined
  if (handler) await handler(tx, JSON.parse(message.payload || (await payloadInOutbox(tx, message.id))), message)
}

/** A half message carries no facts: they stand in the outbox row that was committed with them. */
async function payloadInOutbox(tx: Tx, id: string): Promise<string> {
  const row = await tx.prepared('select payload from outbox where id = ?').get<{ payload: string }>(id)
  if (!row) throw new Error(`no outbox row ${id} for a half message`)
  return row.payload
}

/**
 * For subscriptions in sequence: whether the message before this one of its key has been handled or discarded. One
 * whose outbox row is gone was, longer ago than rows are kept: a stay may be booked a year ahead.
 */
export async function isItsTurn(tx: Tx, subscription: Subscription, message: Message): Promise<boolean> {
  const { key, seq, topic } = message
  if (!subscription.inSequence || key === null || seq === null || seq <= 1) return true
  const owed = await tx
    .prepared(
      `select 1 as there from outbox o where o.message_key = ? and o.message_seq = ? and o.topic = ?
         and not exists (select 1 from inbox i where i.event_id = o.id and i.subscription = ?)`,
    )
    .get(key, seq - 1, topic, subscription.group)
  return owed === undefined
}

/** Wakes the message that waited for this one of its sequence. */
export async function wakeFollower(tx: Tx, group: string, message: Pick<Message, 'key' | 'seq'>): Promise<void> {
  if (message.key === null || message.seq === null) return
  const woken = await tx
    .prepared(
      `update parked set visible_at = ? where message_key = ? and subscription = ? and message_seq = ?
         and state = 'parked' and attempts = 0`,
    )
    .run(tx.now, message.key, group, message.seq + 1)
  if (woken.changes > 0) tx.signal('parked')
}
