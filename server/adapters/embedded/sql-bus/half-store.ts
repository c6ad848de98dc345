import { insertedOnce } from '../../../database/dialect.ts'
import { changed, type Handle, over, type Tx } from '../../../database/handle.ts'
import type { Message } from '../../../messaging/message.ts'

interface HalfTables {
  bus_half: { id: string; topic: string; body: string; born_at: number; check_at: number }
}

export async function insertHalf(tx: Tx, message: Message, checkAt: number): Promise<void> {
  const { id, topic } = message
  const row = { id, topic, body: JSON.stringify(message), born_at: tx.now, check_at: checkAt }
  await insertedOnce(on(tx).insertInto('bus_half').values(row))
}

/** Takes a half out, to be delivered or forgotten; null when it was decided before. */
export async function takeHalf(tx: Tx, id: string): Promise<Message | null> {
  const row = await on(tx).selectFrom('bus_half').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return null
  const removed = await on(tx).deleteFrom('bus_half').where('id', '=', id).executeTakeFirst()
  return changed(removed) === 1 ? JSON.parse(row.body) : null
}

/** Undecided halves that are due to be asked about, at most `limit`; each is due again later, without end. */
export async function halvesToCheck(
  tx: Tx,
  wish: { topics: readonly string[]; againAt: number; limit: number },
): Promise<Message[]> {
  const rows = await on(tx)
    .selectFrom('bus_half')
    .selectAll()
    .where('check_at', '<=', tx.now)
    .where('topic', 'in', wish.topics)
    .orderBy('check_at')
    .limit(wish.limit)
    .execute()
  for (const row of rows) {
    await on(tx).updateTable('bus_half').set({ check_at: wish.againAt }).where('id', '=', row.id).execute()
  }
  return rows.map((row) => JSON.parse(row.body))
}

function on(handle: Handle) {
  return over<HalfTables>(handle)
}
