import type { SqlValue, Tx } from '../database/handle.ts'
import { inList } from '../database/in-list.ts'

/** The net looks at a sent event for the first time so long after it was due. */
const netAfterMs = 5 * 60_000
const netAtMostEveryMs = 3_600_000

/**
 * The bus has these events. `try_at` is now when the net looks whether they arrived: five minutes after they are due,
 * and for those that were lost before, after as long again as they have been missing, an hour at most. `coalesce`
 * keeps SQLite from walking through all rows that are ready instead of these.
 */
export async function markSent(
  tx: Tx,
  events: { seqs: readonly number[] } | { ids: readonly string[] },
): Promise<void> {
  const [column, named]: [string, readonly SqlValue[]] = 'seqs' in events ? ['seq', events.seqs] : ['id', events.ids]
  if (named.length === 0) return
  const { marks, values } = inList(named)
  const { now } = tx
  await tx
    .prepared(
      `update outbox set state = 'sent', attempts = 0, try_at = case
         when due_at > ? then due_at + ${netAfterMs}
         when due_at > ? then ? + ${netAfterMs}
         when due_at < ? then ? + ${netAtMostEveryMs}
         else ? + ? - due_at end
       where ${column} in (${marks}) and coalesce(state, '') = 'ready'`,
    )
    .run(now, now - netAfterMs, now, now - netAtMostEveryMs, now, now, now, ...values)
}
