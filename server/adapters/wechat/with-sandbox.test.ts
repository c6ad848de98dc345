import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { type Person, type SandboxClient, sandboxClient } from '../../../wechat-sandbox/client.ts'
import { mismatches } from '../../../wechat-sandbox/notices/mutations.ts'
import { type Sandbox, startSandbox } from '../../../wechat-sandbox/sandbox.ts'
import { unsureFaults } from '../../../wechat-sandbox/unsure-faults.ts'
import { Refusal, Unavailable } from '../../kernel/refusal.ts'
import { ForgedNotice, type Notice, type Pay, PayRefused, type TradeRequest } from '../../ports/pay.ts'
import { SendUnknown, type Wechat } from '../../ports/wechat.ts'
import { readCredentialsFile, type WechatCredentials } from './credentials.ts'
import { createPay } from './pay.ts'
import { createWechat } from './wechat.ts'

/** Both ports against the sandbox: two readings of WeChat's pages, which must agree. */

const clock = { time: Date.parse('2026-11-25T02:00:00Z'), now: () => clock.time }
const dataDir = mkdtempSync(join(tmpdir(), 'wechat-ports-'))
const heard: Notice[] = []
const refusal = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

let sandbox: Sandbox
let client: SandboxClient
let credentials: WechatCredentials
let wechat: Wechat
let pay: Pay
let guest: Person
let closeEar: () => Promise<void>

before(async () => {
  sandbox = await startSandbox({ dataDir, clock })
  client = sandboxClient(sandbox.url)
  credentials = readCredentialsFile(sandbox.credentialsFile)
  wechat = createWechat({ credentials, clock })
  const ear = await listen()
  closeEar = ear.close
  pay = createPay({ credentials, clock, notifyUrls: { pay: `${ear.url}/pay`, refund: `${ear.url}/refund` } })
  guest = await client.createUser({ nickname: '李梅', phone: '13812345678' })
})

after(async () => {
  await closeEar()
  await sandbox.close()
  rmSync(dataDir, { recursive: true })
})

/** Where notices arrive: opened by the port, kept, and answered as a merchant does. */
async function listen(): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    try {
      heard.push(pay.openNotice(request.headers, Buffer.concat(chunks)))
      response.writeHead(204).end()
    } catch (error) {
      response.writeHead(error instanceof ForgedNotice ? 401 : 500).end()
    }
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

describe('the platform', () => {
  test('signs a guest in by a code, once, through either app', async () => {
    const code = await client.loginCode(guest.userId)
    const person = await wechat.login('mini', code)
    assert.equal(person.openid, guest.openid)
    assert.equal(person.appid, credentials.mini.appid)
    await assert.rejects(wechat.login('mini', code), refusal('login_code_invalid'))

    const onWeb = await wechat.login('web', await client.loginCode(guest.userId, 'web'))
    assert.equal(onWeb.unionid, person.unionid)
    assert.notEqual(onWeb.openid, person.openid)
    assert.equal(onWeb.sessionKey, null)
  })

  test('refuses or puts off a sign-in as WeChat says', async () => {
    await client.addFault({ path: '/sns/jscode2session', kind: 'error', errcode: 40226 })
    await assert.rejects(wechat.login('mini', await client.loginCode(guest.userId)), refusal('login_blocked'))
    for (const fault of [
      { kind: 'error', errcode: 45011 },
      { kind: 'error', errcode: -1 },
      { kind: 'refuse' },
    ] as const) {
      await client.addFault({ path: '/sns/jscode2session', ...fault })
      await assert.rejects(wechat.login('mini', await client.loginCode(guest.userId)), Unavailable)
    }
  })

  test('tells the phone behind a code, once, to its own person only', async () => {
    const stranger = await client.createUser()
    const code = await client.phoneCode(guest.userId)
    await assert.rejects(wechat.phoneByCode(code, stranger.openid), refusal('phone_code_invalid'))
    assert.equal(await wechat.phoneByCode(code, guest.openid), '13812345678')
    await assert.rejects(wechat.phoneByCode(code, guest.openid), refusal('phone_code_invalid'))
  })

  test('tells the phone in the older way, under the newest session key', async () => {
    const first = await wechat.login('mini', await client.loginCode(guest.userId))
    const sealed = await client.encryptedPhone(guest.userId)
    assert.equal(wechat.phoneByEncryptedData(first.sessionKey!, sealed.encryptedData, sealed.iv), '13812345678')
    const second = await wechat.login('mini', await client.loginCode(guest.userId))
    const open = () => wechat.phoneByEncryptedData(second.sessionKey!, sealed.encryptedData, sealed.iv)
    assert.throws(open, refusal('phone_data_invalid'))
  })

  test('sends one message for one consent, then refuses with 43101', async () => {
    const message = {
      openid: guest.openid,
      templateId: credentials.templates.confirmed,
      page: 'pages/order/index?id=1',
      fields: { thing1: '大床房', thing2: '已办理入住' },
    }
    await client.consent(guest.userId, ['confirmed'])
    const outcome = await wechat.send(message)
    const [delivered] = await client.messages({ openid: guest.openid })
    assert.deepEqual(outcome, { kind: 'sent', msgid: delivered?.msgid })
    assert.deepEqual(delivered?.fields, message.fields)
    const again = await wechat.send(message)
    assert.equal(again.kind === 'refused' && again.errcode, 43101)
  })

  test('leaves it unknown whether a message went out when its answer is lost', async () => {
    const message = {
      openid: guest.openid,
      templateId: credentials.templates.finished,
      page: 'pages/order/index',
      fields: { character_string1: '26112500000001', thing5: '期待再来' },
    }
    await client.consent(guest.userId, ['finished'])
    await client.addFault({ path: '/cgi-bin/message/subscribe/send', kind: 'drop-answer' })
    await assert.rejects(wechat.send(message), SendUnknown)
    const delivered = await client.messages({ openid: guest.openid })
    assert.equal(delivered.filter((each) => each.template === 'finished').length, 1)
  })

  test('is asked for a newer access token when somebody else has replaced ours', async () => {
    const message = { openid: guest.openid, templateId: credentials.templates.paid, page: '', fields: {} }
    const replaced = await fetch(`${sandbox.url}/cgi-bin/stable_token`, {
      method: 'POST',
      body: JSON.stringify({ grant_type: 'client_credential', ...credentials.mini, force_refresh: true }),
    })
    assert.equal(replaced.status, 200)
    const outcome = await wechat.send(message)
    assert.equal(outcome.kind === 'refused' && outcome.errcode, 47003)
    const verdicts = (await client.calls('/cgi-bin/message/subscribe/send')).slice(0, 2).map((call) => call.verdict)
    assert.deepEqual(verdicts, ['47003', '40001'])
  })
})

let trades = 0

function wish(change: Partial<TradeRequest> = {}): TradeRequest {
  trades += 1
  return {
    appid: pay.appidFor('mini'),
    openid: guest.openid,
    outTradeNo: `26112500000001-${trades}`,
    description: '驿站·槐里店 2 晚',
    amountFen: 83_666,
    expiresAt: clock.now() + 1_800_000,
    ...change,
  }
}

async function paidTrade(change: Partial<TradeRequest> = {}): Promise<string> {
  const request = wish(change)
  const { prepayId } = await pay.prepay(request)
  await client.pay(prepayId, guest.userId)
  await sandbox.idle()
  return request.outTradeNo
}

describe('a payment', () => {
  test('goes from prepay over the pay sheet and the notice to the query', async () => {
    const request = wish()
    assert.equal(await pay.query(request.outTradeNo), null)
    const { prepayId } = await pay.prepay(request)
    assert.equal((await pay.query(request.outTradeNo))?.state, 'NOTPAY')

    const sheet = await client.openPaySheet(pay.clientParameters(request.appid, prepayId))
    assert.equal(sheet.amountFen, 83_666)
    await client.pay(sheet.prepayId, guest.userId)
    await sandbox.idle()

    const notice = heard.at(-1)!
    assert.equal(notice.eventType, 'TRANSACTION.SUCCESS')
    const trade = notice.kind === 'trade' ? notice.trade : assert.fail()
    assert.deepEqual(trade, await pay.query(request.outTradeNo))
    assert.deepEqual(
      [trade.appid, trade.mchid, trade.openid, trade.amountFen, trade.currency, trade.state, trade.paidAt],
      [request.appid, pay.mchid, guest.openid, 83_666, 'CNY', 'SUCCESS', clock.now()],
    )
    assert.equal(await pay.close(request.outTradeNo), 'paid')
    await assert.rejects(pay.prepay(request), PayRefused)
  })

  test('can be prepared again with the same parameters, not with others', async () => {
    const request = wish()
    const first = await pay.prepay(request)
    const second = await pay.prepay(request)
    assert.notEqual(first.prepayId, second.prepayId)
    await assert.rejects(pay.prepay({ ...request, amountFen: 1 }), { name: 'PayRefused', code: 'INVALID_REQUEST' })
  })

  test('can no longer be made once the trade is closed', async () => {
    const request = wish()
    assert.equal(await pay.close(request.outTradeNo), 'unknown')
    await pay.prepay(request)
    assert.equal(await pay.close(request.outTradeNo), 'closed')
    assert.equal(await pay.close(request.outTradeNo), 'closed')
    assert.equal((await pay.query(request.outTradeNo))?.state, 'CLOSED')
    await assert.rejects(pay.prepay(request), { name: 'PayRefused', code: 'ORDER_CLOSED' })
  })

  test('has an unknown outcome when WeChat is silent, busy, or not to be trusted', async () => {
    const request = wish()
    const path = '/v3/pay/transactions/jsapi'
    for (const fault of unsureFaults) {
      await client.addFault({ path, ...fault })
      await assert.rejects(pay.prepay(request), Unavailable, JSON.stringify(fault))
    }
    assert.ok((await pay.prepay(request)).prepayId)
  })
})

describe('notices', () => {
  test("in every forged kind are refused, and WeChat's own word about another trade opens", async () => {
    const outTradeNo = await paidTrade()
    const mutations = await client.mutations()
    assert.ok(mutations.length >= 30)
    for (const mutation of mutations) {
      const before = heard.length
      const { status } = await client.sendNotice(outTradeNo, { mutation })
      const opened = mismatches.includes(mutation)
      assert.equal(status, opened ? 204 : 401, mutation)
      assert.equal(heard.length - before, opened ? 1 : 0, mutation)
    }
  })

  test('signed 299 s ago or ahead open', async () => {
    const outTradeNo = await paidTrade()
    for (const shiftSeconds of [-299, 0, 299]) {
      assert.equal((await client.sendNotice(outTradeNo, { shiftSeconds })).status, 204)
    }
  })
})

describe('a refund', () => {
  test('is accepted, asked again without effect, settled, told and found', async () => {
    const outTradeNo = await paidTrade()
    const request = { outTradeNo, outRefundNo: 'R-1', amountFen: 43_666, tradeAmountFen: 83_666, reason: '提前离店' }
    assert.equal(await pay.queryRefund('R-1'), null)
    const accepted = await pay.refund(request)
    assert.equal(accepted.state, 'PROCESSING')
    assert.equal((await pay.refund(request)).refundId, accepted.refundId)

    await client.settleRefund('R-1', 'SUCCESS')
    await sandbox.idle()
    const notice = heard.at(-1)!
    assert.equal(notice.eventType, 'REFUND.SUCCESS')
    const told = notice.kind === 'refund' ? notice.refund : assert.fail()
    assert.deepEqual(told, await pay.queryRefund('R-1'))
    assert.deepEqual([told.amountFen, told.tradeAmountFen, told.settledAt], [43_666, 83_666, clock.now()])
    assert.equal((await pay.query(outTradeNo))?.state, 'REFUND')
  })

  test('is refused above what was paid, and without money in the account', async () => {
    const outTradeNo = await paidTrade()
    const request = { outTradeNo, outRefundNo: 'R-2', amountFen: 83_667, tradeAmountFen: 83_666, reason: '取消' }
    await assert.rejects(pay.refund(request), PayRefused)
    await client.addFault({ path: '/v3/refund/domestic/refunds', kind: 'error', code: 'NOT_ENOUGH' })
    await assert.rejects(pay.refund({ ...request, amountFen: 1 }), { name: 'PayRefused', code: 'NOT_ENOUGH' })
  })

  test('tells when it is abnormal', async () => {
    const outTradeNo = await paidTrade()
    await pay.refund({ outTradeNo, outRefundNo: 'R-3', amountFen: 1, tradeAmountFen: 83_666, reason: '取消' })
    await client.settleRefund('R-3', 'ABNORMAL')
    await sandbox.idle()
    assert.equal(heard.at(-1)?.eventType, 'REFUND.ABNORMAL')
    assert.equal((await pay.queryRefund('R-3'))?.state, 'ABNORMAL')
  })
})

test('the bill of a day is the ledger of that day, from ten the next morning', async () => {
  clock.time = Date.parse('2026-11-26T09:59:00+08:00')
  assert.equal(await pay.bill('2026-11-25'), null)
  clock.time = Date.parse('2026-11-26T10:00:00+08:00')
  const lines = (await pay.bill('2026-11-25')) ?? assert.fail('no bill')
  const ledger = await client.ledger()
  const payments = ledger.filter((entry) => entry.kind === 'payment')
  const refunds = ledger.filter((entry) => entry.kind === 'refund_accepted')
  const sums = (parts: { outTradeNo: string; amountFen: number }[]) =>
    parts.map(({ outTradeNo, amountFen }) => `${outTradeNo} ${amountFen}`).sort()
  const paid = lines.filter((line) => line.kind === 'payment')
  assert.ok(payments.length >= 4 && refunds.length >= 2)
  assert.deepEqual(sums(paid), sums(payments))
  assert.deepEqual(
    lines.filter((line) => line.kind === 'refund').map(({ outRefundNo, refundFen }) => [outRefundNo, refundFen]),
    refunds.map(({ outRefundNo, amountFen }) => [outRefundNo, amountFen]).reverse(),
  )
  await client.addFault({ path: '/v3/billdownload/file', kind: 'drop-answer' })
  await assert.rejects(pay.bill('2026-11-25'), Unavailable)
})
