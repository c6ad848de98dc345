import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Person } from '../client.ts'
import { isSignedByWechat, newWorld, prepayBody, type Spoil, type World } from '../test-world.ts'

const path = '/v3/pay/transactions/jsapi'
let world: World
let lin: Person
before(async () => {
  world = await newWorld()
  lin = await world.client.createUser()
})
after(() => world[Symbol.asyncDispose]())

async function codeOf(body: object, spoil: Spoil = {}) {
  const { status, json } = await world.pay('POST', path, body, spoil)
  return status === 200 ? 'ok' : `${status} ${json.code}`
}

test('a trade gets a prepay id, and the answer is signed', async () => {
  const answer = await world.pay('POST', path, prepayBody(world, lin))
  assert.equal(answer.status, 200)
  assert.match(String(answer.json.prepay_id), /^wx20261125\d{6}[0-9a-f]{18}00$/)
  assert.equal(
    isSignedByWechat(world, (name) => answer.headers.get(name) ?? '', answer.raw),
    true,
  )
  assert.equal(answer.headers.get('wechatpay-signature-type'), 'WECHATPAY2-SHA256-RSA2048')
  assert.ok(answer.headers.get('request-id'))
})

test('a caller that names the public key in Wechatpay-Serial gets an answer signed with it', async () => {
  const serial = world.credentials.platformKeys[1]!.serial
  assert.match(serial, /^PUB_KEY_ID_/)
  const answer = await world.pay('POST', path, prepayBody(world, lin), { headers: { 'Wechatpay-Serial': serial } })
  assert.equal(answer.headers.get('wechatpay-serial'), serial)
  assert.equal(
    isSignedByWechat(world, (name) => answer.headers.get(name) ?? '', answer.raw),
    true,
  )
})

test('a call that is not signed by the merchant is 401 SIGN_ERROR, and that answer is signed too', async () => {
  const body = prepayBody(world, lin)
  const spoils: Spoil[] = [
    { signature: (text) => `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}` },
    { signature: () => '' },
    { serial: '00'.repeat(20) },
    { headers: { Authorization: 'Bearer x' } },
    { headers: { Authorization: '' } },
  ]
  for (const spoil of spoils) assert.equal(await codeOf(body, spoil), '401 SIGN_ERROR', JSON.stringify(spoil))
  const answer = await world.pay('POST', path, body, spoils[0])
  assert.equal(
    isSignedByWechat(world, (name) => answer.headers.get(name) ?? '', answer.raw),
    true,
  )
  assert.equal(await codeOf(body, { mchid: '1900000001' }), '400 MCH_NOT_EXISTS')
  assert.equal(await codeOf(body), 'ok', 'none of them made the trade')
})

test('a timestamp may be five minutes off, not more', async () => {
  const seconds = world.clock.time / 1_000
  const body = prepayBody(world, lin)
  for (const offset of [-300, -299, 299, 300]) assert.equal(await codeOf(body, { timestamp: seconds + offset }), 'ok')
  for (const offset of [-301, 301]) assert.equal(await codeOf(body, { timestamp: seconds + offset }), '401 SIGN_ERROR')
  assert.equal(await codeOf(body, { timestamp: world.clock.time }), '401 SIGN_ERROR', 'milliseconds')
})

test('every parameter has its limits', async () => {
  const { web } = world.credentials
  const wrong: [string, object][] = [
    ['400 PARAM_ERROR', { description: '' }],
    ['400 PARAM_ERROR', { description: '字'.repeat(128) }],
    ['400 PARAM_ERROR', { out_trade_no: 'short' }],
    ['400 PARAM_ERROR', { out_trade_no: 'x'.repeat(33) }],
    ['400 PARAM_ERROR', { out_trade_no: '订单0000001' }],
    ['400 PARAM_ERROR', { notify_url: 'http://127.0.0.1/pay?x=1' }],
    ['400 PARAM_ERROR', { notify_url: `http://127.0.0.1/${'x'.repeat(255)}` }],
    ['400 PARAM_ERROR', { notify_url: undefined }],
    ['400 PARAM_ERROR', { amount: { total: 0, currency: 'CNY' } }],
    ['400 PARAM_ERROR', { amount: { total: 1.5, currency: 'CNY' } }],
    ['400 PARAM_ERROR', { amount: { total: '100', currency: 'CNY' } }],
    ['400 PARAM_ERROR', { amount: { total: 100, currency: 'USD' } }],
    ['400 PARAM_ERROR', { amount: undefined }],
    ['400 PARAM_ERROR', { payer: { openid: 'nobody' } }],
    ['400 PARAM_ERROR', { payer: { openid: lin.openids.web } }],
    ['400 PARAM_ERROR', { attach: 'x'.repeat(129) }],
    ['400 PARAM_ERROR', { time_expire: '2026-11-25 12:00:00' }],
    ['400 PARAM_ERROR', { time_expire: '2027-11-25T12:00:00+08:00' }],
    ['400 PARAM_ERROR', { mchid: undefined }],
    ['400 INVALID_REQUEST', { mchid: '1900000001' }],
    ['400 APPID_MCHID_NOT_MATCH', { appid: 'wx0000000000000000' }],
  ]
  for (const [expected, change] of wrong) {
    assert.equal(await codeOf(prepayBody(world, lin, change)), expected, JSON.stringify(change))
  }
  const open = { appid: web.appid, payer: { openid: lin.openids.web } }
  assert.equal(await codeOf(prepayBody(world, lin, open)), 'ok', 'the official account’s page pays too')
  const { json } = await world.pay('POST', path, prepayBody(world, lin, { description: '' }))
  assert.deepEqual((json.detail as Record<string, unknown>).field, '/description')
})

test('the same number and parameters give another prepay id for one trade; other parameters are refused', async () => {
  const body = prepayBody(world, lin)
  const [first, second] = [await world.pay('POST', path, body), await world.pay('POST', path, body)]
  assert.notEqual(first.json.prepay_id, second.json.prepay_id)
  assert.equal(await codeOf({ ...body, amount: { total: 9_999, currency: 'CNY' } }), '400 INVALID_REQUEST')
  assert.equal(await codeOf({ ...body, time_expire: '2026-11-25T12:00:00+08:00' }), '400 INVALID_REQUEST')
  const asWeb = { appid: world.credentials.web.appid, payer: { openid: lin.openids.web } }
  assert.equal(await codeOf({ ...body, ...asWeb }), '403 OUT_TRADE_NO_USED')
  await world.client.pay(String(first.json.prepay_id), lin.userId)
  await assert.rejects(world.client.pay(String(second.json.prepay_id), lin.userId), { code: 'already_paid' })
  assert.equal(await codeOf(body), '400 ORDERPAID')
})

test('a closed trade takes no prepay', async () => {
  const body = prepayBody(world, lin)
  await world.pay('POST', path, body)
  await world.pay('POST', `/v3/pay/transactions/out-trade-no/${body.out_trade_no}/close`, { mchid: body.mchid })
  assert.equal(await codeOf(body), '400 ORDER_CLOSED')
})

test('time_expire ends paying, is at least a minute away, and does not close the trade', async () => {
  const soon = new Date(world.clock.time + 10_000).toISOString().replace('.000', '')
  const { prepayId, outTradeNo } = await world.prepay(lin, { time_expire: soon })
  const inTime = await world.prepay(lin, { time_expire: soon })
  world.clock.time += 59_000
  assert.equal((await world.client.pay(inTime.prepayId, lin.userId)).outTradeNo, inTime.outTradeNo)
  world.clock.time += 1_000
  await assert.rejects(world.client.pay(prepayId, lin.userId), { code: 'trade_expired', status: 409 })
  const query = `/v3/pay/transactions/out-trade-no/${outTradeNo}?mchid=${world.credentials.mchid}`
  assert.equal((await world.pay('GET', query)).json.trade_state, 'NOTPAY')
})

test('a prepay id is good for two hours, and asking again gives a fresh one', async () => {
  const body = prepayBody(world, lin)
  const { json } = await world.pay('POST', path, body)
  world.clock.time += 7_200_000
  await assert.rejects(world.client.pay(String(json.prepay_id), lin.userId), { code: 'prepay_expired' })
  const fresh = await world.pay('POST', path, body)
  assert.equal((await world.client.pay(String(fresh.json.prepay_id), lin.userId)).outTradeNo, body.out_trade_no)
})

test('only the payer can pay, and refusing the sheet moves no money', async () => {
  const stranger = await world.client.createUser()
  const { prepayId } = await world.prepay(lin)
  const before = (await world.client.ledger()).length
  await assert.rejects(world.client.pay(prepayId, stranger.userId), { code: 'payer_mismatch', status: 403 })
  await assert.rejects(world.client.pay('wx0', lin.userId), { code: 'no_such_prepay', status: 404 })
  assert.equal((await world.client.refusePay(prepayId, lin.userId)).errMsg, 'requestPayment:fail cancel')
  assert.equal((await world.client.refusePay(prepayId, lin.userId, 'not_enough')).errMsg, 'requestPayment:fail')
  assert.equal((await world.client.ledger()).length, before)
})

test('twenty taps on pay at once take the money once', async () => {
  const { prepayId, outTradeNo } = await world.prepay(lin)
  const taps = Array.from({ length: 20 }, () => world.client.pay(prepayId, lin.userId))
  const results = await Promise.allSettled(taps)
  assert.equal(results.filter((each) => each.status === 'fulfilled').length, 1)
  const rows = (await world.client.ledger()).filter((row) => row.outTradeNo === outTradeNo)
  assert.equal(rows.length, 1)
  assert.equal(rows[0]?.amountFen, 10_000)
})
