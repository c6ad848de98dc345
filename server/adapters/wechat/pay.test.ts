import assert from 'node:assert/strict'
import { createHash, verify } from 'node:crypto'
import { describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { Unavailable } from '../../kernel/refusal.ts'
import { PayRefused } from '../../ports/pay.ts'
import { createPay } from './pay.ts'
import {
  credentialsAt,
  merchant,
  now,
  paid,
  publicKeyId,
  type StandIn,
  signedHeaders,
  startStandIn,
  stranger,
  type Told,
  testClock,
} from './stand-in.ts'

const notifyUrls = { pay: 'https://inn.example/api/wechat/pay/notify', refund: 'https://inn.example/refund/notify' }
const payAt = (origin: string) => {
  return createPay({ credentials: credentialsAt(origin), clock: testClock, notifyUrls, timeoutMs: 300 })
}
const { mini, mchid } = credentialsAt('http://127.0.0.1:1')

const wish = {
  appid: mini.appid,
  openid: 'oGuest0000000001',
  outTradeNo: 'A-1',
  description: '驿站·槐里店 2 晚',
  amountFen: 88_800,
  expiresAt: now + 1_800_000,
}
const refundWish = { outTradeNo: 'A-1', outRefundNo: 'A-R1', amountFen: 100, tradeAmountFen: 88_800, reason: '退房' }
const notPaid = { appid: mini.appid, mchid, out_trade_no: 'A-1', trade_state: 'NOTPAY', amount: { total: 88_800 } }
const refunded = {
  refund_id: '50300001',
  out_refund_no: 'A-R1',
  out_trade_no: 'A-1',
  status: 'PROCESSING',
  amount: { total: 88_800, refund: 100, currency: 'CNY' },
}

const no = (code: string, status: number): Told => paid({ code, message: 'no' }, status)

async function withPay(run: (pay: ReturnType<typeof payAt>, standIn: StandIn) => Promise<void>): Promise<void> {
  await using standIn = await startStandIn()
  await run(payAt(standIn.origin), standIn)
}

describe('a call', () => {
  test('is signed over what is sent, and asks for an answer under the key we hold', () =>
    withPay(async (pay, standIn) => {
      standIn.answer = () => paid({ prepay_id: 'wx25' })
      assert.deepEqual(await pay.prepay(wish), { prepayId: 'wx25' })
      const { method, target, headers, body } = standIn.asked[0]!
      const fields = new Map(
        [...headers.authorization!.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, text]) => [name, text]),
      )
      const text = `${method}\n${target}\n${fields.get('timestamp')}\n${fields.get('nonce_str')}\n${body}\n`
      assert.ok(
        verify('RSA-SHA256', Buffer.from(text), merchant.publicKey, Buffer.from(fields.get('signature')!, 'base64')),
      )
      assert.equal(fields.get('timestamp'), String(now / 1_000))
      assert.equal(headers['wechatpay-serial'], publicKeyId)
      assert.deepEqual(JSON.parse(body), {
        appid: mini.appid,
        mchid,
        description: wish.description,
        out_trade_no: 'A-1',
        time_expire: '2026-11-25T10:30:00+08:00',
        notify_url: notifyUrls.pay,
        amount: { total: 88_800, currency: 'CNY' },
        payer: { openid: wish.openid },
      })
    }))

  test('for less than a fen, or part of one, is never made', () =>
    withPay(async (pay, standIn) => {
      for (const amountFen of [0, -1, 0.5, Number.NaN, 2 ** 53]) {
        await assert.rejects(pay.prepay({ ...wish, amountFen }), RangeError)
        await assert.rejects(pay.refund({ ...refundWish, amountFen }), RangeError)
      }
      assert.equal(standIn.asked.length, 0)
    }))

  test('gives the pay sheet what the merchant signed', () =>
    withPay(async (pay) => {
      const sheet = pay.clientParameters(mini.appid, 'wx25')
      const text = `${sheet.appId}\n${sheet.timeStamp}\n${sheet.nonceStr}\n${sheet.package}\n`
      assert.equal(sheet.package, 'prepay_id=wx25')
      assert.ok(verify('RSA-SHA256', Buffer.from(text), merchant.publicKey, Buffer.from(sheet.paySign, 'base64')))
    }))
})

describe('the outcome is unknown', () => {
  const body = JSON.stringify({ prepay_id: 'wx25' })
  const unknown: Record<string, Told | null> = {
    'without an answer': null,
    'after an unsigned 200': { body },
    'after a 200 signed by another key': { headers: signedHeaders(body, { key: stranger.privateKey }), body },
    'after a 200 signed over other bytes': { headers: signedHeaders(body), body: `${body} ` },
    'after a 200 signed six minutes ago': {
      headers: signedHeaders(body, { timestamp: String(now / 1_000 - 360) }),
      body,
    },
    'after a signed 200 in an unknown shape': paid({ prepay: 'wx25' }),
    'after an error that is signed badly': { ...no('PARAM_ERROR', 400), headers: signedHeaders('{}') },
    'after a redirect': { status: 302, headers: { location: 'http://127.0.0.1:1/' } },
    'after a page of a proxy': { status: 403, body: '<html>Forbidden</html>' },
    'after 401': no('SIGN_ERROR', 401),
    'after 429': no('FREQUENCY_LIMITED', 429),
    'after 500': no('SYSTEM_ERROR', 500),
    'after a busy answer with 403': no('RATELIMIT_EXCEEDED', 403),
    'after an answer of 2 MB': { body: Buffer.alloc(2_000_000, 0x20) },
  }
  for (const [name, told] of Object.entries(unknown)) {
    test(name, () =>
      withPay(async (pay, standIn) => {
        standIn.answer = () => told
        await assert.rejects(pay.prepay(wish), Unavailable)
        assert.equal(standIn.asked.length, 1)
      }),
    )
  }
  test('after an answer that does not end in time', () =>
    withPay(async (pay, standIn) => {
      const { promise, resolve } = Promise.withResolvers<null>()
      standIn.answer = () => promise
      await assert.rejects(pay.query('A-1'), Unavailable)
      resolve(null)
    }))
  test('when a signed answer is about another trade or refund', () =>
    withPay(async (pay, standIn) => {
      standIn.answer = () => paid({ ...notPaid, out_trade_no: 'B-1' })
      await assert.rejects(pay.query('A-1'), Unavailable)
      standIn.answer = () => paid({ ...refunded, out_refund_no: 'B-R1' })
      await assert.rejects(pay.queryRefund('A-R1'), Unavailable)
      await assert.rejects(pay.refund(refundWish), Unavailable)
    }))
})

describe('WeChat says', () => {
  for (const [code, status] of [
    ['PARAM_ERROR', 400],
    ['OUT_TRADE_NO_USED', 403],
    ['NOT_ENOUGH', 403],
    ['MCH_NOT_EXISTS', 404],
  ] as const) {
    test(`no for good with ${code}`, () =>
      withPay(async (pay, standIn) => {
        const refused = (error: unknown) =>
          error instanceof PayRefused && error.code === code && error.status === status
        standIn.answer = () => no(code, status)
        await assert.rejects(pay.prepay(wish), refused)
        await assert.rejects(pay.refund(refundWish), refused)
        await assert.rejects(pay.query('A-1'), refused)
        standIn.answer = () => ({ ...no(code, status), headers: {} })
        await assert.rejects(pay.close('A-1'), refused)
      }))
  }

  test('that a trade is not paid, or that there is none', () =>
    withPay(async (pay, standIn) => {
      standIn.answer = () => paid(notPaid)
      const trade = await pay.query('A-1')
      assert.deepEqual(
        [trade?.state, trade?.transactionId, trade?.paidAt, trade?.amountFen],
        ['NOTPAY', null, null, 88_800],
      )
      assert.equal(standIn.asked[0]?.target, `/v3/pay/transactions/out-trade-no/A-1?mchid=${mchid}`)
      standIn.answer = () => paid({ ...notPaid, trade_state: 'CLOSED', amount: undefined })
      assert.equal((await pay.query('A-1'))?.amountFen, 0)
      standIn.answer = () => no('ORDER_NOT_EXIST', 404)
      assert.equal(await pay.query('A-1'), null)
      standIn.answer = () => no('RESOURCE_NOT_EXISTS', 404)
      assert.equal(await pay.queryRefund('A-R1'), null)
    }))

  test('how a close ended', () =>
    withPay(async (pay, standIn) => {
      const ends: [Told, string][] = [
        [paid(null), 'closed'],
        [no('ORDER_CLOSED', 400), 'closed'],
        [no('ORDERPAID', 400), 'paid'],
        [no('ORDER_PAID', 400), 'paid'],
        [no('ORDER_NOT_EXIST', 404), 'unknown'],
      ]
      for (const [told, end] of ends) {
        standIn.answer = () => told
        assert.equal(await pay.close('A-1'), end)
      }
      standIn.answer = () => ({ status: 204 })
      await assert.rejects(pay.close('A-1'), Unavailable)
    }))

  test('that it took a refund', () =>
    withPay(async (pay, standIn) => {
      standIn.answer = () => paid(refunded)
      const state = await pay.refund(refundWish)
      assert.deepEqual([state.state, state.amountFen, state.settledAt, state.mchid], ['PROCESSING', 100, null, mchid])
      assert.deepEqual(JSON.parse(standIn.asked[0]!.body).amount, { refund: 100, total: 88_800, currency: 'CNY' })
      standIn.answer = () => paid({ ...refunded, status: 'SUCCESS', success_time: '2026-11-25T10:00:01+08:00' })
      assert.equal((await pay.queryRefund('A-R1'))?.settledAt, now + 1_000)
    }))
})

describe('a bill', () => {
  const columns =
    '交易时间,微信订单号,商户订单号,用户标识,交易状态,订单金额,微信退款单号,商户退款单号,申请退款金额,退款状态'
  const row = '`2026-11-24 10:00:00,`4200001,`A-1,`oGuest,`SUCCESS,`888.00,`0,`0,`0.00,`'
  const bytes = Buffer.from(`\uFEFF${columns}\n${row}\n总交易单数\n\`1\n`)
  const hash = createHash('sha1').update(bytes).digest('hex')
  const link = (origin: string, hash_value = hash) => {
    return paid({ hash_type: 'SHA1', hash_value, download_url: `${origin}/v3/billdownload/file?token=t-1` })
  }
  const serve = (standIn: StandIn, told: Told) => {
    standIn.answer = (asked) => (asked.path === '/v3/bill/tradebill' ? told : { body: gzipSync(bytes) })
  }

  test('is fetched by the link WeChat signed, and checked', () =>
    withPay(async (pay, standIn) => {
      serve(standIn, link(standIn.origin))
      const lines = await pay.bill('2026-11-24')
      assert.equal(lines?.length, 1)
      assert.equal(lines[0]?.amountFen, 88_800)
      const [ask, fetched] = standIn.asked
      assert.equal(ask?.target, '/v3/bill/tradebill?bill_date=2026-11-24&bill_type=ALL&tar_type=GZIP')
      assert.equal(fetched?.target, '/v3/billdownload/file?token=t-1')
      assert.ok(fetched?.headers.authorization)
    }))

  test('is null while there is none', () =>
    withPay(async (pay, standIn) => {
      for (const code of ['NO_STATEMENT_EXIST', 'STATEMENT_CREATING']) {
        standIn.answer = () => no(code, 400)
        assert.equal(await pay.bill('2026-11-24'), null)
      }
    }))

  test('with another digest, or on another host, is not taken', () =>
    withPay(async (pay, standIn) => {
      serve(standIn, link(standIn.origin, '0'.repeat(40)))
      await assert.rejects(pay.bill('2026-11-24'), Unavailable)
      serve(standIn, link('http://127.0.0.1:1'))
      await assert.rejects(pay.bill('2026-11-24'), Unavailable)
      await assert.rejects(pay.bill('2026-02-30'), RangeError)
    }))
})
