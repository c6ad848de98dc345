import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import type { Person } from '../client.ts'
import { isSignedByWechat, newWorld, openNotice, type World } from '../test-world.ts'
import { retryPausesMs } from './schedule.ts'

let world: World
let lin: Person
beforeEach(async () => {
  world = await newWorld()
  lin = await world.client.createUser()
})
afterEach(() => world[Symbol.asyncDispose]())

async function pass(milliseconds: number) {
  world.clock.time += milliseconds
  await world.sandbox.idle()
}

test('a payment is told: signed, sealed, with what a query tells', async () => {
  const { outTradeNo } = await world.paid(lin, { attach: 'a' })
  const [notice, ...more] = world.ear.heard
  assert.equal(more.length, 0)
  const envelope = JSON.parse(notice!.body.toString())
  assert.ok(envelope.id.length <= 36)
  assert.equal(envelope.event_type, 'TRANSACTION.SUCCESS')
  assert.equal(envelope.resource_type, 'encrypt-resource')
  assert.equal(envelope.resource.original_type, 'transaction')
  assert.equal(envelope.resource.nonce.length, 12)
  const path = `/v3/pay/transactions/out-trade-no/${outTradeNo}?mchid=${world.credentials.mchid}`
  assert.deepEqual(openNotice(world, notice!), (await world.pay('GET', path)).json)
  assert.equal((await world.client.notices(outTradeNo))[0]?.outcome, 'accepted')
})

test('a merchant that never accepts hears a notice sixteen times over 24 hours and 4 minutes', async () => {
  world.ear.answer = 500
  const start = world.clock.time
  await world.paid(lin)
  for (const pause of retryPausesMs) {
    await pass(pause - 1)
    const before = world.ear.heard.length
    await pass(1)
    assert.equal(world.ear.heard.length, before + 1)
  }
  await pass(48 * 3_600_000)
  assert.equal(world.ear.heard.length, 16)
  assert.equal(world.ear.heard.at(-1)!.at - start, (24 * 60 + 4) * 60_000)
  const [notice] = await world.client.notices()
  assert.deepEqual([notice?.outcome, notice?.tries, notice?.lastAnswer], ['given_up', 16, '500'])
})

test('each try is signed anew and keeps its id, so a late one is still inside the five minutes', async () => {
  world.ear.answer = 500
  await world.paid(lin)
  await pass(15_000)
  world.ear.answer = 200
  await pass(15_000)
  await pass(3_600_000)
  assert.equal(world.ear.heard.length, 3, '200 ends it')
  const ids = world.ear.heard.map(({ body }) => JSON.parse(body.toString()).id)
  const nonces = world.ear.heard.map(({ headers }) => headers['wechatpay-nonce'])
  const stamps = world.ear.heard.map(({ headers }) => Number(headers['wechatpay-timestamp']))
  assert.equal(new Set(ids).size, 1)
  assert.equal(new Set(nonces).size, 3)
  assert.deepEqual(
    stamps.map((stamp) => stamp - stamps[0]!),
    [0, 15, 30],
  )
  for (const notice of world.ear.heard) openNotice(world, notice)
})

test('an answer outside 200 and 204, and no answer at all, are not acceptance', async () => {
  await world.paid(lin)
  for (const answer of [201, 302, 401, 503, null]) {
    world.ear.answer = answer
    const { outTradeNo } = await world.paid(lin)
    const [notice] = await world.client.notices(outTradeNo)
    assert.equal(notice?.outcome, 'waiting', String(answer))
  }
})

test('the schedule shrinks with the scale', async () => {
  const small = await newWorld({ retryScale: 0.001 })
  try {
    small.ear.answer = 500
    await small.paid(await small.client.createUser())
    small.clock.time += 15
    await small.sandbox.idle()
    assert.equal(small.ear.heard.length, 2)
  } finally {
    await small[Symbol.asyncDispose]()
  }
})

test('a notice can come twice, late, or never', async () => {
  const twice = await world.prepay(lin)
  await world.client.pay(twice.prepayId, lin.userId, { times: 2 })
  await world.sandbox.idle()
  assert.equal(world.ear.heard.length, 2)
  assert.equal(new Set(world.ear.heard.map(({ body }) => JSON.parse(body.toString()).id)).size, 1)

  const late = await world.prepay(lin)
  await world.client.pay(late.prepayId, lin.userId, { delayMs: 60_000 })
  await pass(59_999)
  assert.equal(world.ear.heard.length, 2)
  await pass(1)
  assert.equal(world.ear.heard.length, 3)

  const never = await world.prepay(lin)
  await world.client.pay(never.prepayId, lin.userId, { mode: 'none' })
  await pass(48 * 3_600_000)
  assert.equal(world.ear.heard.length, 3)
  assert.equal((await world.client.notices(never.outTradeNo))[0]?.outcome, 'withheld')
  const path = `/v3/pay/transactions/out-trade-no/${never.outTradeNo}?mchid=${world.credentials.mchid}`
  assert.equal((await world.pay('GET', path)).json.trade_state, 'SUCCESS')
})

test('forged and tampered notices are not signed by WeChat and come once', async () => {
  for (const mode of ['forged', 'tampered'] as const) {
    world.ear.heard.length = 0
    world.ear.answer = 401
    const { prepayId } = await world.prepay(lin)
    await world.client.pay(prepayId, lin.userId, { mode })
    await world.sandbox.idle()
    await pass(3_600_000)
    assert.equal(world.ear.heard.length, 1)
    const { headers, body } = world.ear.heard[0]!
    assert.equal(
      isSignedByWechat(world, (name) => String(headers[name]), body),
      false,
    )
  }
})

test('a replayed notice is WeChat’s own, ten minutes old, beside the true one', async () => {
  const { prepayId } = await world.prepay(lin)
  await world.client.pay(prepayId, lin.userId, { mode: 'replayed' })
  await world.sandbox.idle()
  const ages = world.ear.heard.map((notice) => {
    openNotice(world, notice)
    return world.clock.time / 1_000 - Number(notice.headers['wechatpay-timestamp'])
  })
  assert.deepEqual(
    ages.toSorted((a, b) => a - b),
    [0, 600],
  )
})

test('a slow merchant does not hold up the others', async () => {
  const { createServer } = await import('node:http')
  const silent = createServer(() => undefined)
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const address = silent.address()
  const port = typeof address === 'object' && address ? address.port : 0
  try {
    const slow = await world.prepay(lin, { notify_url: `http://127.0.0.1:${port}/pay` })
    await world.client.pay(slow.prepayId, lin.userId)
    const quick = await world.prepay(lin)
    const start = performance.now()
    await world.client.pay(quick.prepayId, lin.userId)
    while (world.ear.heard.length === 0 && performance.now() - start < 3_000) await new Promise(setImmediate)
    assert.equal(world.ear.heard.length, 1)
  } finally {
    silent.closeAllConnections()
    silent.close()
  }
})
