import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { type Client, createClient } from '../contract/client.ts'
import { loginGuest } from '../contract/guest/session.ts'
import { readClockOffset } from '../server/adapters/embedded/clock/clock.ts'
import { openSqliteReadOnly } from '../server/adapters/embedded/sqlite/open.ts'
import { startApp } from '../server/app.ts'
import { type Config, readConfig } from '../server/config.ts'
import type { Db } from '../server/database/handle.ts'
import { addNights, hotelDay, type Night } from '../server/kernel/stay.ts'
import { overHttp } from '../server/test/world.ts'
import { type Person, type SandboxClient, sandboxClient } from '../wechat-sandbox/client.ts'
import { startSandbox } from '../wechat-sandbox/sandbox.ts'
import { freePort } from './free-port.ts'

export interface StormHouse {
  dataDir: string
  /** The database, beside the server that writes it. */
  db: Db
  sandbox: SandboxClient
  sandboxUrl: string
  anyone: Client
  guest(): Promise<StormGuest>
  guests(count: number): Promise<StormGuest[]>
  day(offset: number): Promise<Night>
  /** Waits, at most two minutes, until nothing is under way any more. */
  quiet(): Promise<void>
  close(): Promise<void>
}

export interface StormGuest {
  person: Person
  client: Client
}

/** Where a product in sandbox mode is running. */
export interface Running {
  url: string
  sandboxUrl: string
  dataDir: string
}

const china = { zone: 'Asia/Shanghai', dayEndsAtMinutes: 360 }
const quietAtMostMs = 120_000
/** A delivery under way is visible again by then. */
const leaseMs = 30_000

/** The product as it ships, limits off, on a folder of its own, with a WeChat of its own. */
export async function openStormHouse(): Promise<StormHouse> {
  const dataDir = mkdtempSync(join(tmpdir(), 'yizhan-storm-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const sandbox = await startSandbox({
    dataDir: join(dataDir, 'wechat-sandbox'),
    productUrl: url,
    refundDelayMs: 100,
    retryScale: 0.01,
  })
  const app = await startApp(ownConfig(dataDir, port), { log: pino({ level: 'silent' }) })
  const house = visitHouse({ url, sandboxUrl: sandbox.url, dataDir })
  return {
    ...house,
    async close() {
      await house.close()
      await app.close()
      await sandbox.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

function ownConfig(dataDir: string, port: number): Config {
  const config = readConfig({
    YIZHAN_DATA_DIR: dataDir,
    YIZHAN_PORT: String(port),
    YIZHAN_LIMITS: 'off',
    YIZHAN_MANAGER_PASSWORD: 'a lantern by the road',
  })
  return { ...config, opsPort: 0 }
}

/** A product that somebody else has started and will stop. */
export function visitHouse({ url, sandboxUrl, dataDir }: Running): StormHouse {
  const sandbox = sandboxClient(sandboxUrl)
  const db = openSqliteReadOnly(dataDir)
  const anyone = createClient(overHttp(url))
  const guest = async (): Promise<StormGuest> => {
    const person = await sandbox.createUser({})
    const code = await sandbox.loginCode(person.userId, 'mini')
    const { token } = await anyone.call(loginGuest, { body: { code } })
    return { person, client: createClient(overHttp(url), () => ({ authorization: `Bearer ${token}` })) }
  }
  const now = async () => Date.now() + (await readClockOffset(db))
  return {
    dataDir,
    db,
    sandbox,
    sandboxUrl,
    anyone,
    guest,
    guests: (count) => Promise.all(Array.from({ length: count }, guest)),
    day: async (offset) => addNights(hotelDay(await now(), china), offset),
    quiet: () => quiet(db, now),
    close: () => db.close(),
  }
}

async function quiet(db: Db, now: () => Promise<number>): Promise<void> {
  const deadline = performance.now() + quietAtMostMs
  while (performance.now() < deadline) {
    const at = await now()
    const row = await db
      .prepared(
        `select (select count(*) from outbox where state = 'ready' and due_at <= ?2)
         + (select count(*) from parked where state = 'parked')
         + (select count(*) from errand where state = 'open' and due_at <= ?1)
         + (select count(*) from bus_delivery where visible_at <= ?2)
         + (select count(*) from refund where state in ('asked', 'processing'))
         + (select count(*) from orders where status in ('cancelling', 'expiring', 'refunding')) as waiting`,
      )
      .get<{ waiting: number }>(at, at + leaseMs)
    if (row?.waiting === 0) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('the house did not come to rest within two minutes')
}
