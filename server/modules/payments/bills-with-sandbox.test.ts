import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import {
  closeAlarm,
  getReconciliation,
  listAlarms,
  listAudit,
  resolveDifference,
} from '../../../contract/admin/operations.ts'
import { ApiProblem } from '../../../contract/client.ts'
import { cancelMyOrder, type GuestOrder } from '../../../contract/guest/orders.ts'
import { king } from '../../../proof/house/demo.ts'
import { billColumns } from '../../../wechat-sandbox/pay/bill-file.ts'
import { addNights, instantAt, localParts, type Night } from '../../kernel/stay.ts'
import type { BillLine } from '../../ports/pay.ts'
import { type Guest, newWorld, type World } from '../../test/world.ts'

const zone = 'Asia/Shanghai'
const refused = (code: string) => (error: unknown) => error instanceof ApiProblem && error.code === code

const chinaDay = (world: World): Night => localParts(world.app.ports.clock.now(), zone).slice(0, 10)

/** Time passes until that minute of that day in China. */
async function until(world: World, day: Night, minutes: number): Promise<void> {
  const seconds = Math.ceil((instantAt(day, minutes, zone) - world.app.ports.clock.now()) / 1_000)
  if (seconds > 0) await world.pass(seconds)
}

/** The sweep looks for bills, and what it asks for is done. */
async function lookForBills(world: World): Promise<void> {
  await world.app.modules.payments.askBills()
  await world.settle()
}

async function cancel(world: World, guest: Guest, order: GuestOrder): Promise<void> {
  await guest.client.call(cancelMyOrder, { params: { id: order.id }, body: { expectedRefundFen: order.totalFen } })
  await world.settle()
}

/** A world at nine in the morning of a day in China, and that day. */
async function worldInTheMorning(): Promise<{ world: World; day: Night }> {
  const world = await newWorld()
  const day = addNights(chinaDay(world), 1)
  await until(world, day, 9 * 60)
  return { world, day }
}

async function paidOrder(world: World, guest: Guest, offset = 9) {
  const order = await guest.book({ ...king, checkIn: world.day(offset), checkOut: world.day(offset + 1) })
  await guest.pay(order.id)
  await world.settle()
  return order
}

async function matchedDays(world: World): Promise<string[]> {
  const rows = await world.app.ports.db.prepared('select day from bill_day order by day').all<{ day: string }>()
  return rows.map(({ day }) => day)
}

const alarmsOf = async (world: World) => (await (await world.staff()).client.call(listAlarms, { query: {} })).items

test('a week of WeChat’s own bills, with payments, refunds and empty days, agrees with the books to the fen', async () => {
  const { world, day } = await worldInTheMorning()
  await using _ = world
  const guest = await world.guest()
  const [kept, returned] = [await paidOrder(world, guest), await paidOrder(world, guest)]
  await cancel(world, guest, returned)
  await until(world, addNights(day, 1), 9 * 60)
  await cancel(world, guest, kept)
  for (let later = 1; later <= 6; later += 1) {
    await until(world, addNights(day, later), 10 * 60 + 1)
    await lookForBills(world)
    if (later === 4) await paidOrder(world, guest)
  }
  const days = await matchedDays(world)
  assert.deepEqual(
    days,
    [0, 1, 2, 3, 4].map((count) => addNights(day, count)),
  )
  const manager = await world.staff()
  for (const each of days) {
    assert.deepEqual(await manager.client.call(getReconciliation, { query: { day: each } }), { day: each, items: [] })
  }
  const lines = await world.app.ports.db
    .prepared('select bill_lines from bill_day order by day')
    .all<{ bill_lines: number }>()
  assert.deepEqual(
    lines.map((row) => row.bill_lines),
    [3, 1, 0, 0, 1],
  )
  assert.deepEqual(await alarmsOf(world), [])
})

const asFile = (bytes: Buffer) => ({ kind: 'error', status: 200, bodyBase64: bytes.toString('base64') }) as const

test('a bill that was cut, changed, not signed or lost on its way is refused and fetched again', async () => {
  const { world, day } = await worldInTheMorning()
  await using _ = world
  await paidOrder(world, await world.guest())
  const [file, link] = ['/v3/billdownload/file', '/v3/bill/tradebill']
  const [line] = [paymentLine({ outTradeNo: 'A-1', transactionId: '4200' })]
  const whole = gzipSync(billFile([line]))
  const spoilt = [
    { path: file, ...asFile(whole) },
    { path: file, ...asFile(whole.subarray(0, -10)) },
    { path: file, ...asFile(billFile([line]).subarray(0, 100)) },
    { path: file, ...asFile(Buffer.from('<html>busy</html>')) },
    { path: file, kind: 'drop-answer' },
    { path: file, kind: 'error', code: 'SYSTEM_ERROR' },
    { path: link, kind: 'unsigned' },
    { path: link, kind: 'wrong-signature' },
    { path: link, kind: 'error', code: 'FREQUENCY_LIMITED' },
    { path: link, kind: 'refuse' },
  ] as const
  await until(world, addNights(day, 1), 10 * 60 + 1)
  for (const fault of spoilt) {
    await world.sandbox.addFault(fault)
    await lookForBills(world)
    assert.equal((await world.sandbox.faults()).length, 0, 'the fault was met')
    assert.deepEqual(await matchedDays(world), [], JSON.stringify(fault).slice(0, 80))
  }
  await lookForBills(world)
  assert.deepEqual(await matchedDays(world), [day])
  assert.deepEqual(await alarmsOf(world), [])
})

test('a bill that WeChat signed and that differs makes a row for each difference, and a person explains them', async () => {
  const { world, day } = await worldInTheMorning()
  await using _ = world
  const guest = await world.guest()
  const orders = [await paidOrder(world, guest), await paidOrder(world, guest), await paidOrder(world, guest)]
  await cancel(world, guest, orders[2]!)
  await until(world, addNights(day, 1), 10 * 60 + 1)
  const lines = (await world.app.ports.pay.bill(day))!
  const of = (index: number) =>
    lines.find((line) => line.kind === 'payment' && line.outTradeNo === `${orders[index]!.orderNo}-1`)!
  const back = lines.find((line) => line.kind === 'refund')!
  const told = [
    { ...of(1), amountFen: of(1).amountFen + 1 },
    of(2),
    of(2),
    { ...back, state: 'FAIL' },
    paymentLine({ outTradeNo: 'somebody-else', transactionId: '42009' }),
  ]
  await serveBill(world, told)
  await lookForBills(world)

  await refusedAtTheDesk(world, day)
  const manager = await world.staff()
  const { items } = await manager.client.call(getReconciliation, { query: { day } })
  assert.deepEqual(
    items.map(({ kind, subjectNo }) => `${kind} ${subjectNo}`).sort(),
    [
      `amount ${of(1).outTradeNo}`,
      `state ${back.outRefundNo}`,
      `duplicate ${of(2).outTradeNo}`,
      'missing_here somebody-else',
      `missing_there ${of(0).outTradeNo}`,
    ].sort(),
  )
  const [alarm, ...others] = await alarmsOf(world)
  assert.deepEqual([alarm?.kind, alarm?.subject, others], ['bill_difference', `bill:${day}`, []])

  for (const [index, { id }] of items.entries()) {
    assert.equal((await alarmsOf(world)).length, 1, `after ${index} notes`)
    const note = `看过了：${index}`
    await manager.client.call(resolveDifference, { params: { id }, body: { day, note } })
    await assert.rejects(
      manager.client.call(resolveDifference, { params: { id }, body: { day, note } }),
      refused('not_found'),
    )
  }
  const resolved = await manager.client.call(getReconciliation, { query: { day } })
  assert.deepEqual(
    resolved.items.map(({ note, resolvedAt }) => [note, resolvedAt !== null]),
    items.map((_item, index) => [`看过了：${index}`, true]),
  )
  assert.deepEqual(await alarmsOf(world), [])
  await assert.rejects(
    manager.client.call(closeAlarm, { params: { id: alarm!.id }, body: { note: 'x' } }),
    refused('alarm_closed'),
  )
  const audit = await manager.client.call(listAudit, { query: {} })
  assert.equal(audit.items.filter(({ action }) => action === 'bill.resolve').length, 5)

  await serveBill(world, [])
  await world.pass(24 * 3_600)
  await lookForBills(world)
  const nextMorning = await world.staff()
  assert.equal((await nextMorning.client.call(getReconciliation, { query: { day } })).items.length, 5)
})

/** Differences are for those who may reconcile. */
async function refusedAtTheDesk(world: World, day: Night): Promise<void> {
  await world.app.modules.staff.create(
    { username: 'suwan', name: '苏晚', password: 'keys and a kettle', roles: [{ role: 'desk', hotelId: '*' }] },
    { kind: 'system', cause: 'test' },
  )
  const { client } = await world.staff('suwan', 'keys and a kettle')
  const [row] = await world.app.modules.payments.differencesOf(world.app.ports.db, day)
  await assert.rejects(client.call(getReconciliation, { query: { day } }), refused('forbidden'))
  await assert.rejects(
    client.call(resolveDifference, { params: { id: row!.id }, body: { day, note: 'x' } }),
    refused('forbidden'),
  )
}

/** WeChat’s next bill is this one: its link signed, its digest right. */
async function serveBill(world: World, lines: readonly BillLine[]): Promise<void> {
  const bytes = billFile(lines)
  const body = {
    hash_type: 'SHA1',
    hash_value: createHash('sha1').update(bytes).digest('hex'),
    download_url: `${world.sandboxUrl}/v3/billdownload/file?token=other`,
  }
  await world.sandbox.addFault({ path: '/v3/bill/tradebill', kind: 'error', status: 200, body })
  await world.sandbox.addFault({ path: '/v3/billdownload/file', ...asFile(gzipSync(bytes)) })
}

/** A bill as WeChat writes it, of these lines. */
function billFile(lines: readonly BillLine[]): Buffer {
  const rows = lines.map((line) => {
    const values: Partial<Record<(typeof billColumns)[number], string>> = {
      交易时间: localParts(line.at, zone).replace('T', ' '),
      微信订单号: line.transactionId,
      商户订单号: line.outTradeNo,
      用户标识: line.openid,
      交易状态: line.kind === 'payment' ? 'SUCCESS' : 'REFUND',
      订单金额: (line.amountFen / 100).toFixed(2),
      微信退款单号: line.refundId ?? '0',
      商户退款单号: line.outRefundNo ?? '0',
      申请退款金额: (line.refundFen / 100).toFixed(2),
      退款状态: line.kind === 'payment' ? '' : line.state,
    }
    return `\`${billColumns.map((column) => values[column] ?? '').join(',`')}`
  })
  return Buffer.from(`\uFEFF${[billColumns.join(','), ...rows, '总交易单数', `\`${lines.length}`].join('\r\n')}\r\n`)
}

function paymentLine(change: Pick<BillLine, 'outTradeNo' | 'transactionId'>): BillLine {
  const at = Date.parse('2026-11-25T12:00:00+08:00')
  const none = { refundId: null, outRefundNo: null, refundFen: 0 }
  return { kind: 'payment', at, openid: 'oNobody', amountFen: 5_000, state: 'SUCCESS', ...none, ...change }
}
