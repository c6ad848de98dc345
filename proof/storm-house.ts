import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { type Client, createClient } from '../contract/client.ts'
import { loginGuest } from '../contract/guest/session.ts'
import { type App, startApp } from '../server/app.ts'
import { readConfig } from '../server/config.ts'
import { addNights, hotelDay, type Night } from '../server/kernel/stay.ts'
import { type Person, type SandboxClient, sandboxClient } from '../wechat-sandbox/client.ts'
import { startSandbox } from '../wechat-sandbox/sandbox.ts'

export interface StormHouse {
  app: App
  dataDir: string
  sandbox: SandboxClient
  sandboxUrl: string
  guest(): Promise<StormGuest>
  guests(count: number): Promise<StormGuest[]>
  day(offset: number): Night
  /** Waits, at most a minute, until nothing is under way any more. */
  quiet(): Promise<void>
  close(): Promise<void>
}

export interface StormGuest {
  person: Person
  client: Client
}

const port = 18_188

/** The product as it ships, limits off, on a folder of its own, with a WeChat of its own. */
export async function openStormHouse(): Promise<StormHouse> {
  const dataDir = mkdtempSync(join(tmpdir(), 'yizhan-storm-'))
  const url = `http://127.0.0.1:${port}`
  const sandboxServer = await startSandbox({
    dataDir: join(dataDir, 'wechat-sandbox'),
    productUrl: url,
    refundDelayMs: 100,
    retryScale: 0.01,
  })
  const sandbox = sandboxClient(sandboxServer.url)
  const config = readConfig({
    YIZHAN_DATA_DIR: dataDir,
    YIZHAN_PORT: String(port),
    YIZHAN_OPS_PORT: '0',
    YIZHAN_LIMITS: 'off',
    YIZHAN_MANAGER_PASSWORD: 'a lantern by the road',
  })
  const app = await startApp(config, { log: pino({ level: 'silent' }) })
  const transport: Parameters<typeof createClient>[0] = async ({ method, url: path, headers, body }) => {
    const answer = await fetch(url + path, { method, headers, ...(body === undefined ? {} : { body }) })
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() }
  }
  const guest = async (): Promise<StormGuest> => {
    const person = await sandbox.createUser({})
    const code = await sandbox.loginCode(person.userId, 'mini')
    const { token } = await createClient(transport).call(loginGuest, { body: { code } })
    return { person, client: createClient(transport, () => ({ authorization: `Bearer ${token}` })) }
  }
  return {
    app,
    dataDir,
    sandbox,
    sandboxUrl: sandboxServer.url,
    guest,
    guests: (count) => Promise.all(Array.from({ length: count }, guest)),
    day: (offset) =>
      addNights(hotelDay(app.ports.clock.now(), { zone: 'Asia/Shanghai', dayEndsAtMinutes: 360 }), offset),
    quiet: () => quiet(app),
    async close() {
      await app.close()
      await sandboxServer.close()
    },
  }
}

async function quiet(app: App): Promise<void> {
  const deadline = performance.now() + 60_000
  while (performance.now() < deadline) {
    const row = await app.ports.db
      .prepared(
        `select (select count(*) from outbox where state = 'ready') + (select count(*) from parked where state = 'parked')
         + (select count(*) from errand where state = 'open')
         + (select count(*) from bus_delivery where visible_at <= ?) as waiting`,
      )
      .get<{ waiting: number }>(app.ports.clock.now() + 30_000)
    if (row?.waiting === 0) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('the house did not come to rest within a minute')
}
