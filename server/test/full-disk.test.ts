import assert from 'node:assert/strict'
import { closeSync, openSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import sharp from 'sharp'
import { getAdminHotel } from '../../contract/admin/catalogue.ts'
import { searchHotels } from '../../contract/guest/hotels.ts'
import { listMyOrders, placeOrder } from '../../contract/guest/orders.ts'
import { loginGuest } from '../../contract/guest/session.ts'
import { uploadImage } from '../../contract/images.ts'
import { operations } from '../../contract/index.ts'
import { checkInvariants } from '../../proof/check.ts'
import { huaili as hotelId, king } from '../../proof/house/demo.ts'
import { freePort } from '../../proof/house/free-port.ts'
import { openGround } from '../../proof/house/ground.ts'
import { isReady, type ServerProcess, startProcess } from '../../proof/house/start-process.ts'
import { until } from '../../proof/house/until.ts'
import { managerPassword, visit } from '../../proof/house/visit.ts'
import { newId } from '../kernel/ids.ts'
import { addNights, hotelDay } from '../kernel/stay.ts'
import { as, ask, whole, withToken } from './authorization-calls.ts'
import { type SmallDisk, smallDisk } from './small-disk.ts'

// The server as a process whose data folder lies on a disk of their own, which gets full while it serves.

const diskBytes = 64 * 2 ** 20
const firstNight = addNights(hotelDay(Date.now(), { zone: 'Asia/Shanghai', dayEndsAtMinutes: 360 }), 20)

test('every write is 503, reads go on, and with room again everything goes on by itself', async (t) => {
  using disk = smallDisk(diskBytes)
  if (!disk) return t.skip('no disk may be mounted here')
  await using house = await openHouse(disk)
  const guest = await guestOf(house)
  const [kept, paying] = [await guest.placed(), await guest.placed()]
  await house.restart() // which empties the log of the database, so that the next write needs room
  const { badge } = await house.staff()
  const prepayId = await guest.openSheet(paying.id)
  const { userId } = guest.person
  const code = await house.sandbox.loginCode(userId)

  disk.fill()
  await eventually('a placing is refused', async () => (await guest.asks()).status === 503)
  const refused = await Promise.all(Array.from({ length: 20 }, () => guest.asks()))
  assert.deepEqual(new Set(refused.map(({ status, code }) => `${status} ${code}`)), new Set(['503 unavailable']))
  await house.sandbox.pay(prepayId, userId)

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

  assert.equal((await guest.order(kept.id)).status, 'awaiting_payment')
  assert.ok((await guest.client.call(searchHotels, { query: { city: '成都市', ...nights(0) } })).items.length > 0)
  const seen = await ask(house.url, getAdminHotel, as(badge, { params: { id: hotelId } }))
  assert.equal(seen.status, 200)
  assert.ok(await isReady(house.server))

  disk.clear()
  await eventually('a placing is taken', async () => (await guest.asks()).status === 201)
  for (const { again } of refused) assert.equal((await again()).status, 201)
  await eventually('the payment is booked', async () => (await guest.order(paying.id)).status === 'paid')
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
    await eventually('a placing is refused', async () => (await guest.asks()).status === 503)
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
  editSettings: { nightsAhead: 90 },
  createCoupon: { offFen: 100 },
  signInStaff: { username: 'manager', password: managerPassword },
}

const nights = (index: number) => ({
  checkIn: addNights(firstNight, index),
  checkOut: addNights(firstNight, index + 1),
})

type House = Awaited<ReturnType<typeof openHouse>>

async function openHouse(disk: SmallDisk) {
  const ground = await openGround({ name: 'full', wechat: { refundDelayMs: 20, retryScale: 0.002 } })
  symlinkSync(join(ground.dataDir, 'wechat-sandbox'), join(disk.path, 'wechat-sandbox'))
  const env = { ...ground.settings, YIZHAN_DATA_DIR: disk.path, YIZHAN_LIMITS: 'off' }
  const ports = { http: ground.port, ops: await freePort() }
  const log = openSync(join(disk.path, 'server.log'), 'a')
  const start = () => startProcess({ env, ports, logTo: log })
  let server: ServerProcess = await start()
  return {
    ...visit(ground),
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
      const findings = await checkInvariants({ dataDir: disk.path, sandboxUrl: ground.sandboxUrl })
      assert.deepEqual(
        findings.filter(({ verdict }) => verdict === 'violated'),
        [],
      )
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]()
      await ground[Symbol.asyncDispose]()
      closeSync(log)
    },
  }
}

/** A guest who remembers which orders they were promised. */
async function guestOf(house: House) {
  const guest = await house.guest()
  const promised = new Set<string>()
  let asked = 0

  /** Asks for an order, each on a night of its own, and tells how to ask for the same again. */
  async function asks() {
    const body = JSON.stringify(await guest.quote({ ...king, ...nights(asked++) }))
    const sent = withToken(guest.token, { headers: { 'idempotency-key': newId('key') }, body })
    const again = async () => {
      const answer = await ask(house.url, placeOrder, sent)
      if (answer.status === 201) promised.add((JSON.parse(answer.text) as { id: string }).id)
      return answer
    }
    return { ...(await again()), again }
  }

  return {
    ...guest,
    asks,
    async placed(): Promise<{ id: string }> {
      const { status, text } = await asks()
      assert.equal(status, 201, text)
      return JSON.parse(text)
    },
    /** The orders that were promised are there, and no other. */
    async findsAll() {
      const { items } = await guest.client.call(listMyOrders, { query: { limit: 100 } })
      assert.deepEqual(new Set(items.map(({ id }) => id)), promised)
    },
  }
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

function eventually(what: string, condition: () => Promise<boolean>): Promise<void> {
  return until(condition, `it did not come about that ${what}`, { everyMs: 20 })
}
