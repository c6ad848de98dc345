import { changed, type Handle, over, type Tx } from '../../../database/handle.ts'
import type { StaffTables } from '../tables.ts'

/** All SQL on sessions of the staff. */

export async function insertSession(
  tx: Tx,
  session: { tokenHash: string; staffId: string; expiresAt: number },
): Promise<void> {
  await on(tx)
    .insertInto('staff_session')
    .values({
      token_hash: session.tokenHash,
      staff_id: session.staffId,
      created_at: tx.now,
      seen_at: tx.now,
      expires_at: session.expiresAt,
    })
    .execute()
}

export async function sessionBy(handle: Handle, tokenHash: string) {
  return on(handle).selectFrom('staff_session').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst()
}

export async function touchSession(tx: Tx, tokenHash: string): Promise<void> {
  await on(tx).updateTable('staff_session').set({ seen_at: tx.now }).where('token_hash', '=', tokenHash).execute()
}

export async function deleteSession(tx: Tx, tokenHash: string): Promise<void> {
  await on(tx).deleteFrom('staff_session').where('token_hash', '=', tokenHash).execute()
}

/** Ends all sessions of these people but the one that is kept, if one is; answers how many. */
export async function deleteSessionsOf(
  tx: Tx,
  { staffIds, keep }: { staffIds: readonly string[]; keep?: string | undefined },
): Promise<number> {
  if (staffIds.length === 0) return 0
  const all = on(tx).deleteFrom('staff_session').where('staff_id', 'in', staffIds)
  const result = await (keep ? all.where('token_hash', '<>', keep) : all).executeTakeFirst()
  return changed(result)
}

export async function deleteDeadSessions(tx: Tx, dead: { expiredBefore: number; idleBefore: number }): Promise<void> {
  await on(tx)
    .deleteFrom('staff_session')
    .where((eb) => eb.or([eb('expires_at', '<=', dead.expiredBefore), eb('seen_at', '<=', dead.idleBefore)]))
    .execute()
}

/** How many sessions of each are open; who has none is not in it. */
export async function sessionCounts(
  handle: Handle,
  { staffIds, now, idleMs }: { staffIds: readonly string[]; now: number; idleMs: number },
): Promise<Map<string, number>> {
  if (staffIds.length === 0) return new Map()
  const rows = await on(handle)
    .selectFrom('staff_session')
    .select((eb) => ['staff_id', eb.fn.countAll<number>().as('count')])
    .where('staff_id', 'in', staffIds)
    .where('expires_at', '>', now)
    .where('seen_at', '>', now - idleMs)
    .groupBy('staff_id')
    .execute()
  return new Map(rows.map((row) => [row.staff_id, Number(row.count)]))
}

function on(handle: Handle) {
  return over<StaffTables>(handle)
}
