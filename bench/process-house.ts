import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { serverFlags } from '../bin/server-process.ts'
import { createClient } from '../contract/client.ts'
import { loginGuest } from '../contract/guest/session.ts'
import { freePort } from '../proof/free-port.ts'
import { openSqliteReadOnly } from '../server/adapters/embedded/sqlite/open.ts'
import type { Db } from '../server/database/handle.ts'
import { isReady } from '../server/test/process.ts'
import { overHttp } from '../server/test/world.ts'
import { sandboxClient } from '../wechat-sandbox/client.ts'
import { startSandbox } from '../wechat-sandbox/sandbox.ts'
import type { Watched } from './watch-loop.ts'

export interface ProcessHouse {
  url: string
  port: number
  /** The database, beside the server that writes it. */
  db: Db
  /** From the spawn of the process to a ready answer, filling the database included. */
  readyMs: number
  managerPassword: string
  /** Members who signed in through WeChat: their tokens. */
  guests(count: number): Promise<string[]>
  /** How the server was while that was done. */
  watched<Result>(work: () => Promise<Result>): Promise<Watched & { result: Result }>
  close(): Promise<void>
}

const readyAtMostMs = 600_000
const managerPassword = 'a lantern by the road'

/** The product as it ships in a process of its own, limits off, with the sandbox beside it in this one. */
export async function openProcessHouse(env: Record<string, string>): Promise<ProcessHouse> {
  const dataDir = mkdtempSync(join(tmpdir(), 'yizhan-bench-'))
  const sandbox = await startSandbox({ dataDir: join(dataDir, 'wechat-sandbox') })
  const [port, opsPort] = [await freePort(), await freePort()]
  const started = performance.now()
  const child = start({
    YIZHAN_DATA_DIR: dataDir,
    YIZHAN_PORT: String(port),
    YIZHAN_OPS_PORT: String(opsPort),
    YIZHAN_LIMITS: 'off',
    YIZHAN_MANAGER_PASSWORD: managerPassword,
    ...env,
  })
  await ready(child, opsPort)
  const readyMs = Math.round(performance.now() - started)
  const url = `http://127.0.0.1:${port}`
  const db = openSqliteReadOnly(dataDir)
  return {
    url,
    port,
    db,
    readyMs,
    managerPassword,
    guests: (count) => guestsOf({ url, sandboxUrl: sandbox.url }, count),
    async watched(work) {
      child.send('reset')
      const result = await work()
      const said = once(child, 'message')
      child.send('read')
      return { result, ...((await said)[0] as Watched) }
    },
    async close() {
      await db.close()
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
      await sandbox.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

function start(env: Record<string, string>): ChildProcess {
  const main = join(import.meta.dirname, '../server/main.ts')
  const watching = ['--import', join(import.meta.dirname, 'watch-loop.ts')]
  return spawn(process.execPath, [...serverFlags, ...watching, main], {
    env: { PATH: process.env.PATH, ...env },
    // One line a request is written, as in production, but not to this report.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
}

async function ready(child: ChildProcess, opsPort: number): Promise<void> {
  const deadline = performance.now() + readyAtMostMs
  for (;;) {
    if (await isReady({ opsUrl: `http://127.0.0.1:${opsPort}` })) return
    if (child.exitCode !== null || performance.now() > deadline) throw new Error('the server did not become ready')
    await wait(50)
  }
}

const loginsAtOnce = 8

async function guestsOf({ url, sandboxUrl }: { url: string; sandboxUrl: string }, count: number): Promise<string[]> {
  const sandbox = sandboxClient(sandboxUrl)
  const anyone = createClient(overHttp(url))
  const tokens: string[] = []
  const login = async () => {
    while (tokens.length < count) {
      const { userId } = await sandbox.createUser({})
      const { token } = await anyone.call(loginGuest, { body: { code: await sandbox.loginCode(userId, 'mini') } })
      tokens.push(token)
    }
  }
  await Promise.all(Array.from({ length: loginsAtOnce }, login))
  return tokens.slice(0, count)
}
