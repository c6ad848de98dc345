import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Aes, Formatter, Rsa, Wechatpay } from 'wechatpay-axios-plugin'
import { parseBill } from './pay-bill.ts'
import { openNotice } from './pay-notice.ts'
import { authorization, signatureFault, signText } from './pay-sign.ts'
import { openPhone } from './phone.ts'
import {
  apiV3Key,
  certificateSerial,
  credentialsAt,
  merchant,
  now,
  paid,
  platform,
  startStandIn,
  testClock,
} from './stand-in.ts'

/** Both sides of these protocols are ours, here and in the sandbox; this is a third party's reading of them. */

const credentials = credentialsAt('http://127.0.0.1:1')
const { AesGcm, AesCbc } = Aes

test('an RSA signature is the one the other library makes', () => {
  const text = 'POST\n/v3/pay/transactions/jsapi\n1764036000\nNONCE\n{"description":"驿站"}\n'
  assert.equal(signText(merchant.privateKey, text), Rsa.sign(text, merchant.privateKey))
})

test('an Authorization holds against the string the other library builds', () => {
  const call = { method: 'GET', target: '/v3/pay/transactions/out-trade-no/A-1?mchid=1600000000', body: '', now }
  const header = authorization(credentials, call)
  const fields = Object.fromEntries([...header.matchAll(/(\w+)="([^"]*)"/g)].map((match) => [match[1], match[2]]))
  const { nonce_str: nonce, timestamp, signature } = fields as Record<string, string>
  assert.equal(timestamp, String(now / 1_000))
  const text = Formatter.request(call.method, call.target, timestamp!, nonce!, '')
  assert.ok(Rsa.verify(text, signature!, merchant.publicKey))
  const written = Formatter.authorization(credentials.mchid, nonce!, signature!, timestamp!, credentials.merchantSerial)
  const parts = (text: string) => new Set(text.replace('WECHATPAY2-SHA256-RSA2048 ', '').split(','))
  assert.deepEqual(parts(header), parts(written))
})

test('an answer that the other library signs is believed, and a 204 too', () => {
  for (const body of ['{"prepay_id":"wx25"}', '']) {
    const headers = {
      'wechatpay-timestamp': String(now / 1_000),
      'wechatpay-nonce': 'NONCE',
      'wechatpay-serial': certificateSerial,
      'wechatpay-signature': Rsa.sign(Formatter.response(now / 1_000, 'NONCE', body), platform.privateKey),
    }
    const fault = signatureFault({ headers, body: Buffer.from(body) }, { ...credentials, now })
    assert.equal(fault, null)
  }
})

test('a notice sealed and signed by the other library opens', () => {
  const trade = {
    appid: credentials.mini.appid,
    mchid: credentials.mchid,
    out_trade_no: 'A-1',
    trade_state: 'CLOSED',
    amount: { total: 100, currency: 'CNY' },
  }
  const ciphertext = AesGcm.encrypt(JSON.stringify(trade), apiV3Key, 'abcdefABCDEF', 'transaction')
  const resource = {
    original_type: 'transaction',
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext,
    associated_data: 'transaction',
    nonce: 'abcdefABCDEF',
  }
  const body = JSON.stringify({
    id: 'EV-1',
    event_type: 'TRANSACTION.CLOSED',
    resource_type: 'encrypt-resource',
    resource,
  })
  const headers = {
    'wechatpay-timestamp': String(now / 1_000),
    'wechatpay-nonce': 'NONCE',
    'wechatpay-serial': certificateSerial,
    'wechatpay-signature': Rsa.sign(Formatter.response(now / 1_000, 'NONCE', body), platform.privateKey),
  }
  const notice = openNotice({ credentials, clock: testClock }, headers, Buffer.from(body))
  assert.equal(notice.kind === 'trade' && notice.trade.outTradeNo, 'A-1')
})

test('phone data sealed by the other library opens', () => {
  const [key, iv] = [Buffer.from('0123456789abcdef'), Buffer.from('fedcba9876543210')]
  const phone = {
    phoneNumber: '13812345678',
    purePhoneNumber: '13812345678',
    countryCode: '86',
    watermark: { timestamp: now / 1_000, appid: credentials.mini.appid },
  }
  const sealed = {
    sessionKey: key.toString('base64'),
    iv: iv.toString('base64'),
    encryptedData: AesCbc.encrypt(JSON.stringify(phone), key, iv),
  }
  assert.equal(openPhone(sealed, credentials.mini.appid, now), '13812345678')
})

test("a bill reads as the other library's reading of it", () => {
  const bytes = Buffer.from(
    [
      '\uFEFF交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注',
      '`2026-11-25 10:11:12,`wx01,`1600000000,`0,`,`4200001,`A-1,`oGuest,`JSAPI,`SUCCESS,`OTHERS,`CNY,`888.00,`0.00,`0,`0,`0.00,`0.00,`,`,`驿站,`,`5.33000,`0.60%,`888.00,`0.00,`',
      '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额',
      '`1,`888.00,`0.00,`0.00,`5.33000,`888.00,`0.00',
      '',
    ].join('\r\n'),
  )
  const { rows } = Formatter.castCsvBill(bytes) as { rows: Record<string, string>[] }
  const [line] = parseBill(bytes)
  assert.equal(line?.transactionId, rows[0]?.微信订单号)
  assert.equal(line?.outTradeNo, rows[0]?.商户订单号)
  assert.equal(((line?.amountFen ?? 0) / 100).toFixed(2), rows[0]?.订单金额)
})

test("the other library's client takes the answers that ours takes, and refuses what ours refuses", async () => {
  await using standIn = await startStandIn()
  const theirs = new Wechatpay({
    mchid: credentials.mchid,
    serial: credentials.merchantSerial,
    privateKey: merchant.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certs: { [certificateSerial]: platform.publicKey.export({ type: 'spki', format: 'pem' }).toString() },
  })
  // Its five minutes are of the real clock.
  const seconds = String(Formatter.timestamp())
  const body = '{"prepay_id":"wx25"}'
  const signature = Rsa.sign(Formatter.response(seconds, 'NONCE', body), platform.privateKey)
  const headers = { ...paid({}).headers, 'wechatpay-timestamp': seconds, 'wechatpay-nonce': 'NONCE' }
  const signed = { ...headers, 'wechatpay-signature': signature, 'content-type': 'application/json' }
  const ask = () => theirs.chain('v3/pay/transactions/jsapi').post?.({}, { baseURL: standIn.origin })
  const fault = (text: string) =>
    signatureFault({ headers: signed, body: Buffer.from(text) }, { ...credentials, now: Number(seconds) * 1_000 })

  standIn.answer = () => ({ headers: signed, body })
  assert.equal((await ask())?.status, 200)
  assert.equal(fault(body), null)
  const tampered = body.replace('wx25', 'wx26')
  standIn.answer = () => ({ headers: signed, body: tampered })
  await assert.rejects(async () => ask())
  assert.notEqual(fault(tampered), null)
})
