import { changed, type Db, over, type Tx } from '../database/handle.ts'
import { type TopicName, topics } from '../events.ts'
import type { Bus } from '../ports/bus.ts'
import type { Clock } from '../ports/clock.ts'
import type { Message } from './message.ts'
import type { MessagingTables } from './tables.ts'

const batch = 256
/** How long another relay leaves claimed rows alone. */
const leaseMs = 30_000
const backoffFirstMs = 200
const backoffMostMs = 30_000

type Row = MessagingTables['outbox']
export type OutboxRow = { [Column in keyof Row]: Column extends 'seq' ? number : Row[Column] }

/**
 * Moves what was told to the bus: claims ready rows in the order they were written, publishes, marks them sent. Rows
 * are claimed by their state, never by "newer than the last one": commits come out of order. A crash in between
 * publishes twice, which the inbox makes harmless.
 */
export async function relayOnce(deps: {
  db: Db
  bus: Bus
  clock: Clock
  probe?: ((point: string) => void) | undefined
}): Promise<'more' | 'idle'> {
  const claimed = await deps.db.transaction((tx) => claim(tx))
  if (claimed.length === 0) return 'idle'
  deps.probe?.('relay.publish')
  const errors = await deps.bus.publish(claimed.map(messageOf))
  deps.probe?.('relay.published')
  await deps.db.transaction((tx) => mark(tx, claimed, errors))
  deps.probe?.('relay.marked')
  return claimed.length === batch ? 'more' : 'idle'
}

async function claim(tx: Tx): Promise<OutboxRow[]> {
  const rows = await tx
    .prepared(`select * from outbox where state = 'ready' and try_at <= ? order by seq limit ${batch}`)
    .all<OutboxRow>(tx.now)
  if (rows.length === 0) return []
  const seqs = rows.map((row) => row.seq)
  const claimed = await over<MessagingTables>(tx)
    .updateTable('outbox')
    .set((eb) => ({ try_at: tx.now + leaseMs, attempts: eb('attempts', '+', 1) }))
    .where('seq', 'in', seqs)
    .where('state', '=', 'ready')
    .where('try_at', '<=', tx.now)
    .executeTakeFirst()
  if (changed(claimed) !== rows.length) throw new Error('another relay took part of the batch') // rolled back, tried again
  return rows
}

async function mark(tx: Tx, rows: readonly OutboxRow[], errors: readonly (Error | null)[]): Promise<void> {
  const sent = rows.filter((_, index) => !errors[index]).map((row) => row.seq)
  if (sent.length > 0) {
    await over<MessagingTables>(tx)
      .updateTable('outbox')
      .set({ state: 'sent' })
      .where('seq', 'in', sent)
      .where('state', '=', 'ready')
      .execute()
  }
  for (const [index, row] of rows.entries()) {
    if (!errors[index]) continue
    await over<MessagingTables>(tx)
      .updateTable('outbox')
      .set({ try_at: tx.now + Math.min(backoffMostMs, backoffFirstMs * 2 ** Math.min(row.attempts, 10)) })
      .where('seq', '=', row.seq)
      .execute()
  }
}

/** Only topics that keep an order carry the key; elsewhere it serves for finding alone. */
export function messageOf(row: OutboxRow): Message {
  return {
    id: row.id,
    topic: row.topic,
    event: row.event,
    key: topics[row.topic as TopicName]?.type === 'FIFO' ? row.message_key : null,
    seq: row.message_seq,
    position: row.seq,
    payload: row.payload,
    bornAt: row.born_at,
    dueAt: row.due_at,
  }
}
