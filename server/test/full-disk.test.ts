import assert from 'node:assert/strict'
import { closeSync, mkdtempSync, openSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import sharp from 'sharp'
import { getAdminHotel } from '../../contract/admin/catalogue.ts'
import { signInStaff } from '../../contract/admin/session.ts'
import { createClient } from '../../contract/client.ts'
import { searchHotels } from '../../contract/guest/hotels.ts'
import { makeQuote } from '../../contract/guest/offers.ts'
import { getMyOrder, listMyOrders, payOrder, placeOrder } from '../../contract/guest/orders.ts'
import { loginGuest } from '../../contract/guest/session.ts'
import { uploadImage } from '../../contract/images.ts'
import { operations } from '../../contract/index.ts'
import { checkInvariants } from '../../proof/check.ts'
import { freePort } from '../../proof/free-port.ts'
import { sandboxClient } from '../../wechat-sandbox/client.ts'
import { startSandbox } from '../../wechat-sandbox/sandbox.ts'
import { newId } from '../kernel/ids.ts'
import { addNights, hotelDay } from '../kernel/stay.ts'
import { as, ask, whole, withToken } from './authorization-calls.ts'
import { isReady, type ServerProcess, startProcess } from './process.ts'
import { type SmallDisk, smallDisk } from './small-disk.ts'
import { overHttp } from './world.ts'

// The server as a process whose data folder lies on a disk of their own, which gets full while it serves.

const diskBytes = 64 * 2 ** 20
const password = 'a lantern by the road'
const hotelId = 'hot_chengdu_huaili'
const king = { roomTypeId: 'rmt_chengdu_huaili_1', ratePlanId: 'rpl_chengdu_huaili_1_flexible' }
const firstNight = addNights(hotelDay(Date.now(), { zone: 'Asia/Shanghai', dayEndsAtMinutes: 360 }), 20)

test('every write is 503, reads go on, and with room again everything goes on by itself', async (t) => {
  using disk = smallDisk(diskBytes)
  if (!disk) return t.skip('no disk may be mounted here')
  await using house = await openHouse(disk)
  const guest = await guestOf(house)
  const [kept, paying] = [await guest.placed(), await guest.placed()]
  await house.restart() // which empties the log of the database, so that the next write needs room
  const badge = await signIn(house.url)
  const sheet = await guest.client.call(payOrder, { params: { id: paying.id }, idempotencyKey: newId('key') })
  const { prepayId } = await house.sandbox.openPaySheet(sheet)

  const code = await house.sandbox.loginCode(guest.userId)

  disk.fill()
  await eventually('a placing is refused', async () => (await guest.place()).status === 503)
  const refused = await Promise.all(Array.from({ length: 20 }, () => guest.place()))
  assert.deepEqual(new Set(refused.map(({ status, code }) => `${status} ${code}`)), new Set(['503 unavailable']))
  await house.sandbox.pay(prepayId, guest.userId)

  const [unavailable, wrong] = [new Set<string>(), [] as string[]]
  for (const operation of operations.filter(({ method, who }) => method !== 'GET' && who !== 'wechat')) {
    const says = sensibly[operation.id] ?? {}
    const sent = whole(operation, { id: kept.id, named: { ...king, hotelId, ...nights(0) }, says })
    const mine = operation.who === 'staff' ? as(badge, sent) : withToken(guest.token, sent)
    const { status, text } = await ask(house.url, operation, mine)
    const isNo = status === 503 || (status >= 400 && status < 500)
    if (status === 503) unavailable.add(operation.id)
    if (!isNo && !writeNothing.has(operation.id)) wrong.push(`${operation.id}: ${status} ${text}`)
  }
  assert.deepEqual(wrong, [])
  for (const id of ['signInStaff', 'createCoupon', 'cancelOrder', 'updateMe', 'putFavourite', 'payOrder']) {
    assert.ok(unavailable.has(id), `${id} is not among ${[...unavailable]}`)
  }
  assert.equal(await upload(house.url, badge), 503)
  assert.equal((await ask(house.url, loginGuest, { body: JSON.stringify({ code }) })).status, 503)

  assert.equal((await guest.client.call(getMyOrder, { params: { id: kept.id } })).status, 'awaiting_payment')
  assert.ok((await guest.client.call(searchHotels, { query: { city: '成都市', ...nights(0) } })).items.length > 0)
  const seen = await ask(house.url, getAdminHotel, as(badge, { params: { id: hotelId } }))
  assert.equal(seen.status, 200)
  assert.ok(await isReady(house.server))

  disk.clear()
  await eventually('a placing is taken', async () => (await guest.place()).status === 201)
  for (const { again } of refused) assert.equal((await again()).status, 201)
  await eventually('the payment is booked', async () => {
    return (await guest.client.call(getMyOrder, { params: { id: paying.id } })).status === 'paid'
  })
  assert.equal(await upload(house.url, badge), 201)
  await house.restart()
  await guest.findsAll()
  await house.holds()
})

test('stopped with the disk full it ends in order; killed, it starts again with room; and nothing was lost', async (t) => {
  using disk = smallDisk(diskBytes)
  if (!disk) return t.skip('no disk may be mounted here')
  await using house = await openHouse(disk)
  const guest = await guestOf(house)
  for (const end of ['stop', Symbol.asyncDispose] as const) {
    await guest.placed()
    await house.restart()
    disk.fill()
    await eventually('a placing is refused', async () => (await guest.place()).status === 503)
    await house.server[end]()
    assert.equal(house.server.stderr(), '')
    disk.clear()
    await house.start()
  }
  await guest.placed()
  await guest.findsAll()
  await house.holds()
})

/** These have nothing to write where the guest has marked no branch, consents to nothing and has not gone to pay. */
const writeNothing = new Set(['makeQuote', 'deleteFavourite', 'giveConsents', 'syncPayment'])

/** What a call must say beyond what its form asks for, to be one that writes. */
const sensibly: Record<string, object> = {
  updateMe: { nickname: '林一舟' },
  editHotel: { phone: '028-12345678' },
  createCoupon: { offFen: 100 },
  signInStaff: { username: 'manager', password },
}

const nights = (index: number) => ({
  checkIn: addNights(firstNight, index),
  checkOut: addNights(firstNight, index + 1),
})

type House = Awaited<ReturnType<typeof openHouse>>

async function openHouse(disk: SmallDisk) {
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-full-'))
  const ports = { http: await freePort(), ops: await freePort() }
  const url = `http://127.0.0.1:${ports.http}`
  const sandboxServer = await startSandbox({ dataDir: folder, productUrl: url, refundDelayMs: 20, retryScale: 0.002 })
  symlinkSync(folder, join(disk.path, 'wechat-sandbox'))
  const env = { YIZHAN_DATA_DIR: disk.path, YIZHAN_LIMITS: 'off', YIZHAN_MANAGER_PASSWORD: password }
  const log = openSync(join(disk.path, 'server.log'), 'a')
  const start = () => startProcess({ env, ports, logTo: log })
  let server: ServerProcess = await start()
  return {
    url,
    sandbox: sandboxClient(sandboxServer.url),
    get server() {
      return server
    },
    async start() {
      server = await start()
    },
    async restart() {
      assert.equal(await server.stop(), 0)
      assert.equal(server.stderr(), '')
      server = await start()
    },
    /** Every truth is kept on the rows and in WeChat's ledger. */
    async holds() {
      const findings = await checkInvariants({ dataDir: disk.path, sandboxUrl: sandboxServer.url })
      assert.deepEqual(
        findings.filter(({ verdict }) => verdict === 'violated'),
        [],
      )
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      await sandboxServer.close()
      closeSync(log)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A guest who remembers which orders they were promised. */
async function guestOf({ sandbox, url }: House) {
  const { userId } = await sandbox.createUser({})
  const code = await sandbox.loginCode(userId, 'mini')
  const { token } = await createClient(overHttp(url)).call(loginGuest, { body: { code } })
  const client = createClient(overHttp(url), () => ({ authorization: `Bearer ${token}` }))
  const promised = new Set<string>()
  let asked = 0

  /** Places an order, each on a night of its own, and tells how to ask for the same again. */
  async function place() {
    const booking = { ...king, ...nights(asked++), rooms: 1, couponId: null }
    const { totalFen, couponId } = await client.call(makeQuote, { body: booking })
    const body = JSON.stringify({
      ...booking,
      couponId,
      guests: [{ name: '林一舟' }],
      contactPhone: '13800001234',
      expectedTotalFen: totalFen,
    })
    const sent = withToken(token, { headers: { 'idempotency-key': newId('key') }, body })
    const again = async () => {
      const answer = await ask(url, placeOrder, sent)
      if (answer.status === 201) promised.add((JSON.parse(answer.text) as { id: string }).id)
      return answer
    }
    return { ...(await again()), again }
  }

  return {
    userId,
    token,
    client,
    place,
    async placed(): Promise<{ id: string }> {
      const { status, text } = await place()
      assert.equal(status, 201, text)
      return JSON.parse(text)
    },
    /** The orders that were promised are there, and no other. */
    async findsAll() {
      const { items } = await client.call(listMyOrders, { query: { limit: 100 } })
      assert.deepEqual(new Set(items.map(({ id }) => id)), promised)
    },
  }
}

async function signIn(url: string): Promise<Record<string, string>> {
  const answer = await fetch(url + signInStaff.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'manager', password }),
  })
  const { csrfToken } = (await answer.json()) as { csrfToken: string }
  return { cookie: answer.headers.getSetCookie()[0]!.split(';')[0]!, 'x-csrf-token': csrfToken }
}

/** Sends a picture; answers the status. */
async function upload(url: string, headers: Record<string, string>): Promise<number> {
  const picture = sharp({ create: { width: 400, height: 300, channels: 3, background: '#8a6b3f' } })
  const body = new FormData()
  body.append('file', new Blob([new Uint8Array(await picture.png().toBuffer())]), 'picture.png')
  const answer = await fetch(url + uploadImage.path, { method: 'POST', headers, body })
  await answer.arrayBuffer()
  return answer.status
}

async function eventually(what: string, condition: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 20_000
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`it did not come about that ${what}`)
    await wait(20)
  }
}
