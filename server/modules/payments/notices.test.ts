import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { cancelMyOrder } from '../../../contract/guest/orders.ts'
import { king } from '../../../proof/house/demo.ts'
import { type Letter, type NoticeHand, noticeHand, type Sent } from '../../test/notice-hand.ts'
import { anyMutation } from '../../test/notice-mutations.ts'
import { type Guest, newWorld, type World } from '../../test/world.ts'

const [trades, refunds, mutationsOfEach] = [24, 6, 50]
const tradesOfAGuest = 4

let world: World
let hand: NoticeHand

before(async () => {
  world = await newWorld({ env: { YIZHAN_LIMITS: 'off' } })
  hand = await noticeHand(world)
})
after(async () => {
  hand[Symbol.dispose]()
  await world[Symbol.asyncDispose]()
})

let booked = 0

/** A night with a room left: six are booked on each. */
function freeNight(): { checkIn: string; checkOut: string } {
  const offset = 3 + Math.floor(booked / 6)
  booked += 1
  return { checkIn: world.day(offset), checkOut: world.day(offset + 1) }
}

interface Told {
  letter: Letter
  status(): Promise<string>
  /** What the order becomes when the true notice is heard. */
  becomes: 'paid' | 'refunded'
}

/** A payment that the person has made and nobody has told of. */
async function paidUntold(guest: Guest): Promise<Told> {
  const order = await guest.book({ ...king, ...freeNight() })
  await guest.pay(order.id, { mode: 'none' })
  const trade = (await world.app.ports.pay.query(`${order.orderNo}-1`))!
  const content = {
    appid: trade.appid,
    mchid: trade.mchid,
    out_trade_no: trade.outTradeNo,
    transaction_id: trade.transactionId,
    trade_type: 'JSAPI',
    trade_state: 'SUCCESS',
    success_time: new Date(trade.paidAt!).toISOString(),
    payer: { openid: trade.openid },
    amount: { total: trade.amountFen, payer_total: trade.amountFen, currency: 'CNY', payer_currency: 'CNY' },
  }
  return {
    letter: {
      id: randomUUID(),
      path: '/api/wechat/pay/notify',
      eventType: 'TRANSACTION.SUCCESS',
      originalType: 'transaction',
      content,
    },
    status: async () => (await guest.order(order.id)).status,
    becomes: 'paid',
  }
}

/** A refund that WeChat has taken, has made, and has not told of. */
async function refundedUntold(guest: Guest): Promise<Told> {
  const order = await guest.book({ ...king, ...freeNight() })
  await guest.pay(order.id)
  await world.settle()
  await world.sandbox.addFault({ path: '/v3/refund/domestic/refunds', kind: 'outcome', outcome: 'PROCESSING' })
  await guest.client.call(cancelMyOrder, { params: { id: order.id }, body: { expectedRefundFen: order.totalFen } })
  await world.settle()
  const [refund] = await world.app.modules.payments.refundsOf(world.app.ports.db, order.id)
  assert.equal(refund?.state, 'processing')
  const told = (await world.app.ports.pay.queryRefund(refund.outRefundNo))!
  const content = {
    mchid: told.mchid,
    transaction_id: '4200',
    out_trade_no: told.outTradeNo,
    refund_id: told.refundId,
    out_refund_no: told.outRefundNo,
    refund_status: 'SUCCESS',
    success_time: new Date(world.app.ports.clock.now()).toISOString(),
    amount: { total: order.totalFen, refund: order.totalFen, payer_total: 1, payer_refund: 1 },
  }
  return {
    letter: {
      id: randomUUID(),
      path: '/api/wechat/refund/notify',
      eventType: 'REFUND.SUCCESS',
      originalType: 'refund',
      content,
    },
    status: async () => (await guest.order(order.id)).status,
    becomes: 'refunded',
  }
}

const tables = [
  'trade',
  'payment',
  'refund',
  'pay_notice',
  'pay_quarantine',
  'orders',
  'order_event',
  'order_line',
  'order_payment',
  'coupon_grant',
  'inventory_night',
  'alarm',
  'outbox',
  'inbox',
  'errand',
]

/** All rows that money can move. */
async function everything(): Promise<Record<string, unknown[]>> {
  const rows = await Promise.all(tables.map((table) => world.app.ports.db.prepared(`select * from ${table}`).all()))
  return Object.fromEntries(tables.map((table, index) => [table, rows[index]!]))
}

/** How many rows there are, and how often they have changed: cheap enough to look at after each call. */
async function pulse(): Promise<unknown> {
  return world.app.ports.db
    .prepared(`select (select count(*) from pay_notice) as notices, (select count(*) from pay_quarantine) as aside,
      (select count(*) from payment) as payments, (select sum(version) from orders) as orders,
      (select count(*) from alarm) as alarms, (select count(*) from outbox) as events,
      (select sum(turn) from errand) as errands, (select group_concat(state) from trade) as trades,
      (select group_concat(state) from refund) as refunds`)
    .get()
}

test(`${trades + refunds} notices, ${mutationsOfEach} mutations of each: all refused, nothing changed, then the true one works`, async () => {
  const people = await Promise.all(Array.from({ length: trades / tradesOfAGuest }, () => world.guest()))
  const told: Told[] = []
  for (let number = 0; number < refunds; number += 1) told.push(await refundedUntold(people[number]!))
  for (let number = 0; number < trades; number += 1) {
    told.push(await paidUntold(people[number % people.length]!))
  }
  const genuine: Sent[] = await Promise.all(told.map(({ letter }) => hand.write(letter)))
  const start = await everything()
  const still = await pulse()
  for (const [index, { letter }] of told.entries()) {
    const other = genuine[(index + 1) % genuine.length]!
    const property = fc.asyncProperty(anyMutation, async (mutation) => {
      const now = world.app.ports.clock.now()
      const sent = await mutation.make(letter, hand, { now, other })
      const status = await hand.bring(letter.path, sent)
      assert.ok(status >= 400 && status < 500, `${mutation.name} was answered ${status}`)
      assert.deepEqual(await pulse(), still, mutation.name)
    })
    await fc.assert(property, { numRuns: mutationsOfEach, seed: 20_261_125 + index })
  }
  assert.deepEqual(await everything(), start)
  for (const { letter, status, becomes } of told) {
    assert.equal(await hand.bring(letter.path, await hand.write(letter)), 200)
    assert.equal(await status(), becomes)
  }
  await world.settle()
})

/** WeChat's own word, well signed and sealed, and yet not about this trade. */
const mismatches: Record<string, (content: Record<string, unknown>) => Record<string, unknown>> = {
  'another merchant': (told) => ({ ...told, mchid: '1900000001' }),
  'another app': (told) => ({ ...told, appid: 'wx0000000000000000' }),
  'a fen less': (told) => ({ ...told, amount: { total: totalOf(told) - 1, currency: 'CNY' } }),
  'a fen more': (told) => ({ ...told, amount: { total: totalOf(told) + 1, currency: 'CNY' } }),
  'another currency': (told) => ({ ...told, amount: { total: totalOf(told), currency: 'USD' } }),
  'another payer': (told) => ({ ...told, payer: { openid: 'oMSomebodyElse' } }),
  'no payer': ({ payer: _payer, ...told }) => told,
  'a trade we never opened': (told) => ({ ...told, out_trade_no: '26010100000999-1' }),
}

function totalOf(told: Record<string, unknown>): number {
  return (told.amount as { total: number }).total
}

for (const [name, content] of Object.entries(mismatches)) {
  test(`a true notice that tells of ${name} moves nothing but leaves a row and an alarm, and does not use up the place of the right one`, async () => {
    const guest = await world.guest()
    const { letter, status } = await paidUntold(guest)
    const before = await everything()
    for (let time = 0; time < 3; time += 1) {
      assert.equal(await hand.bring(letter.path, await hand.write(letter, { content })), 200)
    }
    const { pay_notice: notices, pay_quarantine: aside, alarm: alarms, ...rest } = await everything()
    const { pay_notice, pay_quarantine, alarm, ...restBefore } = before
    assert.deepEqual(rest, restBefore)
    assert.deepEqual(
      [notices, aside, alarms].map((rows) => rows!.length),
      [pay_notice, pay_quarantine, alarm].map((rows) => rows!.length + 1),
    )
    assert.equal(await hand.bring(letter.path, await hand.write(letter)), 200)
    assert.equal(await status(), 'paid')
  })
}

test('a refund notice of another sum leaves the order refunding, with an alarm, until the true one comes', async () => {
  const guest = await world.guest()
  const { letter, status } = await refundedUntold(guest)
  const content = (told: Record<string, unknown>) => ({ ...told, amount: { total: totalOf(told), refund: 1 } })
  assert.equal(await hand.bring(letter.path, await hand.write(letter, { content })), 200)
  assert.equal(await status(), 'refunding')
  assert.equal(await hand.bring(letter.path, await hand.write(letter)), 200)
  assert.equal(await status(), 'refunded')
})

test('a storm of the same notice, under its own id and under new ones, books the money once', async () => {
  const guest = await world.guest()
  const { letter, status } = await paidUntold(guest)
  const before = (await everything()).payment!.length
  const storm = Array.from({ length: 100 }, (_, index) => (index % 2 ? letter : { ...letter, id: randomUUID() }))
  const answers = await Promise.all(storm.map(async (copy) => hand.bring(copy.path, await hand.write(copy))))
  assert.deepEqual(new Set(answers), new Set([200]))
  assert.equal(await status(), 'paid')
  assert.equal((await everything()).payment!.length, before + 1)
})

for (const seconds of [-299, 299]) {
  test(`a notice signed ${Math.abs(seconds)} s ${seconds < 0 ? 'ago' : 'ahead'}, under either of WeChat’s keys, is good`, async () => {
    const guest = await world.guest()
    const { letter, status } = await paidUntold(guest)
    const signedAt = world.app.ports.clock.now() + seconds * 1_000
    const sent = await hand.write(letter, { signedAt, key: hand.keys.publicKey })
    assert.equal(await hand.bring(letter.path, sent), 200)
    assert.equal(await status(), 'paid')
  })
}

test('a notice whose effect fails is not taken: no inbox row, no 2xx, and it works when it is sent again', async () => {
  const { db } = world.app.ports
  const guest = await world.guest()
  const { letter, status } = await paidUntold(guest)
  const before = await everything()
  const ddl = (sql: string) => db.transaction((tx) => tx.prepared(sql).run())
  await ddl(`create trigger full before insert on order_payment begin select raise(abort, 'the disk is full'); end`)
  const answer = await hand.bring(letter.path, await hand.write(letter))
  await ddl('drop trigger full')
  assert.ok(answer >= 500, `answered ${answer}`)
  assert.deepEqual(await everything(), before)
  assert.equal(await hand.bring(letter.path, await hand.write(letter)), 200)
  assert.equal(await status(), 'paid')
})
