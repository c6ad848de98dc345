import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { describe, test } from 'node:test'
import { ForgedNotice, type Notice } from '../../ports/pay.ts'
import { openNotice } from './pay-notice.ts'
import {
  certificateSerial,
  credentialsAt,
  merchant,
  now,
  publicKeyId,
  type SignWish,
  seal,
  signedHeaders,
  stranger,
  testClock,
} from './stand-in.ts'

const credentials = credentialsAt('http://127.0.0.1:1')
const trade = {
  appid: credentials.mini.appid,
  mchid: credentials.mchid,
  out_trade_no: '26112500000001-1',
  transaction_id: '4200002026112512345678901234',
  trade_type: 'JSAPI',
  trade_state: 'SUCCESS',
  success_time: '2026-11-25T09:59:58+08:00',
  payer: { openid: 'oGuest0000000001' },
  amount: { total: 88_800, payer_total: 80_000, currency: 'CNY', payer_currency: 'CNY' },
}

function envelope(resource: object, rest: object = {}): Record<string, unknown> {
  return {
    id: 'EV-2026112510000000001',
    create_time: '2026-11-25T10:00:00+08:00',
    resource_type: 'encrypt-resource',
    event_type: 'TRANSACTION.SUCCESS',
    summary: '支付成功',
    resource: { original_type: 'transaction', ...resource },
    ...rest,
  }
}

interface Sent {
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

/** A notice that WeChat signed, whatever it says. */
function signed(content: object, wish: SignWish = {}): Sent {
  const body = Buffer.from(JSON.stringify(content))
  return { headers: signedHeaders(body, wish), body }
}

const genuine = (wish: SignWish = {}) => signed(envelope(seal(trade)), wish)
const open = ({ headers, body }: Sent): Notice => openNotice({ credentials, clock: testClock }, headers, body)

function withHeader(name: string, value: string | undefined): Sent {
  const notice = genuine()
  return { ...notice, headers: { ...notice.headers, [name]: value } }
}

/** The genuine signature over other bytes. */
function withBody(change: (text: string) => string): Sent {
  const notice = genuine()
  return { ...notice, body: Buffer.from(change(notice.body.toString())) }
}

/** What WeChat would have to sign itself for it to come this far: the encryption stands alone. */
function resealed(change: (sealed: Record<string, string>) => Record<string, string>): Sent {
  return signed(envelope(change(seal(trade))))
}

function bytesOf({ ciphertext }: Record<string, string>): Buffer {
  return Buffer.from(ciphertext!, 'base64')
}

const atSecond = (seconds: number) => genuine({ timestamp: String(now / 1_000 + seconds) })

function flipBit(bytes: Buffer, at: number): string {
  const changed = Buffer.from(bytes)
  changed[at]! ^= 1
  return changed.toString('base64')
}

const signature = String(genuine().headers['wechatpay-signature'])
const headerNames = ['wechatpay-timestamp', 'wechatpay-nonce', 'wechatpay-signature', 'wechatpay-serial']

/** 28 of the 30 kinds, by the reason for which each must fail: the other two are signed by WeChat and come below. */
const forged: Record<string, Record<string, () => Sent>> = {
  'a signature header is missing or doubled': {
    ...Object.fromEntries(
      headerNames.map((name, index) => [
        `${name} missing or empty`,
        () => withHeader(name, index % 2 ? '' : undefined),
      ]),
    ),
  },
  'unknown serial': {
    'the serial of somebody else': () => withHeader('wechatpay-serial', '0123456789ABCDEF0123456789ABCDEF01234567'),
    'the serial in lower case': () => withHeader('wechatpay-serial', certificateSerial.toLowerCase()),
    'a serial and key nobody listed': () => {
      return genuine({ key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey, serial: 'PUB_KEY_ID_01' })
    },
    "the merchant's own serial and key": () => {
      return genuine({ key: merchant.privateKey, serial: credentials.merchantSerial })
    },
  },
  'the signature is not base64': {
    'an empty signature': () => withHeader('wechatpay-signature', ' '),
    'a signature that is not base64': () => withHeader('wechatpay-signature', '签名'.repeat(60)),
  },
  'the signature does not hold': {
    'a signature with one bit flipped': () => {
      return withHeader('wechatpay-signature', flipBit(Buffer.from(signature, 'base64'), 100))
    },
    'a signature by another key under a listed serial': () => genuine({ key: stranger.privateKey }),
    'a body written anew': () => withBody((text) => JSON.stringify(JSON.parse(text), null, 1)),
    'a body with its keys in another order': () => {
      return withBody((text) => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).reverse())))
    },
    'a body with a byte after it': () => withBody((text) => `${text}\n`),
    'a body with a byte order mark': () => withBody((text) => `\uFEFF${text}`),
  },
  'a signature probe': {
    'a signature probe': () => withHeader('wechatpay-signature', `WECHATPAY/SIGNTEST/${signature}`),
  },
  'the timestamp is not of these five minutes': {
    'a timestamp 301 s in the past': () => atSecond(-301),
    'a timestamp 301 s ahead': () => atSecond(301),
  },
  'the timestamp is not in seconds': {
    'a timestamp in milliseconds': () => genuine({ timestamp: String(now) }),
    'a timestamp in words': () => genuine({ timestamp: new Date(now).toISOString() }),
    'a timestamp of zero': () => genuine({ timestamp: '0' }),
  },
  'the content cannot be decrypted': {
    'one bit of the ciphertext flipped': () => {
      return resealed((sealed) => ({ ...sealed, ciphertext: flipBit(bytesOf(sealed), 40) }))
    },
    'a tag of zeros': () => {
      return resealed((sealed) => {
        const bytes = bytesOf(sealed)
        return { ...sealed, ciphertext: bytes.fill(0, bytes.length - 16).toString('base64') }
      })
    },
    'a tag of four bytes': () => {
      return resealed((sealed) => ({ ...sealed, ciphertext: bytesOf(sealed).subarray(0, -12).toString('base64') }))
    },
    'other associated data': () => resealed((sealed) => ({ ...sealed, associated_data: 'refund' })),
    'another APIv3 key': () => resealed(() => seal(trade, { key: '543210zyxwvutsrqponmlkjihgfedcba' })),
  },
  "WeChat Pay's /resource/nonce must not have fewer than 12 characters": {
    'a nonce of 11 bytes': () => resealed(() => seal(trade, { nonce: 'abcdefABCDE' })),
  },
}

describe('a forged notice is refused', () => {
  for (const [reason, kinds] of Object.entries(forged)) {
    for (const [name, make] of Object.entries(kinds)) {
      test(`with ${name}`, () => assert.throws(() => open(make()), { name: 'ForgedNotice', reason }))
    }
  }
  test('in 28 ways', () => {
    assert.equal(Object.values(forged).flatMap((kinds) => Object.keys(kinds)).length, 28)
  })
  for (const name of headerNames) {
    test(`without ${name}, with it empty or doubled`, () => {
      const value = String(genuine().headers[name])
      for (const spoilt of [undefined, '', [value, value]]) {
        const notice = genuine()
        const headers = { ...notice.headers, [name]: spoilt }
        assert.throws(() => open({ headers, body: notice.body }), ForgedNotice)
      }
    })
  }
  test('with a nonce of 13 bytes, or of 12 characters in more bytes', () => {
    assert.throws(() => open(resealed(() => seal(trade, { nonce: 'abcdefABCDEFG' }))), ForgedNotice)
    assert.throws(() => open(resealed((sealed) => ({ ...sealed, nonce: '驿站驿站驿站驿站驿站驿站' }))), ForgedNotice)
  })
  test('with a body over 64 KB, though WeChat signed it', () => {
    const notice = signed(envelope(seal(trade), { summary: 'x'.repeat(65_536) }))
    assert.throws(() => open(notice), { name: 'ForgedNotice', reason: 'the body is too large' })
  })
  test('with another kind of signature, algorithm or resource', () => {
    assert.throws(() => open(withHeader('wechatpay-signature-type', 'WECHATPAY2-SM2-WITH-SM3')), ForgedNotice)
    assert.throws(() => open(resealed((sealed) => ({ ...sealed, algorithm: 'AEAD_SM4_GCM' }))), ForgedNotice)
    assert.throws(() => open(signed(envelope(seal(trade), { resource_type: 'plain' }))), ForgedNotice)
    assert.throws(() => open(signed(envelope({ ...seal(trade), original_type: 'security_echo' }))), ForgedNotice)
  })
  for (const total of [0, -1, 1.5, '88800', 2 ** 53, null, undefined]) {
    test(`with an amount of ${total}`, () => {
      const content = { ...trade, amount: { ...trade.amount, total } }
      assert.throws(() => open(signed(envelope(seal(content)))), ForgedNotice)
    })
  }
  test('with what it says cut away or not JSON', () => {
    for (const missing of [
      'mchid',
      'appid',
      'out_trade_no',
      'transaction_id',
      'trade_state',
      'success_time',
      'amount',
    ]) {
      assert.throws(() => open(signed(envelope(seal({ ...trade, [missing]: undefined })))), ForgedNotice, missing)
    }
    const body = Buffer.from('not JSON')
    assert.throws(() => open({ headers: signedHeaders(body), body }), ForgedNotice)
  })
})

describe('a genuine notice opens', () => {
  test('and says who paid what', () => {
    assert.deepEqual(open(genuine()), {
      id: 'EV-2026112510000000001',
      kind: 'trade',
      eventType: 'TRANSACTION.SUCCESS',
      trade: {
        appid: credentials.mini.appid,
        mchid: credentials.mchid,
        outTradeNo: '26112500000001-1',
        state: 'SUCCESS',
        transactionId: '4200002026112512345678901234',
        openid: 'oGuest0000000001',
        amountFen: 88_800,
        currency: 'CNY',
        paidAt: Date.parse('2026-11-25T01:59:58Z'),
      },
    })
  })
  test('up to 299 s before and after its time, and under either of the keys we hold', () => {
    for (const seconds of [-299, 299, -300, 300]) assert.equal(open(atSecond(seconds)).kind, 'trade')
    assert.equal(open(genuine({ serial: publicKeyId })).kind, 'trade')
  })
  test('with empty associated data', () => {
    assert.equal(open(signed(envelope(seal(trade, { aad: '' })))).kind, 'trade')
  })
  // WeChat signed these: they open, and their receiver finds the mismatch, keeps them and raises an alarm.
  for (const [name, change] of Object.entries({
    'another merchant and app': { mchid: '1900000001', appid: 'wxffffffffffffffff' },
    'another amount': { amount: { total: 1, currency: 'CNY' } },
  })) {
    test(`with ${name}, which it then tells`, () => {
      const notice = open(signed(envelope(seal({ ...trade, ...change }))))
      assert.equal(notice.kind, 'trade')
      const told = notice.kind === 'trade' ? notice.trade : assert.fail()
      if ('mchid' in change) assert.deepEqual([told.mchid, told.appid], [change.mchid, change.appid])
      else assert.equal(told.amountFen, 1)
    })
  }
  test('of a refund', () => {
    const refund = {
      mchid: credentials.mchid,
      transaction_id: trade.transaction_id,
      out_trade_no: trade.out_trade_no,
      refund_id: '50302026112512345678901234567',
      out_refund_no: '26112500000001-R1',
      refund_status: 'ABNORMAL',
      user_received_account: '支付用户零钱',
      amount: { total: 88_800, refund: 43_666, payer_total: 88_800, payer_refund: 43_666 },
    }
    const resource = { ...seal(refund, { aad: 'refund' }), original_type: 'refund' }
    assert.deepEqual(open(signed(envelope(resource, { event_type: 'REFUND.ABNORMAL' }))), {
      id: 'EV-2026112510000000001',
      kind: 'refund',
      eventType: 'REFUND.ABNORMAL',
      refund: {
        mchid: credentials.mchid,
        outTradeNo: trade.out_trade_no,
        outRefundNo: '26112500000001-R1',
        refundId: '50302026112512345678901234567',
        state: 'ABNORMAL',
        amountFen: 43_666,
        tradeAmountFen: 88_800,
        settledAt: null,
      },
    })
  })
})
