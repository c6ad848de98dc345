import { type Db, over, type Tx } from '../database/handle.ts'
import type { MessagingTables } from './tables.ts'

/** How long what is done is kept, so that it can be found and a late copy is known again. */
export const retentionMs = 30 * 86_400_000
const batch = 500

/**
 * Removes what the spine no longer needs after 30 days: events that all have had, with their inbox rows, and errands
 * that are done. What somebody still has to look at stays: parked messages, dead letters, dead errands.
 */
export async function forgetOldMessages(db: Db): Promise<'more' | 'idle'> {
  return db.transaction(async (tx) => {
    const before = tx.now - retentionMs
    const removed = [await removeEvents(tx, before), await removeErrands(tx, before)]
    return removed.includes(batch) ? 'more' : 'idle'
  })
}

async function removeEvents(tx: Tx, before: number): Promise<number> {
  const old = await over<MessagingTables>(tx)
    .selectFrom('outbox as o')
    .select('id')
    .where('state', '=', 'done')
    .where('try_at', '<', before) // never earlier than it was due
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('parked').select('parked.event_id').whereRef('parked.event_id', '=', 'o.id'))),
    )
    .orderBy('try_at')
    .limit(batch)
    .execute()
  const ids = old.map((row) => row.id)
  if (ids.length === 0) return 0
  await over<MessagingTables>(tx).deleteFrom('inbox').where('event_id', 'in', ids).execute()
  await over<MessagingTables>(tx).deleteFrom('outbox').where('id', 'in', ids).execute()
  return ids.length
}

async function removeErrands(tx: Tx, before: number): Promise<number> {
  const old = await over<MessagingTables>(tx)
    .selectFrom('errand')
    .select(['kind', 'subject'])
    .where('state', '=', 'done')
    .where('due_at', '<', before)
    .where('changed_at', '<', before)
    .limit(batch)
    .execute()
  for (const { kind, subject } of old) {
    await over<MessagingTables>(tx)
      .deleteFrom('errand')
      .where('kind', '=', kind)
      .where('subject', '=', subject)
      .where('state', '=', 'done')
      .execute()
  }
  return old.length
}
