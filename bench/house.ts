import { fork } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, type Overrides, startApp } from '../server/app.ts'
import { readConfig } from '../server/config.ts'
import { bufferedTo } from '../server/http/log-lines.ts'
import { createLog } from '../server/http/logging.ts'
import { newId, newToken, tokenHash } from '../server/kernel/ids.ts'
import { startSandbox } from '../wechat-sandbox/sandbox.ts'
import type { LoadResult } from './load.ts'
import type { ChildWish } from './load-child.ts'

export interface House {
  app: App
  dataDir: string
  port: number
  /** Waits until every message has arrived. Answers how many milliseconds that took. */
  rest(): Promise<number>
  close(): Promise<void>
}

const restAtMostMs = 120_000

/** The product as it ships, on a folder of its own, with the sandbox beside it. */
export async function openHouse(
  env: Record<string, string>,
  overrides: Pick<Overrides, 'groupAtMost'> = {},
): Promise<House> {
  const dataDir = mkdtempSync(join(tmpdir(), 'yizhan-bench-'))
  const sandbox = await startSandbox({ dataDir: join(dataDir, 'wechat-sandbox') })
  const config = readConfig({
    YIZHAN_DATA_DIR: dataDir,
    YIZHAN_PORT: '0',
    YIZHAN_OPS_PORT: '0',
    YIZHAN_MANAGER_PASSWORD: 'a lantern by the road',
    ...env,
  })
  // One line a request is written, as in production, but not to this report.
  const app = await startApp(config, {
    ...overrides,
    log: createLog('info', bufferedTo('/dev/null')),
  })
  return {
    app,
    dataDir,
    port: Number(new URL(app.url).port),
    async rest() {
      const behind = `select (select count(*) from outbox where state = 'ready') + (select count(*) from bus_delivery
        where visible_at <= ?) as count`
      const started = performance.now()
      for (;;) {
        const row = await app.ports.db.prepared(behind).get<{ count: number }>(app.ports.clock.now())
        if (row!.count === 0) return Math.round(performance.now() - started)
        if (performance.now() - started > restAtMostMs) throw new Error(`${row!.count} messages are still on their way`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    async close() {
      await app.close()
      await sandbox.close()
    },
  }
}

/** Members with sessions, made as rows: the bench is not about logging in. */
export async function membersWithSessions({ app }: { app: App }, count: number): Promise<string[]> {
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

/** Runs a load in a process of its own. */
export function loadFromOutside(wish: ChildWish): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'load-child.ts'))
    child.once('message', (result) => resolve(result as LoadResult))
    child.once('error', reject)
    child.send(wish)
  })
}
