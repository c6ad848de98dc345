import { type Db, over, type Tx } from '../database/handle.ts'
import { retentionMs } from './retention.ts'
import type { Subscription } from './subscription.ts'
import type { MessagingTables } from './tables.ts'

const batch = 200

interface Sent {
  seq: number
  id: string
  topic: string
  due_at: number
}

export interface NetDeps {
  db: Db
  subscriptions: readonly Subscription[]
  onLost(eventId: string): void
}

/**
 * The net under the bus: an event that some subscription of its topic has neither handled, parked nor buried five
 * minutes after it was due is published again, and looked at again after as long as it has been missing, an hour at
 * most. One that all have is done. The inbox makes a needless copy harmless. After the time of retention the net gives
 * an event up, and `onLost` hears of it.
 */
export async function republishLost(deps: NetDeps): Promise<'more' | 'idle'> {
  const { more, lost } = await deps.db.transaction(async (tx) => look(tx, deps.subscriptions))
  for (const { id } of lost) deps.onLost(id)
  return more ? 'more' : 'idle'
}

async function look(tx: Tx, subscriptions: readonly Subscription[]): Promise<{ more: boolean; lost: Sent[] }> {
  const rows = await tx
    .prepared(
      `select seq, id, topic, due_at from outbox where state = 'sent' and try_at <= ? order by try_at, seq limit ${batch}`,
    )
    .all<Sent>(tx.now)
  if (rows.length === 0) return { more: false, lost: [] }
  const had = await subscriptionsThatHave(
    tx,
    rows.map((row) => row.id),
  )
  const missing = rows.filter((row) =>
    subscriptions.some(
      ({ topic, broadcast, group }) => topic === row.topic && !broadcast && !had.has(`${row.id} ${group}`),
    ),
  )
  const lost = missing.filter((row) => row.due_at < tx.now - retentionMs)
  const again = missing.filter((row) => !lost.includes(row))
  await finish(
    tx,
    rows.filter((row) => !again.includes(row)),
  )
  await sendAgain(tx, again)
  return { more: rows.length === batch, lost }
}

async function finish(tx: Tx, rows: readonly Sent[]): Promise<void> {
  if (rows.length === 0) return
  await over<MessagingTables>(tx)
    .updateTable('outbox')
    .set({ state: 'done' })
    .where(
      'seq',
      'in',
      rows.map((row) => row.seq),
    )
    .where('state', '=', 'sent')
    .execute()
}

async function sendAgain(tx: Tx, rows: readonly Sent[]): Promise<void> {
  for (const row of rows) {
    await over<MessagingTables>(tx)
      .updateTable('outbox')
      .set({ state: 'ready', try_at: tx.now })
      .where('seq', '=', row.seq)
      .where('state', '=', 'sent')
      .execute()
  }
  if (rows.length > 0) tx.signal('outbox')
}

/** Pairs of event and subscription, as `<event> <subscription>`. */
async function subscriptionsThatHave(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const on = over<MessagingTables>(tx)
  const inbox = await on.selectFrom('inbox').select(['event_id', 'subscription']).where('event_id', 'in', ids).execute()
  const parked = await on
    .selectFrom('parked')
    .select(['event_id', 'subscription'])
    .where('event_id', 'in', ids)
    .execute()
  return new Set([...inbox, ...parked].map((row) => `${row.event_id} ${row.subscription}`))
}
