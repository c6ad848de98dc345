import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import type { Person } from './client.ts'
import { isSignedByWechat, newWorld, prepayBody, stableToken, type World } from './test-world.ts'

const world: World = await newWorld()
const lin: Person = await world.client.createUser()
const path = '/v3/pay/transactions/jsapi'
beforeEach(() => world.client.clearFaults())
after(() => world[Symbol.asyncDispose]())

const query = (no: unknown) =>
  world.pay('GET', `/v3/pay/transactions/out-trade-no/${no}?mchid=${world.credentials.mchid}`)

test('an error answers at once, does nothing, and wears off after its times', async () => {
  await world.client.addFault({ path, kind: 'error', times: 2 })
  const body = prepayBody(world, lin)
  for (let count = 0; count < 2; count += 1) {
    const answer = await world.pay('POST', path, body)
    assert.deepEqual([answer.status, answer.json.code], [500, 'SYSTEM_ERROR'])
    assert.equal(
      isSignedByWechat(world, (name) => answer.headers.get(name) ?? '', answer.raw),
      true,
    )
  }
  assert.equal((await query(body.out_trade_no)).status, 404)
  assert.equal((await world.pay('POST', path, body)).status, 200)
  assert.deepEqual(await world.client.faults(), [])
})

test('an error can say any of WeChat’s codes, or anything at all', async () => {
  await world.client.addFault({ path, kind: 'error', code: 'FREQUENCY_LIMITED' })
  await world.client.addFault({ path, kind: 'error', status: 502, body: '<html>Bad gateway</html>' })
  const body = prepayBody(world, lin)
  assert.equal((await world.pay('POST', path, body)).status, 429)
  const gateway = await world.pay('POST', path, body)
  assert.deepEqual([gateway.status, gateway.raw.toString()], [502, '<html>Bad gateway</html>'])
  await world.client.addFault({ path: '/cgi-bin/*', kind: 'error', errcode: 45009 })
  assert.equal((await stableToken(world)).errcode, 45009)
  await world.client.addFault({ path: '/cgi-bin/*', kind: 'error' })
  assert.equal((await stableToken(world)).errcode, -1)
})

test('a dropped answer: it is done, but nobody hears so', async () => {
  await world.client.addFault({ path, kind: 'drop-answer' })
  const body = prepayBody(world, lin)
  await assert.rejects(world.pay('POST', path, body), /fetch failed/)
  assert.equal((await query(body.out_trade_no)).json.trade_state, 'NOTPAY')
})

test('a refused connection: it is not done', async () => {
  await world.client.addFault({ path, kind: 'refuse' })
  const body = prepayBody(world, lin)
  await assert.rejects(world.pay('POST', path, body), /fetch failed/)
  assert.equal((await query(body.out_trade_no)).status, 404)
})

test('a late answer is late and right', async () => {
  await world.client.addFault({ path, kind: 'latency', latencyMs: 150 })
  const start = performance.now()
  assert.equal((await world.pay('POST', path, prepayBody(world, lin))).status, 200)
  assert.ok(performance.now() - start >= 145)
})

test('an unsigned or wrongly signed answer is a 200 that nobody should believe', async () => {
  await world.client.addFault({ path, kind: 'unsigned' })
  await world.client.addFault({ path, kind: 'wrong-signature' })
  const unsigned = await world.pay('POST', path, prepayBody(world, lin))
  assert.deepEqual([unsigned.status, unsigned.headers.get('wechatpay-signature')], [200, null])
  const wrong = await world.pay('POST', path, prepayBody(world, lin))
  assert.equal(wrong.status, 200)
  assert.equal(
    isSignedByWechat(world, (name) => wrong.headers.get(name) ?? '', wrong.raw),
    false,
  )
})

test('a fault hits only its path; a star stands for anything', async () => {
  await world.client.addFault({ path: '/v3/refund/*', kind: 'error' })
  assert.equal((await world.pay('POST', path, prepayBody(world, lin))).status, 200)
  assert.equal((await world.pay('GET', '/v3/refund/domestic/refunds/R-1')).status, 500)
})

test('every call is on record with its verdict and the fault that hit it', async () => {
  await world.client.addFault({ path, kind: 'refuse' })
  await world.pay('POST', path, prepayBody(world, lin)).catch(() => undefined)
  await world.pay('POST', path, prepayBody(world, lin, { description: '' }))
  await world.pay('POST', path, prepayBody(world, lin))
  const calls = await world.client.calls(path, 3)
  assert.deepEqual(
    calls.map(({ verdict, status, fault }) => [verdict, status, fault]),
    [
      ['ok', 200, null],
      ['PARAM_ERROR', 400, null],
      ['refused', 0, 'refuse'],
    ],
  )
  assert.match(calls[0]!.body, /"out_trade_no"/)
  assert.match(calls[0]!.answer, /prepay_id/)
})

test('an unknown kind of fault is refused', async () => {
  await assert.rejects(world.client.addFault({ path, kind: 'explode' as 'error' }), { status: 400 })
})
