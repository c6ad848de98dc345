import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { Aes, Formatter, Rsa, Wechatpay } from 'wechatpay-axios-plugin'
import type { Person } from './client.ts'
import { systemClock } from './clock.ts'
import { newWorld, prepayBody, type World } from './test-world.ts'

// We wrote both the sandbox and the product's client. Here somebody else's client, made for the real WeChat Pay, signs
// the calls, checks the answers and opens the notices.

interface Answered {
  status: number
  data: Record<string, unknown>
}

let behindMs = 0
const clock = { now: () => systemClock.now() - behindMs }
let world: World
let lin: Person
let wechat: Record<string, { [verb in 'get' | 'post']: (...args: unknown[]) => Promise<Answered> }>
before(async () => {
  world = await newWorld({ clock, refundDelayMs: 10 })
  lin = await world.client.createUser()
  const { mchid, merchantSerial, merchantPrivateKeyFile, platformKeys, payBase } = world.credentials
  const file = (name: string): string => readFileSync(join(world.dataDir, name), 'utf8')
  wechat = new Wechatpay({
    mchid,
    serial: merchantSerial,
    privateKey: file(merchantPrivateKeyFile),
    certs: Object.fromEntries(platformKeys.map((key) => [key.serial, file(key.publicKeyFile)])),
    baseURL: `${payBase}/`,
  }) as unknown as typeof wechat
})
after(() => world[Symbol.asyncDispose]())

const pay = (verb: 'get' | 'post', path: string, ...args: unknown[]) => wechat[path]![verb](...args)

async function heard(count: number) {
  const deadline = performance.now() + 5_000
  while (world.ear.heard.length < count && performance.now() < deadline) await new Promise(setImmediate)
  return world.ear.heard
}

test('another client pays, queries, closes and refunds here, and believes our signatures', async () => {
  const body = prepayBody(world, lin, { attach: '附加' })
  const made = await pay('post', 'v3/pay/transactions/jsapi', body)
  assert.equal(made.status, 200)
  const params = { mchid: world.credentials.mchid }
  const path = 'v3/pay/transactions/out-trade-no/{out_trade_no}'
  const { out_trade_no } = body
  assert.equal((await pay('get', path, { params, out_trade_no })).data.trade_state, 'NOTPAY')
  await world.client.pay(String(made.data.prepay_id), lin.userId)
  const paid = (await pay('get', path, { params, out_trade_no })).data
  assert.equal(paid.trade_state, 'SUCCESS')
  assert.equal(paid.attach, '附加')
  const refunded = await pay('post', 'v3/refund/domestic/refunds', {
    transaction_id: paid.transaction_id,
    out_refund_no: 'R-1',
    amount: { refund: 1, total: 10_000, currency: 'CNY' },
  })
  assert.equal(refunded.data.status, 'PROCESSING')

  const other = prepayBody(world, lin)
  await pay('post', 'v3/pay/transactions/jsapi', other)
  const closed = await pay('post', `${path}/close`, params, { out_trade_no: other.out_trade_no })
  assert.equal(closed.status, 204)
})

test('it refuses an answer that is signed wrongly', async () => {
  await world.client.addFault({ path: '/v3/certificates', kind: 'wrong-signature' })
  await assert.rejects(pay('get', 'v3/certificates'), /Verify the response's data/)
})

test('it opens the platform certificate', async () => {
  const { data } = await pay('get', 'v3/certificates')
  const [item] = data.data as { encrypt_certificate: Record<'ciphertext' | 'nonce' | 'associated_data', string> }[]
  const { ciphertext, nonce, associated_data } = item!.encrypt_certificate
  const pem = Aes.AesGcm.decrypt(ciphertext, world.credentials.apiV3Key, nonce, associated_data)
  assert.match(pem, /^-----BEGIN CERTIFICATE-----/)
  Rsa.from(pem, 'public')
})

test('its helpers verify and open our notices, under both of WeChat’s keys', async () => {
  world.ear.heard.length = 0
  for (let count = 0; count < 2; count += 1) {
    const { prepayId } = await world.prepay(lin)
    await world.client.pay(prepayId, lin.userId)
  }
  const serials = new Set<string>()
  for (const { headers, body } of await heard(2)) {
    const header = (name: string): string => String(headers[`wechatpay-${name}`])
    const named = world.credentials.platformKeys.find((key) => key.serial === header('serial'))!
    const key = Rsa.from(readFileSync(join(world.dataDir, named.publicKeyFile), 'utf8'), 'public')
    const message = Formatter.joinedByLineFeed(header('timestamp'), header('nonce'), body.toString('utf8'))
    assert.equal(Rsa.verify(message, header('signature'), key), true)
    const { resource } = JSON.parse(body.toString('utf8'))
    const opened = Aes.AesGcm.decrypt(
      resource.ciphertext,
      world.credentials.apiV3Key,
      resource.nonce,
      resource.associated_data,
    )
    assert.equal(JSON.parse(opened).trade_state, 'SUCCESS')
    serials.add(named.serial)
  }
  assert.equal(serials.size, 2)
})

test('it downloads yesterday’s bill, and the digest holds', async () => {
  behindMs = 34 * 3_600_000
  const day = new Date(clock.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const { outTradeNo } = await world.paid(lin)
  behindMs = 0
  const { data } = await pay('get', 'v3/bill/tradebill', { params: { bill_date: day, bill_type: 'ALL' } })
  const token = new URL(String(data.download_url)).searchParams.get('token')
  const file = await pay('get', 'v3/billdownload/file', { params: { token }, responseType: 'arraybuffer' })
  const bytes = file.data as unknown as Buffer
  assert.equal(createHash('sha1').update(bytes).digest('hex'), data.hash_value)
  assert.match(bytes.toString(), new RegExp(`\`${outTradeNo},`))
})
