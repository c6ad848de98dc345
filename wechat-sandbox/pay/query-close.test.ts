import assert from 'node:assert/strict'
import { sign } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Person } from '../client.ts'
import { merchantKey, newWorld, type World } from '../test-world.ts'

let world: World
let lin: Person
before(async () => {
  world = await newWorld()
  lin = await world.client.createUser()
})
after(() => world[Symbol.asyncDispose]())

const byNumber = (no: string) => world.pay('GET', `/v3/pay/transactions/out-trade-no/${no}?mchid=${mchid()}`)
const byId = (id: string) => world.pay('GET', `/v3/pay/transactions/id/${id}?mchid=${mchid()}`)
const close = (no: string, body: object = { mchid: mchid() }) =>
  world.pay('POST', `/v3/pay/transactions/out-trade-no/${no}/close`, body)
const mchid = () => world.credentials.mchid

test('an unpaid trade has no transaction id and no attach', async () => {
  const { outTradeNo } = await world.prepay(lin, { attach: 'a' })
  const { json } = await byNumber(outTradeNo)
  assert.deepEqual(json, {
    appid: world.credentials.mini.appid,
    mchid: mchid(),
    out_trade_no: outTradeNo,
    trade_state: 'NOTPAY',
    trade_state_desc: '订单未支付',
    payer: { openid: lin.openid },
    amount: { total: 10_000, currency: 'CNY' },
  })
})

test('a paid trade tells everything, by either number', async () => {
  const { outTradeNo, transactionId } = await world.paid(lin, { attach: 'a' })
  const { json } = await byNumber(outTradeNo)
  assert.equal(json.trade_state, 'SUCCESS')
  assert.equal(json.transaction_id, transactionId)
  assert.equal(json.trade_type, 'JSAPI')
  assert.equal(json.attach, 'a')
  assert.equal(json.success_time, '2026-11-25T10:00:00+08:00')
  assert.deepEqual(json.amount, { total: 10_000, payer_total: 10_000, currency: 'CNY', payer_currency: 'CNY' })
  assert.deepEqual((await byId(transactionId)).json, json)
})

test('a trade nobody made does not exist', async () => {
  for (const answer of [await byNumber('UNKNOWN-1'), await byId('4200000000'), await close('UNKNOWN-1')]) {
    assert.equal(answer.status, 404)
    assert.equal(answer.json.code, 'ORDER_NOT_EXIST')
  }
})

test('a query for another merchant, or for none, is refused', async () => {
  const { outTradeNo } = await world.prepay(lin)
  const path = `/v3/pay/transactions/out-trade-no/${outTradeNo}`
  assert.equal((await world.pay('GET', `${path}?mchid=1900000001`)).json.code, 'INVALID_REQUEST')
  assert.equal((await world.pay('GET', path)).json.code, 'PARAM_ERROR')
  assert.equal((await close(outTradeNo, { mchid: '1900000001' })).json.code, 'INVALID_REQUEST')
})

test('closing answers 204 with an empty body, again and again, and ends paying', async () => {
  const { outTradeNo, prepayId } = await world.prepay(lin)
  for (let count = 0; count < 2; count += 1) {
    const answer = await close(outTradeNo)
    assert.equal(answer.status, 204)
    assert.equal(answer.raw.length, 0)
    assert.ok(answer.headers.get('wechatpay-signature'))
  }
  await assert.rejects(world.client.pay(prepayId, lin.userId), { code: 'trade_closed' })
  assert.equal((await byNumber(outTradeNo)).json.trade_state, 'CLOSED')
})

test('a paid trade cannot be closed', async () => {
  const { outTradeNo } = await world.paid(lin)
  const answer = await close(outTradeNo)
  assert.equal(answer.status, 400)
  assert.equal(answer.json.code, 'ORDERPAID')
  assert.equal((await byNumber(outTradeNo)).json.trade_state, 'SUCCESS')
})

test('pay and close at once: one wins, and the ledger agrees with the state', async () => {
  for (let round = 0; round < 20; round += 1) {
    const { outTradeNo, prepayId } = await world.prepay(lin)
    const [paid] = await Promise.allSettled([world.client.pay(prepayId, lin.userId), close(outTradeNo)])
    const { trade_state } = (await byNumber(outTradeNo)).json
    const rows = (await world.client.ledger()).filter((row) => row.outTradeNo === outTradeNo)
    assert.equal(trade_state, paid.status === 'fulfilled' ? 'SUCCESS' : 'CLOSED')
    assert.equal(rows.length, paid.status === 'fulfilled' ? 1 : 0)
  }
})

test('the pay sheet opens only for parameters that the merchant signed', async () => {
  const { prepayId, outTradeNo } = await world.prepay(lin)
  const sheet = {
    appId: world.credentials.mini.appid,
    timeStamp: '1764036000',
    nonceStr: 'n0nce',
    package: `prepay_id=${prepayId}`,
  }
  const message = `${sheet.appId}\n${sheet.timeStamp}\n${sheet.nonceStr}\n${sheet.package}\n`
  const key = merchantKey(world.dataDir, world.credentials)
  const paySign = sign('RSA-SHA256', Buffer.from(message), key).toString('base64')
  const opened = await world.client.openPaySheet({ ...sheet, signType: 'RSA', paySign })
  assert.equal(opened.outTradeNo, outTradeNo)
  assert.equal(opened.amountFen, 10_000)
  const changed = { ...sheet, nonceStr: 'other', signType: 'RSA', paySign }
  await assert.rejects(world.client.openPaySheet(changed), { code: 'pay_sign_wrong' })
})
