import { insertedOnce } from '../../database/dialect.ts'
import { type Handle, over, type Tx } from '../../database/handle.ts'
import type { Instant } from '../../kernel/stay.ts'
import type { StaffTables } from './tables.ts'

/**
 * Five failures from one address lock that address out of the account, longer each time. The account itself locks
 * only after many failures from anywhere, so that a stranger cannot keep its owner out with a handful of tries.
 */
const limits = {
  pair: { free: 5, firstMs: 60_000, mostMs: 3_600_000 },
  account: { free: 100, firstMs: 60_000, mostMs: 900_000 },
} as const
const forgottenAfterMs = 24 * 3_600_000

type Kind = keyof typeof limits

export interface Attempt {
  username: string
  address: string
}

/** Until when this attempt is refused unread, or null. */
export async function lockedUntil(handle: Handle, attempt: Attempt, now: Instant): Promise<Instant | null> {
  const rows = await over<StaffTables>(handle)
    .selectFrom('staff_failure')
    .select('locked_until')
    .where('failure_key', 'in', [keyOf('pair', attempt), keyOf('account', attempt)])
    .where('locked_until', '>', now)
    .execute()
  return rows.length > 0 ? Math.max(...rows.map((row) => row.locked_until)) : null
}

export async function countFailure(tx: Tx, attempt: Attempt): Promise<void> {
  for (const kind of ['pair', 'account'] as const) {
    const failure_key = keyOf(kind, attempt)
    await insertedOnce(
      over<StaffTables>(tx)
        .insertInto('staff_failure')
        .values({ failure_key, failures: 0, locked_until: 0, last_at: tx.now }),
    )
    const row = await over<StaffTables>(tx)
      .selectFrom('staff_failure')
      .selectAll()
      .where('failure_key', '=', failure_key)
      .executeTakeFirstOrThrow()
    const failures = row.last_at + forgottenAfterMs < tx.now ? 1 : row.failures + 1
    await over<StaffTables>(tx)
      .updateTable('staff_failure')
      .set({ failures, locked_until: tx.now + lockMs(kind, failures), last_at: tx.now })
      .where('failure_key', '=', failure_key)
      .execute()
  }
}

export async function forgetFailures(tx: Tx, attempt: Attempt): Promise<void> {
  await over<StaffTables>(tx)
    .deleteFrom('staff_failure')
    .where('failure_key', 'in', [keyOf('pair', attempt), keyOf('account', attempt)])
    .execute()
}

function lockMs(kind: Kind, failures: number): number {
  const { free, firstMs, mostMs } = limits[kind]
  return failures < free ? 0 : Math.min(mostMs, firstMs * 2 ** Math.min(10, failures - free))
}

function keyOf(kind: Kind, { username, address }: Attempt): string {
  return kind === 'pair' ? `pair:${username} ${address}` : `account:${username}`
}
