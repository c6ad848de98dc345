import assert from 'node:assert/strict'
import { createDecipheriv, createHash, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { newWorld, type World } from '../test-world.ts'

let world: World
before(async () => {
  world = await newWorld({ refundDelayMs: 1_000 })
})
after(() => world[Symbol.asyncDispose]())

const bill = (query: string) => world.pay('GET', `/v3/bill/tradebill?${query}`)

async function download(query: string) {
  const { json } = await bill(query)
  const url = new URL(String(json.download_url))
  const answer = await world.pay('GET', url.pathname + url.search)
  return { told: json, ...answer }
}

test('the day’s bill lists payments and refunds in 27 columns and adds them up', async () => {
  const lin = await world.client.createUser()
  world.clock.time = Date.parse('2026-11-24T23:59:59+08:00')
  await world.paid(lin, { amount: { total: 1, currency: 'CNY' } })
  world.clock.time = Date.parse('2026-11-25T00:00:00+08:00')
  const { outTradeNo, transactionId } = await world.paid(lin, {
    amount: { total: 83_600, currency: 'CNY' },
    description: '院景大床房, 2 晚',
    attach: 'a',
  })
  world.clock.time += 3_600_000
  const refund = { out_refund_no: 'R-1', amount: { refund: 43_666, total: 83_600, currency: 'CNY' } }
  await world.pay('POST', '/v3/refund/domestic/refunds', { transaction_id: transactionId, ...refund })
  world.clock.time += 1_000
  await world.sandbox.idle()

  world.clock.time = Date.parse('2026-11-26T09:59:59+08:00')
  assert.equal((await bill('bill_date=2026-11-25')).json.code, 'STATEMENT_CREATING')
  world.clock.time += 1_000
  const { told, raw, headers } = await download('bill_date=2026-11-25&bill_type=ALL')
  assert.equal(told.hash_type, 'SHA1')
  assert.equal(createHash('sha1').update(raw).digest('hex'), told.hash_value)
  assert.equal(headers.get('wechatpay-signature'), null)

  const text = raw.toString('utf8')
  assert.equal(text.charCodeAt(0), 0xfeff)
  const lines = text.slice(1).trimEnd().split('\r\n')
  assert.equal(lines.length, 5)
  const rows = lines.map((line) => line.split(','))
  assert.deepEqual(
    rows.slice(0, 3).map((row) => row.length),
    [27, 27, 27],
  )
  const { mini, mchid } = world.credentials
  const payment = ['2026-11-25 00:00:00', mini.appid, mchid, '0', '', transactionId, outTradeNo, lin.openid, 'JSAPI']
    .concat(['SUCCESS', 'OTHERS', 'CNY', '836.00', '0.00', '0', '0', '0.00', '0.00', '', '', '院景大床房  2 晚', 'a'])
    .concat(['0.00000', '0.60%', '836.00', '0.00', ''])
  assert.deepEqual(
    rows[2],
    payment.map((value) => `\`${value}`),
  )
  assert.deepEqual(
    [rows[1]?.[9], rows[1]?.[15], rows[1]?.[16], rows[1]?.[19]],
    ['`REFUND', '`R-1', '`436.66', '`SUCCESS'],
  )
  assert.deepEqual(lines[4], '`2,`836.00,`436.66,`0.00,`0.00000,`836.00,`436.66')
})

test('gzip changes the bytes, not the digest', async () => {
  const { told, raw } = await download('bill_date=2026-11-25&tar_type=GZIP')
  assert.equal(createHash('sha1').update(gunzipSync(raw)).digest('hex'), told.hash_value)
})

test('SUCCESS and REFUND bills hold only their own', async () => {
  const paid = (await download('bill_date=2026-11-25&bill_type=SUCCESS')).raw.toString()
  const refunded = (await download('bill_date=2026-11-25&bill_type=REFUND')).raw.toString()
  assert.match(paid, /`1,`836\.00,`0\.00,/)
  assert.match(refunded, /`1,`0\.00,`436\.66,/)
})

test('a day to come, a day without trades, an old day and nonsense have no bill', async () => {
  assert.equal((await bill('bill_date=2026-11-26')).json.code, 'PARAM_ERROR')
  assert.equal((await bill('bill_date=2026-11-20')).json.code, 'NO_STATEMENT_EXIST')
  assert.equal((await bill('bill_date=2026-02-29')).json.code, 'PARAM_ERROR')
  assert.equal((await bill('bill_date=2026-11-25&bill_type=X')).json.code, 'PARAM_ERROR')
  assert.equal((await bill('bill_date=2026-11-25&tar_type=ZIP')).json.code, 'PARAM_ERROR')
  assert.equal((await world.pay('GET', '/v3/billdownload/file?token=x')).json.code, 'PARAM_ERROR')
  world.clock.time += 95 * 86_400_000
  assert.equal((await bill('bill_date=2026-11-25')).json.code, 'PARAM_ERROR')
})

test('the platform certificate comes encrypted, and its key is the one that signs', async () => {
  const { json } = await world.pay('GET', '/v3/certificates')
  const [item] = json.data as { serial_no: string; encrypt_certificate: Record<string, string> }[]
  const { ciphertext, nonce, associated_data } = item!.encrypt_certificate
  const bytes = Buffer.from(ciphertext!, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', world.credentials.apiV3Key, nonce!)
  decipher.setAAD(Buffer.from(associated_data!)).setAuthTag(bytes.subarray(-16))
  const pem = Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString()
  const certificate = new X509Certificate(pem)
  const known = world.credentials.platformKeys[0]!
  assert.equal(certificate.serialNumber, item!.serial_no)
  assert.equal(certificate.serialNumber, known.serial)
  assert.equal(certificate.verify(certificate.publicKey), true)
  const publicPem = certificate.publicKey.export({ type: 'spki', format: 'pem' })
  assert.equal(publicPem, readFileSync(join(world.dataDir, known.publicKeyFile), 'utf8'))
})
