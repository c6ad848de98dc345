import { type Db, over, type Tx } from '../database/handle.ts'
import type { EventName } from '../events.ts'
import type { Subscription } from './subscription.ts'
import type { MessagingTables } from './tables.ts'

const afterMs = 5 * 60_000
const backoffMostMs = 3_600_000
const batch = 200
const retentionMs = 30 * 86_400_000

/**
 * The net under the bus: an event that some subscription has neither handled, parked nor buried five minutes after it
 * was due is published again, later each time; one that all have is done. The inbox makes a needless copy harmless.
 */
export async function republishLost(db: Db, subscriptions: readonly Subscription[]): Promise<'more' | 'idle'> {
  return db.transaction(async (tx) => {
    const rows = await over<MessagingTables>(tx)
      .selectFrom('outbox')
      .select(['seq', 'id', 'event', 'topic', 'attempts'])
      .where('state', '=', 'sent')
      .where('due_at', '<=', tx.now - afterMs)
      .where('try_at', '<=', tx.now - afterMs)
      .orderBy('seq')
      .limit(batch)
      .execute()
    for (const row of rows) {
      const wanted = subscriptions.filter(
        ({ topic, broadcast, on }) => topic === row.topic && !broadcast && row.event in on,
      )
      const had = await subscriptionsThatHave(tx, row.id)
      const lost = wanted.some(({ group }) => !had.has(group))
      const backoffMs = Math.min(backoffMostMs, afterMs * 2 ** Math.min(row.attempts, 8))
      await over<MessagingTables>(tx)
        .updateTable('outbox')
        .set(lost ? { state: 'ready', try_at: tx.now + (row.attempts > 2 ? backoffMs : 0) } : { state: 'done' })
        .where('seq', '=', row.seq)
        .where('state', '=', 'sent')
        .execute()
      if (lost) tx.signal('outbox')
    }
    return rows.length === batch ? 'more' : 'idle'
  })
}

async function subscriptionsThatHave(tx: Tx, eventId: string): Promise<Set<string>> {
  const inbox = await over<MessagingTables>(tx)
    .selectFrom('inbox')
    .select('subscription')
    .where('event_id', '=', eventId)
    .execute()
  const parked = await over<MessagingTables>(tx)
    .selectFrom('parked')
    .select('subscription')
    .where('event_id', '=', eventId)
    .execute()
  return new Set([...inbox, ...parked].map((row) => row.subscription))
}

/** Removes what the spine no longer needs after 30 days, a batch at a time. */
export async function forgetOldMessages(db: Db): Promise<void> {
  await db.transaction(async (tx) => {
    const before = tx.now - retentionMs
    const old = await over<MessagingTables>(tx)
      .selectFrom('outbox')
      .select(['seq', 'id'])
      .where('state', '=', 'done')
      .where('due_at', '<', before)
      .orderBy('seq')
      .limit(batch)
      .execute()
    if (old.length > 0) {
      const ids = old.map((row) => row.id)
      await over<MessagingTables>(tx).deleteFrom('inbox').where('event_id', 'in', ids).execute()
      await over<MessagingTables>(tx)
        .deleteFrom('outbox')
        .where(
          'seq',
          'in',
          old.map((row) => row.seq),
        )
        .execute()
    }
    await over<MessagingTables>(tx)
      .deleteFrom('errand')
      .where('state', '=', 'done')
      .where('changed_at', '<', before)
      .execute()
  })
}

/** Which events a subscription of the topic names: for those who draw the flow. */
export function eventsOf(subscription: Subscription): EventName[] {
  return Object.keys(subscription.on) as EventName[]
}
