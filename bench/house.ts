import { type HouseHere, openHere } from '../proof/house/open-here.ts'
import { until } from '../proof/house/until.ts'
import type { Overrides } from '../server/app.ts'
import { bufferedTo } from '../server/http/log-lines.ts'
import { createLog } from '../server/http/logging.ts'
import { newId, newToken, tokenHash } from '../server/kernel/ids.ts'

/** The product as it ships, on a folder of its own, with the sandbox beside it. */
export function openHouse(
  env: Record<string, string>,
  overrides: Pick<Overrides, 'groupAtMost'> = {},
): Promise<HouseHere> {
  // One line a request is written, as in production, but not to this report.
  const log = createLog('info', bufferedTo('/dev/null'))
  return openHere({ name: 'bench', env, overrides: { ...overrides, log } })
}

const restAtMostMs = 120_000

/** Waits until every message has arrived. Answers how many milliseconds that took. */
export async function rest({ app }: HouseHere): Promise<number> {
  const behind = `select (select count(*) from outbox where state = 'ready') + (select count(*) from bus_delivery
    where visible_at <= ?) as count`
  const started = performance.now()
  let left = 0
  const rests = async () => {
    const row = await app.ports.db.prepared(behind).get<{ count: number }>(app.ports.clock.now())
    left = row!.count
    return left === 0
  }
  await until(rests, () => `${left} messages are still on their way`, { withinMs: restAtMostMs })
  return Math.round(performance.now() - started)
}

/** Members with sessions, made as rows: the bench is not about logging in. */
export async function membersWithSessions({ app }: HouseHere, count: number): Promise<string[]> {
  const tokens = Array.from({ length: count }, () => newToken())
  await app.ports.db.transaction(async (tx) => {
    for (const token of tokens) {
      const id = newId('mem')
      await tx
        .prepared(`insert into member (id, nickname, language, state, joined_at) values (?, '', 'zh', 'active', ?)`)
        .run(id, tx.now)
      await tx
        .prepared(
          'insert into guest_session (token_hash, member_id, appid, created_at, seen_at, expires_at) values (?, ?, ?, ?, ?, ?)',
        )
        .run(tokenHash(token), id, app.ports.pay.appidFor('mini'), tx.now, tx.now, tx.now + 86_400_000)
    }
  })
  return tokens
}
