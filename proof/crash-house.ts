import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signInStaff } from '../contract/admin/session.ts'
import { type Client, createClient } from '../contract/client.ts'
import { loginGuest } from '../contract/guest/session.ts'
import { readClockOffset } from '../server/adapters/embedded/clock/clock.ts'
import { openSqliteReadOnly } from '../server/adapters/embedded/sqlite/open.ts'
import type { SqlValue } from '../server/database/handle.ts'
import { addNights, hotelDay, type Night } from '../server/kernel/stay.ts'
import { managerPassword, overHttp } from '../server/test/world.ts'
import { type Person, type SandboxClient, sandboxClient } from '../wechat-sandbox/client.ts'
import { startSandbox } from '../wechat-sandbox/sandbox.ts'
import type { CrashOrder } from './crash-child.ts'
import { freePort } from './free-port.ts'

export interface CrashHouse extends AsyncDisposable {
  dataDir: string
  sandbox: SandboxClient
  sandboxUrl: string
  guest(): Promise<{ person: Person; client: Client }>
  desk(): Promise<Client>
  day(offset: number): Promise<Night>
  /** Rows of the database, read beside the server or after its death. */
  rows<Row>(sql: string, ...parameters: SqlValue[]): Promise<Row[]>
  /** From now on the server dies at that point. */
  arm(order: CrashOrder): Promise<void>
  /** Resolves when the armed server has killed itself; throws when the point is not reached. */
  died(): Promise<void>
  /** Starts a server on what the dead one left; the dead one's leases have run out. */
  restart(): Promise<void>
  /** Nothing is under way any more. */
  quiet(): Promise<void>
}

const china = { zone: 'Asia/Shanghai', dayEndsAtMinutes: 360 }
const waitAtMostMs = 20_000
/** Longer than any lease, shorter than the time to pay. */
const leasesSeconds = 75
/** In all they stay below the time to pay, so that no order expires while its case is under way. */
const restRoundsAtMost = 20
const lookMs = 900

/** WeChat's stand-in in this process, the server in one of its own that can be killed. */
export async function openCrashHouse(): Promise<CrashHouse> {
  const dataDir = mkdtempSync(join(tmpdir(), 'yizhan-crash-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const sandboxServer = await startSandbox({
    dataDir: join(dataDir, 'wechat-sandbox'),
    productUrl: url,
    refundDelayMs: 20,
    retryScale: 0.002,
  })
  const sandbox = sandboxClient(sandboxServer.url)
  const env = { ...process.env, ...settings(dataDir, port) }
  let server = await startServer(env)
  const rows = async <Row>(sql: string, ...parameters: SqlValue[]): Promise<Row[]> => {
    const db = openSqliteReadOnly(dataDir)
    try {
      return (await db.prepared(sql).all<Row>(...parameters)).map((row) => ({ ...row })) // plain objects compare
    } finally {
      await db.close()
    }
  }
  return {
    dataDir,
    sandbox,
    sandboxUrl: sandboxServer.url,
    rows,
    guest: () => guestOf(sandbox, url),
    desk: () => deskOf(url),
    day: async (offset) => addNights(hotelDay(await productNow(dataDir), china), offset),
    async arm(order) {
      server.send(order)
      await heard(server, 'armed')
    },
    died: () => death(server),
    async restart() {
      server = await startServer(env)
      await sandbox.advanceClock(leasesSeconds)
    },
    quiet: () => quiet({ dataDir, sandbox, rows, told: sandboxServer.idle }),
    async [Symbol.asyncDispose]() {
      const gone = server.exitCode !== null || server.signalCode !== null ? null : once(server, 'exit')
      server.kill('SIGKILL')
      await gone
      await sandboxServer.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

function settings(dataDir: string, port: number): Record<string, string> {
  return {
    YIZHAN_DATA_DIR: dataDir,
    YIZHAN_PORT: String(port),
    YIZHAN_OPS_PORT: '0',
    YIZHAN_LIMITS: 'off',
    YIZHAN_MANAGER_PASSWORD: managerPassword,
    YIZHAN_LOG_LEVEL: 'silent',
  }
}

async function startServer(env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'crash-child.ts'), {
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await heard(child, 'ready')
  return child
}

async function heard(child: ChildProcess, word: string): Promise<void> {
  const signal = AbortSignal.timeout(waitAtMostMs)
  const ended = once(child, 'exit', { signal }).then(() => Promise.reject(new Error(`it ended before it was ${word}`)))
  for (;;) {
    const [said] = await Promise.race([once(child, 'message', { signal }), ended])
    if (said === word) break
  }
  ended.catch(() => {}) // the death that is meant to follow
}

async function death(child: ChildProcess): Promise<void> {
  if (child.signalCode === null && child.exitCode === null) {
    await once(child, 'exit', { signal: AbortSignal.timeout(waitAtMostMs) }).catch((cause: unknown) => {
      throw new Error('the point was never reached', { cause })
    })
  }
  if (child.signalCode !== 'SIGKILL') throw new Error(`it ended by itself: ${child.exitCode ?? child.signalCode}`)
}

async function guestOf(sandbox: SandboxClient, url: string): Promise<{ person: Person; client: Client }> {
  const person = await sandbox.createUser({})
  const code = await sandbox.loginCode(person.userId, 'mini')
  const { token } = await createClient(overHttp(url)).call(loginGuest, { body: { code } })
  return { person, client: createClient(overHttp(url), () => ({ authorization: `Bearer ${token}` })) }
}

async function deskOf(url: string): Promise<Client> {
  const answer = await fetch(url + signInStaff.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'manager', password: managerPassword }),
  })
  if (!answer.ok) throw new Error(`sign-in answered ${answer.status}`)
  const { csrfToken } = (await answer.json()) as { csrfToken: string }
  const cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!
  return createClient(overHttp(url), () => ({ cookie, 'x-csrf-token': csrfToken }))
}

async function productNow(dataDir: string): Promise<number> {
  const db = openSqliteReadOnly(dataDir)
  try {
    return Date.now() + (await readClockOffset(db))
  } finally {
    await db.close()
  }
}

interface Resting extends Pick<CrashHouse, 'dataDir' | 'sandbox' | 'rows'> {
  /** WeChat has told what it had to tell by now. */
  told(): Promise<void>
}

/** Leases and retries fall due by moving the clock, a few times at most. */
async function quiet({ dataDir, sandbox, rows, told }: Resting): Promise<void> {
  for (let round = 0; round < restRoundsAtMost; round += 1) {
    await sandbox.advanceClock(leasesSeconds)
    await told()
    const deadline = performance.now() + lookMs
    while (performance.now() < deadline) {
      if ((await underWay(await productNow(dataDir), rows)) === 0) return
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  throw new Error('the house did not come to rest')
}

async function underWay(now: number, rows: CrashHouse['rows']): Promise<number> {
  const soon = now + leasesSeconds * 1_000
  const [row] = await rows<{ count: number }>(
    `select (select count(*) from outbox where state = 'ready' and due_at <= ?1) + (select count(*) from parked)
      + (select count(*) from errand where state = 'open' and due_at <= ?1) + (select count(*) from bus_half)
      + (select count(*) from bus_delivery where visible_at <= ?1) + (select count(*) from orders where status in
        ('cancelling', 'expiring', 'refunding')) as count`,
    soon,
  )
  return row!.count
}
