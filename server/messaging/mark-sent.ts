import type { Tx } from '../database/handle.ts'
import { inList } from '../database/in-list.ts'

/** The net looks at a sent event for the first time so long after it was due. */
const netAfterMs = 5 * 60_000
const netAtMostEveryMs = 3_600_000

/**
 * The bus has these events. `try_at` is now when the net looks whether they arrived: five minutes after they are due,
 * and for those that were lost before, after as long again as they have been missing, an hour at most.
 */
export async function markSent(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const { marks, values } = inList(ids)
  const { now } = tx
  await tx
    .prepared(
      `update outbox set state = 'sent', attempts = 0, try_at = case
         when due_at > ? then due_at + ${netAfterMs}
         when due_at > ? then ? + ${netAfterMs}
         when due_at < ? then ? + ${netAtMostEveryMs}
         else ? + ? - due_at end
       where id in (${marks}) and state = 'ready'`,
    )
    .run(now, now - netAfterMs, now, now - netAtMostEveryMs, now, now, now, ...values)
}
