import type { Db } from '../../database/handle.ts'
import type { Clock } from '../../ports/clock.ts'
import { sessionIdleMs, sessionTouchMs } from './member.ts'
import { deleteDeadSessions, deleteSession, sessionBy, touchSession } from './store.ts'

/** Whose session a token is, or null: unknown, ended, idle for too long or too old. */
export async function memberOfSession(
  { db, clock }: { db: Db; clock: Clock },
  tokenHash: string,
): Promise<{ memberId: string; appid: string } | null> {
  const session = await sessionBy(db, tokenHash)
  const now = clock.now()
  if (!session || session.expires_at <= now || session.seen_at + sessionIdleMs <= now) return null
  if (session.seen_at + sessionTouchMs <= now) await db.transaction((tx) => touchSession(tx, tokenHash))
  return { memberId: session.member_id, appid: session.appid }
}

export async function endSession(db: Db, tokenHash: string): Promise<void> {
  await db.transaction((tx) => deleteSession(tx, tokenHash))
}

/** Sweep: removes sessions that can no longer be used. */
export async function sweepSessions(db: Db): Promise<void> {
  await db.transaction((tx) => deleteDeadSessions(tx, { expiredBefore: tx.now, idleBefore: tx.now - sessionIdleMs }))
}
