import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { listAlarms } from '../../../contract/admin/operations.ts'
import { cancelMyOrder, type GuestOrder } from '../../../contract/guest/orders.ts'
import { king } from '../../../proof/house/demo.ts'
import { unsureFaults } from '../../../wechat-sandbox/unsure-faults.ts'
import { noticeHand } from '../../test/notice-hand.ts'
import { type Guest, newWorld, type World } from '../../test/world.ts'

const path = '/v3/refund/domestic/refunds'

let world: World
let guest: Guest

before(async () => {
  world = await newWorld({ env: { YIZHAN_LIMITS: 'off' } })
  guest = await world.guest()
})
after(() => world[Symbol.asyncDispose]())

async function cancelledAfterPaying(): Promise<GuestOrder> {
  const order = await guest.book({ ...king, checkIn: world.day(20), checkOut: world.day(22) })
  await guest.pay(order.id)
  await world.settle()
  await guest.client.call(cancelMyOrder, { params: { id: order.id }, body: { expectedRefundFen: order.totalFen } })
  return order
}

const status = async (order: GuestOrder) => (await guest.order(order.id)).status
const alarms = async () => (await (await world.staff()).client.call(listAlarms, { query: {} })).items

/** What WeChat's ledger has about the money of an order: kind, refund number, sum. */
async function ledgerOf(order: GuestOrder) {
  const rows = await world.sandbox.ledger()
  return rows.filter((row) => row.outTradeNo === `${order.orderNo}-1` && row.kind !== 'payment')
}

for (const fault of unsureFaults) {
  test(`a refund goes through once, in full, under one number, though WeChat answers with ${Object.values(fault).join(' ')} at first`, async () => {
    const order = await cancelledAfterPaying()
    await world.sandbox.addFault({ path, times: 3, ...fault })
    await world.settle()
    for (let minute = 0; minute < 5 && (await status(order)) !== 'refunded'; minute += 1) await world.pass(60)
    assert.equal(await status(order), 'refunded')
    const left = (await world.sandbox.faults())[0]?.times ?? 0
    assert.ok(left < 3, 'the fault was met')
    await world.sandbox.clearFaults()
    const moved = await ledgerOf(order)
    assert.deepEqual(
      moved.map(({ kind, amountFen }) => [kind, amountFen]),
      [
        ['refund_accepted', order.totalFen],
        ['refund_settled', order.totalFen],
      ],
    )
    assert.equal(new Set(moved.map(({ outRefundNo }) => outRefundNo)).size, 1)
    assert.deepEqual(await alarms(), [])
  })
}

test('a refund that the account has no money for rings, and goes through when it has', async () => {
  const order = await cancelledAfterPaying()
  await world.sandbox.addFault({ path, kind: 'error', code: 'NOT_ENOUGH', times: 2 })
  await world.settle()
  await world.pass(601)
  const [alarm, ...others] = await alarms()
  assert.deepEqual([alarm?.kind, alarm?.detail, others], ['refund_abnormal', { code: 'NOT_ENOUGH' }, []])
  assert.equal(await status(order), 'refunding')
  await world.pass(601)
  await world.pass(60)
  assert.equal(await status(order), 'refunded')
  assert.deepEqual(await alarms(), [])
  assert.equal((await ledgerOf(order)).length, 2)
})

for (const outcome of ['ABNORMAL', 'CLOSED'] as const) {
  test(`a refund that ends as ${outcome} keeps the order refunding under an open alarm, until the money is there`, async () => {
    using hand = await noticeHand(world)
    const order = await cancelledAfterPaying()
    await world.sandbox.addFault({ path, kind: 'outcome', outcome })
    await world.settle()
    await world.pass(60)
    assert.equal(await status(order), 'refunding')
    const [alarm] = await alarms()
    assert.equal(alarm?.kind, 'refund_abnormal')
    await world.pass(86_400)
    assert.deepEqual([await status(order), (await alarms()).length], ['refunding', 1])

    const [refund] = await world.app.modules.payments.refundsOf(world.app.ports.db, order.id)
    const content = {
      mchid: hand.keys.mchid,
      out_trade_no: `${order.orderNo}-1`,
      out_refund_no: refund!.outRefundNo,
      refund_id: '50309',
      refund_status: 'SUCCESS',
      success_time: new Date(world.app.ports.clock.now()).toISOString(),
      amount: { total: order.totalFen, refund: order.totalFen },
    }
    const letter = {
      id: randomUUID(),
      path: '/api/wechat/refund/notify',
      eventType: 'REFUND.SUCCESS',
      originalType: 'refund',
      content,
    } as const
    assert.equal(await hand.bring(letter.path, await hand.write(letter)), 200)
    assert.equal(await status(order), 'refunded')
    assert.deepEqual(await alarms(), [])
  })
}

test('a refund that takes days is asked about until it is done', async () => {
  const order = await cancelledAfterPaying()
  await world.sandbox.addFault({ path, kind: 'outcome', outcome: 'PROCESSING' })
  await world.settle()
  const [refund] = await world.app.modules.payments.refundsOf(world.app.ports.db, order.id)
  await world.pass(3 * 86_400)
  assert.equal(await status(order), 'refunding')
  await world.sandbox.settleRefund(refund!.outRefundNo, 'SUCCESS')
  await world.pass(60)
  assert.equal(await status(order), 'refunded')
  assert.equal((await ledgerOf(order)).length, 2)
})
