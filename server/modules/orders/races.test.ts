import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Placed } from './place-orders.ts'
import { type House, openHouse, wishOf } from './test-house.ts'
import { inHouse, mini, own, refusedAs, truthsHold } from './test-truths.ts'
import type { Wish } from './wish.ts'

const caps = { unpaidOrders: 5, roomsHeld: 10, lapsesADay: 8 }

const codeOf = (placed: Placed) => (placed.kind === 'refused' ? placed.refusal.code : placed.kind)

test('64 guests want the last 5 rooms at once: 5 get one, 59 are told which nights are gone', () =>
  inHouse(async (house) => {
    const wishes = Array.from({ length: 64 }, (_, index) => wishOf({ memberId: `mem_${index}` }))
    const placed = await Promise.all(wishes.map(house.orders.place))
    assert.equal(placed.filter((one) => one.kind === 'placed').length, 5)
    const refused = placed.filter((one) => one.kind === 'refused')
    assert.equal(refused.length, 59)
    for (const { refusal } of refused) {
      assert.equal(refusal.code, 'rooms_sold_out')
      assert.deepEqual(refusal.detail.facts, { nights: ['2026-12-01', '2026-12-02'] })
    }
    assert.deepEqual(await house.stock('rt_order', '2026-12-01'), { held: 5, sold: 0 })
  }))

test('more than a batch at once are all answered', () =>
  inHouse(async (house) => {
    const wishes = Array.from({ length: 200 }, (_, index) =>
      wishOf({ memberId: `mem_${index}`, roomTypeId: 'rt_never' }),
    )
    const placed = await Promise.all(wishes.map(house.orders.place))
    assert.equal(new Set(placed.map((one) => one.kind === 'placed' && one.order.orderNo)).size, 200)
  }))

test('a neighbour that is refused does not fail a wish of the same batch', () =>
  inHouse(async (house) => {
    const wishes = [
      wishOf({ guests: [] }),
      wishOf({ stay: { checkIn: '0001-01-01', checkOut: '9999-12-31' } }),
      wishOf({ expectedTotalFen: 1 }),
      wishOf({ stay: { checkIn: '2026-11-24', checkOut: '2026-11-26' } }),
      wishOf({ rooms: 6 }),
      wishOf({ grantId: 'grt_none' }),
      wishOf(),
    ]
    const placed = await Promise.all(wishes.map(house.orders.place))
    assert.deepEqual(placed.map(codeOf), [
      'booking_invalid',
      'booking_invalid',
      'price_changed',
      'booking_invalid',
      'rooms_sold_out',
      'not_found',
      'placed',
    ])
  }))

test('the same request is one order, at once and later; with another body it is refused', () =>
  inHouse(async (house) => {
    const wish = (bodyHash: string) => wishOf({ request: { caller: 'mem_1', key: 'k1', bodyHash } })
    const twins = await Promise.all([wish('a'), wish('a'), wish('b')].map(house.orders.place))
    assert.deepEqual(twins.map(codeOf), ['placed', 'known', 'idempotency_key_reused'])
    const later = await house.orders.place(wish('a'))
    assert.deepEqual(later, { kind: 'known', orderId: twins[0]!.kind === 'placed' ? twins[0]!.order.id : '' })
    assert.equal(codeOf(await house.orders.place(wish('b'))), 'idempotency_key_reused')
  }))

test('one coupon on 50 orders locks once', () =>
  inHouse(async (house) => {
    const grantId = await house.giveCoupon(6000)
    const wish = () => wishOf({ roomTypeId: 'rt_never', grantId, expectedTotalFen: 74_000 })
    const placed = await Promise.all(Array.from({ length: 50 }, () => house.orders.place(wish())))
    assert.equal(placed.filter((one) => one.kind === 'placed').length, 1)
  }))

test('one member keeps at most 5 unpaid orders and 10 rooms, and lapses at most 8 times a day', async () => {
  const house = await openHouse({ caps })
  const place = (rooms: number) => house.orders.place(wishOf({ roomTypeId: 'rt_never', rooms, guests: ['苏晚'] }))
  assert.deepEqual((await Promise.all([10, 1].map(place))).map(codeOf), ['placed', 'too_many_rooms_held'])
  house.pass(31 * 60_000)
  await house.orders.expireOverdue()
  const seven = await Promise.all(Array.from({ length: 7 }, () => place(1)))
  assert.deepEqual(seven.map(codeOf).slice(4), ['placed', 'too_many_unpaid_orders', 'too_many_unpaid_orders'])
  house.pass(31 * 60_000)
  await house.orders.expireOverdue()
  await Promise.all(Array.from({ length: 2 }, () => place(1)))
  house.pass(31 * 60_000)
  await house.orders.expireOverdue()
  assert.equal(codeOf(await place(1)), 'too_many_lapses')
  house.pass(24 * 3_600_000)
  assert.equal(codeOf(await place(1)), 'placed')
  await house.close()
})

const pay = async (house: House, order: { id: string; orderNo: string }) => house.notice(`${order.orderNo}-1`)
const cancel = (house: House, order: { id: string }) =>
  house.orders.cancelByGuest({ ...own(order.id), expectedRefundFen: 0 })
const expire = (house: House, order: { id: string }) =>
  house.db.transaction((tx) => house.orders.expireIfUnpaid(tx, { orderId: order.id }))
const steps = { pay, cancel, expire }

for (const sequence of permutations(['pay', 'cancel', 'expire'] as const)) {
  test(`pay, cancel and expire at once, arriving as ${sequence.join(', ')}: one winner, and no money is lost`, () =>
    inHouse(async (house) => {
      const orders = await Promise.all(Array.from({ length: 4 }, () => house.placed()))
      for (const order of orders) await house.orders.pay(mini(order.id))
      house.pass(30 * 60_000)
      const all = orders.flatMap((order) => sequence.map((step) => steps[step](house, order)))
      await Promise.allSettled(all)
      await house.runErrands()
      for (const order of orders) {
        const { order: now } = (await house.orders.whole(house.db, order.id))!
        assert.ok(now.status === 'paid' || now.status === 'refunded', now.status)
        assert.equal(now.paidFen, 80_000)
        assert.equal(now.refundedFen, now.status === 'paid' ? 0 : 80_000)
      }
    }))
}

test('two cancellations of a paid order: one refund', () =>
  inHouse(async (house) => {
    const order = await house.placed()
    await house.orders.pay(mini(order.id))
    await pay(house, order)
    const both = await Promise.allSettled(
      [1, 2].map(() => house.orders.cancelByGuest({ ...own(order.id), expectedRefundFen: 80_000 })),
    )
    await house.runErrands()
    assert.deepEqual(both.map((one) => one.status).sort(), ['fulfilled', 'rejected'])
    assert.ok(
      refusedAs('order_not_cancellable')(
        (both.find((one) => one.status === 'rejected') as PromiseRejectedResult).reason,
      ),
    )
    assert.equal(house.wechat.refunds.size, 1)
  }))

const wishes = fc.array(
  fc.record({
    memberId: fc.constantFrom('mem_1', 'mem_2', 'mem_3'),
    roomTypeId: fc.constantFrom('rt_order', 'rt_payment', 'rt_never'),
    rooms: fc.integer({ min: 1, max: 4 }),
    from: fc.integer({ min: 1, max: 4 }),
    nights: fc.integer({ min: 0, max: 3 }),
    key: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
    withCoupon: fc.constantFrom(false, false, true),
  }),
  { minLength: 1, maxLength: 20 },
)

test('placing in one batch gives the same orders and refusals as placing one by one', async () => {
  await fc.assert(
    fc.asyncProperty(wishes, async (picked) => {
      const [batch, single] = [await openHouse({ caps }), await openHouse({ caps })]
      try {
        const grants = [await batch.giveCoupon(6000), await single.giveCoupon(6000)]
        const [inBatch, inSingle] = grants.map((grantId) => picked.map((one) => toWish(one, grantId)))
        const together = await batch.db.transaction((tx) => batch.orders.placeOrders(tx, inBatch!))
        const alone: Placed[] = []
        for (const wish of inSingle!) {
          alone.push(...(await single.db.transaction((tx) => single.orders.placeOrders(tx, [wish]))))
        }
        assert.deepEqual(together.map(codeOf), alone.map(codeOf))
        assert.deepEqual(together.map(moneyOf), alone.map(moneyOf))
        await truthsHold(batch)
      } finally {
        await batch.close()
        await single.close()
      }
    }),
    { numRuns: 25 },
  )
})

function toWish(
  one: {
    memberId: string
    roomTypeId: string
    rooms: number
    from: number
    nights: number
    key: string
    withCoupon: boolean
  },
  grantId: string,
): Wish {
  const total = 40_000 * one.nights * one.rooms
  return wishOf({
    memberId: one.memberId,
    roomTypeId: one.roomTypeId,
    rooms: one.rooms,
    stay: { checkIn: `2026-12-0${one.from}`, checkOut: `2026-12-0${one.from + one.nights}` },
    grantId: one.withCoupon ? grantId : null,
    expectedTotalFen: one.withCoupon ? total - 6000 : total,
    request: { caller: one.memberId, key: one.key, bodyHash: JSON.stringify(one) },
  })
}

function moneyOf(placed: Placed) {
  return placed.kind === 'placed' ? [placed.order.totalFen, placed.lines.map((line) => line.shareFen)] : null
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]]
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]))
}
