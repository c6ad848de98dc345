import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Person } from '../client.ts'
import { newWorld, openNotice, type World } from '../test-world.ts'

const path = '/v3/refund/domestic/refunds'
let world: World
let lin: Person
before(async () => {
  world = await newWorld({ refundDelayMs: 2_000 })
  lin = await world.client.createUser()
})
after(() => world[Symbol.asyncDispose]())

let refundNumber = 0

function refundBody(outTradeNo: string, wish: { refund?: number; total?: number } & Record<string, unknown> = {}) {
  const { refund = 10_000, total = 10_000, ...rest } = wish
  refundNumber += 1
  return {
    out_trade_no: outTradeNo,
    out_refund_no: `REFUND-${refundNumber}`,
    reason: '客人取消',
    notify_url: `${world.ear.url}/refund`,
    amount: { refund, total, currency: 'CNY' },
    ...rest,
  }
}

const ask = (body: object) => world.pay('POST', path, body)
const query = (outRefundNo: string) => world.pay('GET', `${path}/${outRefundNo}`)

async function codeOf(body: object) {
  const { status, json } = await ask(body)
  return status === 200 ? 'ok' : `${status} ${json.code}`
}

async function pass(milliseconds: number) {
  world.clock.time += milliseconds
  await world.sandbox.idle()
}

test('a refund is accepted first and done later, told by a notice', async () => {
  const { outTradeNo, transactionId } = await world.paid(lin)
  const body = refundBody(outTradeNo)
  const { json } = await ask(body)
  assert.equal(json.status, 'PROCESSING')
  assert.equal(json.transaction_id, transactionId)
  assert.equal('success_time' in json, false)
  await pass(1_999)
  assert.equal((await query(body.out_refund_no)).json.status, 'PROCESSING')
  world.ear.heard.length = 0
  await pass(1)
  const done = (await query(body.out_refund_no)).json
  assert.equal(done.status, 'SUCCESS')
  assert.ok(done.success_time)
  const [notice] = world.ear.heard
  assert.equal(JSON.parse(notice!.body.toString()).event_type, 'REFUND.SUCCESS')
  assert.deepEqual(openNotice(world, notice!), {
    mchid: world.credentials.mchid,
    transaction_id: transactionId,
    out_trade_no: outTradeNo,
    refund_id: json.refund_id,
    out_refund_no: body.out_refund_no,
    refund_status: 'SUCCESS',
    success_time: done.success_time,
    user_received_account: '支付用户零钱',
    amount: { total: 10_000, refund: 10_000, payer_total: 10_000, payer_refund: 10_000 },
  })
  const trade = await world.pay('GET', `/v3/pay/transactions/id/${transactionId}?mchid=${world.credentials.mchid}`)
  assert.equal(trade.json.trade_state, 'REFUND')
  const kinds = (await world.client.ledger()).filter((row) => row.outTradeNo === outTradeNo).map((row) => row.kind)
  assert.deepEqual(kinds, ['payment', 'refund_accepted', 'refund_settled'])
})

test('the same number refunds once, however often it is asked; other parameters are refused', async () => {
  const { outTradeNo } = await world.paid(lin)
  const body = refundBody(outTradeNo, { refund: 4_000 })
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask(body)))
  assert.equal(new Set(answers.map(({ json }) => json.refund_id)).size, 1)
  assert.equal(await codeOf({ ...body, amount: { ...body.amount, refund: 4_001 } }), '400 INVALID_REQUEST')
  const other = await world.paid(lin)
  assert.equal(await codeOf({ ...body, out_trade_no: other.outTradeNo }), '400 INVALID_REQUEST')
  const rows = (await world.client.ledger()).filter((row) => row.outRefundNo === body.out_refund_no)
  assert.equal(rows.length, 1)
})

test('refunds never exceed the payment; a closed one gives its sum back', async () => {
  const { outTradeNo } = await world.paid(lin)
  assert.equal(await codeOf(refundBody(outTradeNo, { refund: 10_001 })), '400 INVALID_REQUEST')
  await world.client.addFault({ path, kind: 'outcome', outcome: 'CLOSED' })
  const closed = refundBody(outTradeNo, { refund: 6_000 })
  await ask(closed)
  await pass(60_000)
  assert.equal((await query(closed.out_refund_no)).json.status, 'CLOSED')
  assert.equal(await codeOf(refundBody(outTradeNo, { refund: 6_000 })), 'ok')
  await pass(60_000)
  assert.equal(await codeOf(refundBody(outTradeNo, { refund: 4_001 })), '400 INVALID_REQUEST')
  assert.equal(await codeOf(refundBody(outTradeNo, { refund: 4_000 })), 'ok')
})

test('fifty partial refunds, a minute apart', async () => {
  const { outTradeNo } = await world.paid(lin)
  assert.equal(await codeOf(refundBody(outTradeNo, { refund: 100 })), 'ok')
  world.clock.time += 59_000
  assert.equal(await codeOf(refundBody(outTradeNo, { refund: 100 })), '429 FREQUENCY_LIMITED')
  for (let count = 1; count < 50; count += 1) {
    world.clock.time += 60_000
    assert.equal(await codeOf(refundBody(outTradeNo, { refund: 100 })), 'ok')
  }
  world.clock.time += 60_000
  assert.equal(await codeOf(refundBody(outTradeNo, { refund: 100 })), '400 INVALID_REQUEST')
})

test('an abnormal refund is told, and can be paid out another way', async () => {
  const { outTradeNo } = await world.paid(lin)
  await world.client.addFault({ path, kind: 'outcome', outcome: 'ABNORMAL' })
  const body = refundBody(outTradeNo)
  const { json } = await ask(body)
  const again = `${path}/${json.refund_id}/apply-abnormal-refund`
  const wish = { out_refund_no: body.out_refund_no, type: 'MERCHANT_BANK_CARD' }
  assert.equal((await world.pay('POST', again, wish)).json.code, 'INVALID_REQUEST', 'it is not abnormal yet')
  world.ear.heard.length = 0
  await pass(2_000)
  assert.equal(openNotice(world, world.ear.heard[0]!).refund_status, 'ABNORMAL')
  assert.equal((await world.pay('POST', again, { ...wish, type: 'CASH' })).json.code, 'PARAM_ERROR')
  assert.equal((await world.pay('POST', again, { ...wish, type: 'USER_BANK_CARD' })).json.code, 'PARAM_ERROR')
  assert.equal((await world.pay('POST', again, { ...wish, out_refund_no: 'x' })).json.code, 'RESOURCE_NOT_EXISTS')
  assert.equal((await world.pay('POST', again, wish)).json.status, 'PROCESSING')
  await pass(2_000)
  assert.equal((await query(body.out_refund_no)).json.status, 'SUCCESS')
  const kinds = (await world.client.ledger()).filter((row) => row.outTradeNo === outTradeNo).map((row) => row.kind)
  assert.deepEqual(kinds, ['payment', 'refund_accepted', 'refund_abnormal', 'refund_settled'])
})

test('a refund can be kept waiting and ended by hand', async () => {
  const { outTradeNo } = await world.paid(lin)
  await world.client.addFault({ path, kind: 'outcome', outcome: 'PROCESSING' })
  const body = refundBody(outTradeNo)
  await ask(body)
  await pass(3 * 86_400_000)
  assert.equal((await query(body.out_refund_no)).json.status, 'PROCESSING')
  await world.client.settleRefund(body.out_refund_no, 'SUCCESS')
  assert.equal((await query(body.out_refund_no)).json.status, 'SUCCESS')
  await assert.rejects(world.client.settleRefund(body.out_refund_no, 'CLOSED'), { code: 'refund_ended' })
})

test('what cannot be refunded is refused', async () => {
  const open = await world.prepay(lin)
  const { outTradeNo, transactionId } = await world.paid(lin)
  const wrong: [string, object][] = [
    ['400 INVALID_REQUEST', refundBody(open.outTradeNo)],
    ['404 RESOURCE_NOT_EXISTS', refundBody('UNKNOWN-1')],
    ['404 RESOURCE_NOT_EXISTS', refundBody(open.outTradeNo, { transaction_id: transactionId })],
    ['400 PARAM_ERROR', refundBody(outTradeNo, { out_trade_no: undefined })],
    ['400 INVALID_REQUEST', refundBody(outTradeNo, { total: 9_999, refund: 100 })],
    ['400 PARAM_ERROR', refundBody(outTradeNo, { refund: 0 })],
    ['400 PARAM_ERROR', refundBody(outTradeNo, { amount: { refund: 1, total: 10_000 } })],
    ['400 PARAM_ERROR', refundBody(outTradeNo, { out_refund_no: 'x'.repeat(65) })],
    ['400 PARAM_ERROR', refundBody(outTradeNo, { reason: '字'.repeat(81) })],
  ]
  for (const [expected, body] of wrong) assert.equal(await codeOf(body), expected, JSON.stringify(body))
  await world.client.addFault({ path, kind: 'error', code: 'NOT_ENOUGH' })
  assert.equal(await codeOf(refundBody(outTradeNo)), '403 NOT_ENOUGH')
  assert.equal((await query('UNKNOWN')).status, 404)
  world.clock.time += 366 * 86_400_000
  assert.equal(await codeOf(refundBody(outTradeNo)), '400 INVALID_REQUEST', 'a year is over')
})
