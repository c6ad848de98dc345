import { fen } from '../../kernel/money.ts'
import { type Instant, isNight, localParts } from '../../kernel/stay.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Pay, RefundRequest, TradeRequest } from '../../ports/pay.ts'
import { PayRefused } from '../../ports/pay.ts'
import type { WechatCredentials } from './credentials.ts'
import { createCall } from './http.ts'
import { maxBillBytes, parseBill, unpackBill } from './pay-bill.ts'
import { createPayCaller, type PayCaller, unbelieved } from './pay-call.ts'
import { openNotice } from './pay-notice.ts'
import { readBillAnswer, readPrepay, readRefund, readTrade, UnknownShape } from './pay-shapes.ts'
import { newNonce, signText } from './pay-sign.ts'

/** WeChat's codes come with and without the underscore, by the age of the page that lists them. */
const noSuchTrade = new Set(['ORDER_NOT_EXIST', 'ORDERNOTEXIST', 'RESOURCE_NOT_EXISTS'])
const noSuchRefund = new Set(['RESOURCE_NOT_EXISTS', 'REFUND_NOT_EXISTS', 'REFUNDNOTEXIST'])
const alreadyPaid = new Set(['ORDERPAID', 'ORDER_PAID'])
const alreadyClosed = new Set(['ORDERCLOSED', 'ORDER_CLOSED'])
const noBillYet = new Set(['NO_STATEMENT_EXIST', 'STATEMENT_CREATING'])

interface PayDeps {
  credentials: WechatCredentials
  clock: Clock
  /** Where WeChat sends its notices: https addresses without a query. */
  notifyUrls: { pay: string; refund: string }
  timeoutMs?: number
}

/** The port to WeChat Pay v3, over HTTP. */
export function createPay({ credentials, clock, notifyUrls, timeoutMs = 8_000 }: PayDeps): Pay {
  const { mchid, mini, web, merchantKey, payBase } = credentials
  const call = createCall({ what: 'WeChat Pay', origin: payBase, timeoutMs })
  const caller = createPayCaller({ call, credentials, clock })
  return {
    mchid,
    appidFor(via) {
      if (via === 'mini') return mini.appid
      if (!web) throw new Error('there is no official account: nobody can have come through it')
      return web.appid
    },
    prepay: (request) => prepay(caller, { request, mchid, notifyUrl: notifyUrls.pay }),
    clientParameters(appid, prepayId) {
      const sheet = { appId: appid, timeStamp: String(Math.floor(clock.now() / 1_000)), nonceStr: newNonce() }
      const prepayPackage = `prepay_id=${prepayId}`
      const signed = [sheet.appId, sheet.timeStamp, sheet.nonceStr, prepayPackage, ''].join('\n')
      return { ...sheet, package: prepayPackage, signType: 'RSA', paySign: signText(merchantKey, signed) }
    },
    query: (outTradeNo) => query(caller, outTradeNo, mchid),
    close: (outTradeNo) => close(caller, outTradeNo, mchid),
    refund: (request) => refund(caller, { request, mchid, notifyUrl: notifyUrls.refund }),
    queryRefund: (outRefundNo) => queryRefund(caller, outRefundNo, mchid),
    bill: (day) => bill(caller, day, payBase),
    openNotice: (headers, body) => openNotice({ credentials, clock }, headers, body),
  }
}

interface Asked<Request> {
  request: Request
  mchid: string
  notifyUrl: string
}

async function prepay(caller: PayCaller, { request, mchid, notifyUrl }: Asked<TradeRequest>) {
  const answer = await caller.call({
    method: 'POST',
    target: '/v3/pay/transactions/jsapi',
    body: {
      appid: request.appid,
      mchid,
      description: request.description,
      out_trade_no: request.outTradeNo,
      time_expire: chinaInstant(request.expiresAt),
      notify_url: notifyUrl,
      amount: { total: chargeable(request.amountFen), currency: 'CNY' },
      payer: { openid: request.openid },
    },
  })
  return { prepayId: believed(() => readPrepay(answer)).prepay_id }
}

async function query(caller: PayCaller, outTradeNo: string, mchid: string) {
  const target = `${tradePath(outTradeNo)}?mchid=${encodeURIComponent(mchid)}`
  const answer = await unless(noSuchTrade, () => caller.call({ method: 'GET', target }))
  if ('refused' in answer) return null
  const trade = believed(() => readTrade(answer.value))
  // The signature covers the answer, not the question: another trade's answer must not pass for this one's.
  if (trade.outTradeNo !== outTradeNo || trade.mchid !== mchid) throw unbelieved('the answer is about another trade')
  return trade
}

async function close(caller: PayCaller, outTradeNo: string, mchid: string) {
  const target = `${tradePath(outTradeNo)}/close`
  const known = new Set([...noSuchTrade, ...alreadyPaid, ...alreadyClosed])
  const answer = await unless(known, () => caller.call({ method: 'POST', target, body: { mchid } }))
  if (!('refused' in answer)) return 'closed'
  if (alreadyPaid.has(answer.refused)) return 'paid'
  return alreadyClosed.has(answer.refused) ? 'closed' : 'unknown'
}

async function refund(caller: PayCaller, { request, mchid, notifyUrl }: Asked<RefundRequest>) {
  const answer = await caller.call({
    method: 'POST',
    target: '/v3/refund/domestic/refunds',
    body: {
      out_trade_no: request.outTradeNo,
      out_refund_no: request.outRefundNo,
      reason: request.reason,
      notify_url: notifyUrl,
      amount: { refund: chargeable(request.amountFen), total: chargeable(request.tradeAmountFen), currency: 'CNY' },
    },
  })
  return refundOf(answer, { outRefundNo: request.outRefundNo, mchid })
}

async function queryRefund(caller: PayCaller, outRefundNo: string, mchid: string) {
  const target = `/v3/refund/domestic/refunds/${encodeURIComponent(outRefundNo)}`
  const answer = await unless(noSuchRefund, () => caller.call({ method: 'GET', target }))
  return 'refused' in answer ? null : refundOf(answer.value, { outRefundNo, mchid })
}

async function bill(caller: PayCaller, day: string, payBase: string) {
  if (!isNight(day)) throw new RangeError(`not a day: ${day}`)
  const target = `/v3/bill/tradebill?bill_date=${day}&bill_type=ALL&tar_type=GZIP`
  const answer = await unless(noBillYet, () => caller.call({ method: 'GET', target }))
  if ('refused' in answer) return null
  const told = believed(() => readBillAnswer(answer.value))
  const url = URL.canParse(told.download_url) ? new URL(told.download_url) : null
  if (url?.origin !== payBase) throw unbelieved('the bill lies on another host')
  const file = await caller.download(url.pathname + url.search, maxBillBytes)
  return parseBill(unpackBill(file, told.hash_value))
}

function refundOf(answer: unknown, { outRefundNo, mchid }: { outRefundNo: string; mchid: string }) {
  const state = believed(() => readRefund(answer, mchid))
  if (state.outRefundNo !== outRefundNo) throw unbelieved('the answer is about another refund')
  return state
}

/** What the call says, or the code of a "no" that is one of the expected answers. */
async function unless(
  expected: ReadonlySet<string>,
  call: () => Promise<unknown>,
): Promise<{ value: unknown } | { refused: string }> {
  try {
    return { value: await call() }
  } catch (error) {
    if (error instanceof PayRefused && expected.has(error.code)) return { refused: error.code }
    throw error
  }
}

/** Signed, but not what we know how to read: the outcome stays unknown. */
function believed<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof UnknownShape ? unbelieved(error.message, error) : error
  }
}

function tradePath(outTradeNo: string): string {
  return `/v3/pay/transactions/out-trade-no/${encodeURIComponent(outTradeNo)}`
}

function chargeable(amountFen: number): number {
  if (fen(amountFen) < 1) throw new RangeError(`WeChat moves at least one fen, not ${amountFen}`)
  return amountFen
}

/** RFC 3339 to the second. The same instant always gives the same text: WeChat compares it when a trade is asked again. */
function chinaInstant(at: Instant): string {
  return `${localParts(at, 'Asia/Shanghai')}+08:00`
}
