import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { signInStaff } from '../../contract/admin/session.ts'
import { type Client, createClient } from '../../contract/client.ts'
import { makeQuote } from '../../contract/guest/offers.ts'
import { type GuestOrder, getMyOrder, payOrder, placeOrder } from '../../contract/guest/orders.ts'
import { loginGuest } from '../../contract/guest/session.ts'
import type { NoticeTemplate } from '../../contract/notice-templates.ts'
import { freePort } from '../../proof/free-port.ts'
import { type Person, type SandboxClient, sandboxClient } from '../../wechat-sandbox/client.ts'
import { startSandbox } from '../../wechat-sandbox/sandbox.ts'
import { type App, type Overrides, startApp } from '../app.ts'
import { type Config, readConfig } from '../config.ts'
import { newId } from '../kernel/ids.ts'
import { addNights, hotelDay, type Night } from '../kernel/stay.ts'

export const managerPassword = 'a lantern by the road'
const china = { zone: 'Asia/Shanghai', dayEndsAtMinutes: 360 }

export interface World extends AsyncDisposable {
  app: App
  config: Config
  sandbox: SandboxClient
  sandboxUrl: string
  /** Hotel day of the demonstration chain, moved by so many days. */
  day(offset: number): Night
  guest(person?: { phone?: string }): Promise<Guest>
  staff(username?: string, password?: string): Promise<StaffMember>
  anyone: Client
  /** Everything that is due happens: WeChat's notices and refunds, messages, errands, sweeps. */
  settle(): Promise<void>
  /** The product's and WeChat's time moves on; then everything due happens. */
  pass(seconds: number): Promise<void>
  /** Settles again and again until that is so, as when WeChat tries again later; throws after ten seconds. */
  until(condition: () => Promise<boolean>): Promise<void>
  /** Stops the process and starts another on the same data. */
  restart(): Promise<void>
}

export interface Booking {
  roomTypeId: string
  ratePlanId: string
  checkIn: Night
  checkOut: Night
  rooms?: number
  couponId?: string | null
  consents?: NoticeTemplate[]
  idempotencyKey?: string
}

/** A person with a phone: their WeChat, and the product's API as they call it. */
export interface Guest {
  person: Person
  member: { id: string; isNew: boolean }
  client: Client
  token: string
  /** Quotes and books at the quoted total, guests named after the person. */
  book(booking: Booking): Promise<GuestOrder>
  /** Opens the pay sheet and pays. */
  pay(orderId: string, notify?: Parameters<SandboxClient['pay']>[2]): Promise<void>
  order(orderId: string): Promise<GuestOrder>
}

export interface StaffMember {
  client: Client
  csrfToken: string
  cookie: string
}

/** A whole house on this machine: the sandbox, the product and its database, nothing replaced but the clock's hands. */
export async function newWorld(options: { env?: Record<string, string>; overrides?: Overrides } = {}): Promise<World> {
  const dataDir = mkdtempSync(join(tmpdir(), 'yizhan-world-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const sandboxServer = await startSandbox({
    dataDir: join(dataDir, 'wechat-sandbox'),
    productUrl: url,
    refundDelayMs: 20,
    retryScale: 0.002,
  })
  const sandbox = sandboxClient(sandboxServer.url)
  const config = readConfig({
    YIZHAN_DATA_DIR: dataDir,
    YIZHAN_PORT: String(port),
    YIZHAN_OPS_PORT: '0',
    YIZHAN_PUBLIC_URL: url,
    YIZHAN_MANAGER_PASSWORD: managerPassword,
    ...options.env,
  })
  const start = () =>
    startApp(
      { ...config, opsPort: 0 },
      { moving: false, synchronous: 'OFF', log: pino({ level: 'silent' }), ...options.overrides },
    )
  let app = await start()

  const clientWith = (headers: () => Record<string, string>) => createClient(overHttp(url), headers)
  const settle = async () => {
    for (let round = 0; round < 4; round += 1) {
      await sandboxServer.idle()
      await app.settle()
    }
  }

  return {
    get app() {
      return app
    },
    config,
    sandbox,
    sandboxUrl: sandboxServer.url,
    anyone: clientWith(() => ({})),
    day: (offset) => addNights(hotelDay(app.ports.clock.now(), china), offset),
    settle,
    async pass(seconds) {
      await sandbox.advanceClock(seconds)
      await settle()
    },
    async guest(wish = {}) {
      const person = await sandbox.createUser(wish)
      return guestOf(person, { sandbox, clientWith })
    },
    staff: (username = 'manager', password = managerPassword) => staffOf({ username, password }, { url, clientWith }),
    async until(condition) {
      const deadline = performance.now() + 10_000
      while (!(await condition())) {
        if (performance.now() > deadline) throw new Error('it did not come about within ten seconds')
        await settle()
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    async restart() {
      await app.close()
      app = await start()
    },
    async [Symbol.asyncDispose]() {
      await app.close()
      await sandboxServer.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

interface Reach {
  sandbox: SandboxClient
  clientWith(headers: () => Record<string, string>): Client
}

async function guestOf(person: Person, { sandbox, clientWith }: Reach): Promise<Guest> {
  const code = await sandbox.loginCode(person.userId, 'mini')
  const { token, member } = await clientWith(() => ({})).call(loginGuest, { body: { code } })
  const client = clientWith(() => ({ authorization: `Bearer ${token}` }))
  return {
    person,
    member,
    client,
    token,
    async book({ consents, idempotencyKey, couponId = null, rooms = 1, ...booking }) {
      const quote = await client.call(makeQuote, { body: { ...booking, rooms, couponId } })
      if (consents) await sandbox.consent(person.userId, consents, 'accept')
      return client.call(placeOrder, {
        idempotencyKey: idempotencyKey ?? newId('key'),
        body: {
          ...booking,
          rooms,
          guests: [{ name: '林一舟' }],
          contactPhone: '13800001234',
          couponId: quote.couponId,
          expectedTotalFen: quote.totalFen,
          ...(consents ? { consents } : {}),
        },
      })
    },
    async pay(orderId, notify) {
      const parameters = await client.call(payOrder, { params: { id: orderId }, idempotencyKey: newId('key') })
      const { prepayId } = await sandbox.openPaySheet(parameters)
      await sandbox.pay(prepayId, person.userId, notify)
    },
    order: (orderId) => client.call(getMyOrder, { params: { id: orderId } }),
  }
}

async function staffOf(
  credentials: { username: string; password: string },
  { url, clientWith }: { url: string; clientWith: Reach['clientWith'] },
): Promise<StaffMember> {
  const answer = await fetch(`${url}${signInStaff.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(credentials),
  })
  const body = (await answer.json()) as { csrfToken: string }
  if (!answer.ok) throw new Error(`sign-in answered ${answer.status}`)
  const cookie = answer.headers.getSetCookie()[0]!.split(';')[0]!
  return { cookie, csrfToken: body.csrfToken, client: clientWith(() => ({ cookie, 'x-csrf-token': body.csrfToken })) }
}

/** Real sockets: what a client sends is what the server gets. */
export function overHttp(url: string) {
  return async (request: {
    method: string
    url: string
    headers: Record<string, string>
    body: string | undefined
  }) => {
    const { method, headers, body } = request
    const answer = await fetch(url + request.url, { method, headers, ...(body === undefined ? {} : { body }) })
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() }
  }
}
