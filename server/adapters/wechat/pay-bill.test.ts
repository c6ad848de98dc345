import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { Unavailable } from '../../kernel/refusal.ts'
import { parseBill, unpackBill } from './pay-bill.ts'

const header =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注'
const payment =
  '`2026-11-25 00:00:01,`wx01,`1600000000,`0,`,`4200001,`A-1,`oLi,`JSAPI,`SUCCESS,`OTHERS,`CNY,`878.00,`10.00,`0,`0,`0.00,`0.00,`,`,`驿站,槐里店,`,`5.33000,`0.60%,`888.05,`0.00,`'
const refund =
  '`2026-11-25 23:59:59,`wx01,`1600000000,`0,`,`4200002,`B-1,`oSu,`JSAPI,`REFUND,`OTHERS,`CNY,`0.00,`0.00,`5030001,`B-R1,`4.35,`0.00,`ORIGINAL,`PROCESSING,`驿站,`,`-0.03000,`0.60%,`0.00,`4.35,`'
const totals =
  '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\n`2,`878.00'

const bill = (...lines: string[]) => Buffer.from(`\uFEFF${[header, ...lines, totals].join('\n')}\n`)
const sha1 = (bytes: Buffer) => createHash('sha1').update(bytes).digest('hex')

test('a payment and a refund are read in fen and in China time, whatever commas the goods have', () => {
  assert.deepEqual(parseBill(bill(payment, refund)), [
    {
      kind: 'payment',
      at: Date.parse('2026-11-24T16:00:01Z'),
      transactionId: '4200001',
      outTradeNo: 'A-1',
      openid: 'oLi',
      amountFen: 88_805,
      refundId: null,
      outRefundNo: null,
      refundFen: 0,
      state: 'SUCCESS',
    },
    {
      kind: 'refund',
      at: Date.parse('2026-11-25T15:59:59Z'),
      transactionId: '4200002',
      outTradeNo: 'B-1',
      openid: 'oSu',
      amountFen: 0,
      refundId: '5030001',
      outRefundNo: 'B-R1',
      refundFen: 435,
      state: 'PROCESSING',
    },
  ])
})

test('columns are found by name, lines may end in CR LF, the byte order mark may be missing', () => {
  const [first, ...rest] = header.split(',')
  const [time, ...cells] = payment.slice(1).split(',`')
  const turned = [[...rest, first].join(','), `\`${[...cells, time].join(',`')}`, totals].join('\r\n')
  const [line] = parseBill(Buffer.from(turned))
  assert.equal(line?.amountFen, 88_805)
  assert.equal(line?.at, Date.parse('2026-11-24T16:00:01Z'))
})

test('a day without trades has no lines', () => assert.deepEqual(parseBill(bill()), []))

test('every sum up to ten yuan comes out to the fen', () => {
  for (let fen = 0; fen < 1_000; fen += 1) {
    const sum = `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
    assert.equal(parseBill(bill(payment.replace('888.05', sum)))[0]?.amountFen, fen)
  }
})

test('a bill that is not one is a bug to look at, and its line is named', () => {
  const spoilt = (from: string, to: string) => () => parseBill(bill(payment, refund.replace(from, to)))
  assert.throws(spoilt('4.35,`0.00,`ORIGINAL', '4.35,`0.00'), /line 3 of the bill has 26 cells/)
  for (const sum of ['4.355', '-4.35', '4,35', '', '1e3']) {
    assert.throws(spoilt('0.00,`4.35,`', `0.00,\`${sum},\``), /line 3 of the bill has a sum that is not yuan/)
  }
  assert.throws(spoilt('23:59:59', '24:61:00'), /line 3 of the bill has no time/)
  assert.throws(spoilt(',`wx01', ''), /line 3 of the bill has 26 cells/)
  assert.throws(() => parseBill(Buffer.from(`${header}\n${payment}\n`)), /before its totals/)
  assert.throws(() => parseBill(Buffer.from('<html>')), /no column/)
})

test('a packed bill is unpacked and compared with its digest, which is of what was packed', () => {
  const bytes = bill(payment)
  assert.deepEqual(unpackBill(gzipSync(bytes), sha1(bytes).toUpperCase()), bytes)
  assert.deepEqual(unpackBill(bytes, sha1(bytes)), bytes)
})

test('a bill that was cut or changed on its way is asked for again', () => {
  const bytes = bill(payment)
  const packed = gzipSync(bytes)
  assert.throws(() => unpackBill(packed.subarray(0, -20), sha1(bytes)), Unavailable)
  assert.throws(() => unpackBill(packed, sha1(packed)), Unavailable)
  assert.throws(() => unpackBill(bill(refund), sha1(bytes)), Unavailable)
})
