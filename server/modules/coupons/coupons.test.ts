import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EventPayloads } from '../../events.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { amountOff } from '../../test/branch.ts'
import { manager, type SmallHouse, smallHouse } from '../../test/small-house.ts'
import type { CouponContext, CouponWish } from './index.ts'

const context: CouponContext = {
  hotelId: 'hot_1',
  roomTypeId: 'rt_a',
  ratePlanId: 'rp_a',
  stay: { checkIn: '2026-12-01', checkOut: '2026-12-02' },
  nights: [{ night: '2026-12-01', room: 0, priceFen: 40_000 }],
  subtotalFen: 40_000,
}

const wish = (change: Partial<CouponWish> = {}): CouponWish => ({ ...amountOff, ...change })

const refused = (code: string, reason?: string) => (error: unknown) =>
  error instanceof Refusal && error.code === code && (reason === undefined || error.detail.facts?.reason === reason)

async function grantOf(house: SmallHouse, change: Partial<CouponWish> = {}, memberId = 'mem_1'): Promise<string> {
  const { id: couponId } = await house.coupons.create(wish(change), manager)
  const [handed] = await house.coupons.grantByHand({ couponId, memberIds: [memberId], actor: manager })
  if (!handed || !('grantId' in handed)) throw new Error('no coupon was given')
  return handed.grantId
}

const lock = ({ db, coupons }: SmallHouse, grantId: string, orderId: string, change: Partial<CouponContext> = {}) =>
  db.transaction((tx) => coupons.lock(tx, { grantId, memberId: 'mem_1', orderId, context: { ...context, ...change } }))

const listed = async ({ coupons }: SmallHouse, state: 'usable' | 'used' | 'expired', memberId = 'mem_1') =>
  (await coupons.guestCoupons({ memberId, state, cursor: null, limit: 100 })).items

const joined = (memberId: string, ...personKeys: string[]): EventPayloads['member.joined'] => ({
  memberId,
  personKeys,
  at: 0,
})
const stayed = (orderId: string, keptFen = 40_000): EventPayloads['order.stay_completed'] => ({
  orderId,
  memberId: 'mem_1',
  hotelId: 'hot_1',
  keptFen,
  at: 0,
})

test('one coupon on 100 orders at once: one locks it, 99 are told that it is taken', async () => {
  await using house = await smallHouse()
  const grantId = await grantOf(house)
  const tries = await Promise.allSettled(
    Array.from({ length: 100 }, (_, index) => lock(house, grantId, `ord_${index}`)),
  )
  const lost = tries.filter((one) => one.status === 'rejected')
  assert.equal(lost.length, 99)
  for (const one of lost) assert.ok(refused('coupon_taken')(one.reason))
  const [coupon] = await listed(house, 'used')
  assert.deepEqual([coupon?.state, await listed(house, 'usable')], ['locked', []])
})

test('use, return and a new lock at once leave the coupon with one order at most', async () => {
  await using house = await smallHouse()
  const { db, coupons } = house
  for (let round = 0; round < 20; round += 1) {
    const grantId = await grantOf(house)
    const [first, second] = [`ord_a${round}`, `ord_b${round}`]
    await lock(house, grantId, first)
    const [use, back, again] = await Promise.allSettled([
      db.transaction((tx) => coupons.use(tx, first)),
      db.transaction((tx) => coupons.giveBack(tx, first)),
      lock(house, grantId, second),
    ])
    assert.deepEqual([use.status, back.status, again.status], ['fulfilled', 'fulfilled', 'fulfilled'])
    const mine = (await listed(house, 'used')).filter(({ id }) => id === grantId)
    assert.deepEqual(
      mine.map(({ state, orderId }) => [state, orderId]),
      [['locked', second]],
    )
  }
})

test('a coupon comes back once, with the expiry it had, and only from the order that has it', async () => {
  await using house = await smallHouse()
  const { db, coupons, clock } = house
  const grantId = await grantOf(house)
  const [before] = await listed(house, 'usable')
  await lock(house, grantId, 'ord_1')
  clock.pass(24 * 3_600_000)
  const back = (orderId: string) => db.transaction((tx) => coupons.giveBack(tx, orderId))
  await assert.rejects(back('ord_2'), /no coupon/)
  await back('ord_1')
  await assert.rejects(back('ord_1'), /no coupon/)
  assert.deepEqual(await listed(house, 'usable'), [before])
})

test('a late payment takes the coupon again unless somebody else has it, even after its last day', async () => {
  await using house = await smallHouse()
  const { db, coupons, clock } = house
  const grantId = await grantOf(house, { validity: { days: 1 } })
  await lock(house, grantId, 'ord_1')
  await db.transaction((tx) => coupons.giveBack(tx, 'ord_1'))
  clock.pass(5 * 24 * 3_600_000)
  const retake = (orderId: string) => db.transaction((tx) => coupons.retake(tx, { grantId, orderId }))
  assert.equal(await retake('ord_1'), true)
  assert.equal(await retake('ord_2'), false)
})

test('only its owner uses a coupon, on its days and for what it counts', async () => {
  await using house = await smallHouse()
  const { db, coupons, clock } = house
  const own = await grantOf(house)
  const stranger = db.transaction((tx) =>
    coupons.lock(tx, { grantId: own, memberId: 'mem_2', orderId: 'ord_1', context }),
  )
  await assert.rejects(stranger, refused('not_found'))
  await assert.rejects(
    lock(house, own, 'ord_1', { subtotalFen: 1, nights: [] }),
    refused('coupon_not_usable', 'nothing_off'),
  )
  const later = await grantOf(house, { validity: { from: '2026-11-26', until: '2026-11-27' } })
  await assert.rejects(lock(house, later, 'ord_1'), refused('coupon_not_usable', 'not_yet_valid'))
  clock.set(Date.parse('2026-11-26T00:00:00+08:00'))
  await lock(house, later, 'ord_1')
  await db.transaction((tx) => coupons.giveBack(tx, 'ord_1'))
  clock.set(Date.parse('2026-11-27T23:59:59.999+08:00'))
  await lock(house, later, 'ord_2')
  await db.transaction((tx) => coupons.giveBack(tx, 'ord_2'))
  clock.set(Date.parse('2026-11-28T00:00:00+08:00'))
  await assert.rejects(lock(house, later, 'ord_3'), refused('coupon_not_usable', 'expired'))
  assert.deepEqual(
    (await listed(house, 'expired')).map(({ id, state }) => [id, state]),
    [[later, 'expired']],
  )
})

test('the best coupon comes first, ties by the last day, and what cannot be used says why', async () => {
  await using house = await smallHouse()
  await grantOf(house, { name: { zh: '小' }, offFen: 1_000 })
  await grantOf(house, { name: { zh: '大，晚' }, offFen: 9_000 })
  await grantOf(house, { name: { zh: '大，早' }, offFen: 9_000, validity: { days: 3 } })
  await grantOf(house, { name: { zh: '门槛' }, offFen: 20_000, thresholdFen: 50_000 })
  await grantOf(house, { name: { zh: '别人的' } }, 'mem_2')
  const found = await house.coupons.evaluate(house.db, 'mem_1', context)
  assert.deepEqual(
    found.map(({ name, usable, offFen, reason, missingFen }) => [name.zh, usable, offFen, reason, missingFen]),
    [
      ['大，早', true, 9_000, undefined, undefined],
      ['大，晚', true, 9_000, undefined, undefined],
      ['小', true, 1_000, undefined, undefined],
      ['门槛', false, 0, 'below_threshold', 10_000],
    ],
  )
})

test('a quota of 10 for 200 members at once: 10 get one, and the counter says so', async () => {
  await using house = await smallHouse()
  const { id: couponId } = await house.coupons.create(wish({ quota: 10 }), manager)
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, index) =>
      house.coupons.grantByHand({ couponId, memberIds: [`mem_${index}`], actor: manager }),
    ),
  )
  const outcomes = answers.flat().map((one) => ('grantId' in one ? 'granted' : one.refused))
  assert.deepEqual(
    [outcomes.filter((one) => one === 'granted').length, outcomes.filter((one) => one === 'none_left').length],
    [10, 190],
  )
  assert.equal((await house.coupons.byId(house.db, couponId))?.granted, 10)
  const counts = await house.coupons.counts(house.db, [couponId])
  assert.deepEqual(
    counts.map(({ state, count }) => [state, count]),
    [['usable', 10]],
  )
})

test('one guest gets no more than a guest gets, and a refusal counts nowhere', async () => {
  await using house = await smallHouse()
  const { id: couponId } = await house.coupons.create(wish({ quota: 3, perGuest: 2 }), manager)
  const give = (...memberIds: string[]) => house.coupons.grantByHand({ couponId, memberIds, actor: manager })
  await give('mem_1')
  await give('mem_1', 'mem_1')
  assert.deepEqual(await give('mem_1', 'nobody'), [
    { memberId: 'mem_1', refused: 'enough' },
    { memberId: 'nobody', refused: 'no_such_member' },
  ])
  assert.ok('grantId' in (await give('mem_2'))[0]!)
  assert.deepEqual(await give('mem_3'), [{ memberId: 'mem_3', refused: 'none_left' }])
  await house.coupons.edit(couponId, { quota: 4 }, manager)
  assert.ok('grantId' in (await give('mem_3'))[0]!)
})

test('100 first logins of one person, under any of their keys, bring one welcome coupon', async () => {
  await using house = await smallHouse()
  const { db, coupons } = house
  await db.transaction((tx) => coupons.seed(tx))
  const keys = ['union:1', 'open:mini', 'open:web']
  await Promise.all(
    Array.from({ length: 100 }, (_, index) =>
      db.transaction((tx) => coupons.grantWelcome(tx, joined(`mem_${index}`, keys[0]!, keys[1 + (index % 2)]!))),
    ),
  )
  assert.deepEqual(
    (await coupons.counts(db, ['738'])).map(({ count }) => count),
    [1],
  )
  await db.transaction((tx) => coupons.grantWelcome(tx, joined('mem_new', 'open:web')))
  await db.transaction((tx) => coupons.grantWelcome(tx, joined('mem_other', 'union:2')))
  const given = await Promise.all(['mem_new', 'mem_other'].map((memberId) => listed(house, 'usable', memberId)))
  assert.deepEqual(
    given.map((items) => items.map(({ couponId, validUntil }) => [couponId, validUntil])),
    [[], [['738', '2026-12-25']]],
  )
})

test('a first login on a day without a welcome coupon counts as one', async () => {
  await using house = await smallHouse()
  const { db, coupons } = house
  await db.transaction((tx) => coupons.grantWelcome(tx, joined('mem_1', 'open:1')))
  await db.transaction((tx) => coupons.seed(tx))
  await db.transaction((tx) => coupons.grantWelcome(tx, joined('mem_1', 'open:1')))
  assert.deepEqual(await listed(house, 'usable'), [])
})

test('a check-out brings its coupon once, however often it is told, and one for the highest sum it reached', async () => {
  await using house = await smallHouse()
  const { db, coupons } = house
  await db.transaction((tx) => coupons.seed(tx))
  const spend = { givenOn: 'spend' as const, offFen: 1_000 }
  const low = await coupons.create(wish({ ...spend, spendFen: 30_000 }), manager)
  const high = await coupons.create(wish({ ...spend, spendFen: 100_000 }), manager)
  await Promise.all(
    Array.from({ length: 20 }, () => db.transaction((tx) => coupons.grantForStay(tx, stayed('ord_1', 40_000)))),
  )
  assert.deepEqual((await listed(house, 'usable')).map(({ couponId }) => couponId).sort(), ['739', low.id].sort())
  await db.transaction((tx) => coupons.grantForStay(tx, stayed('ord_2', 100_000)))
  await db.transaction((tx) => coupons.grantForStay(tx, stayed('ord_3', 29_999)))
  await db.transaction((tx) => coupons.grantForStay(tx, { ...stayed('ord_4'), memberId: null }))
  const counted = Object.fromEntries(
    (await coupons.counts(db, ['739', low.id, high.id])).map((one) => [one.couponId, one.count]),
  )
  assert.deepEqual(counted, { 739: 3, [low.id]: 1, [high.id]: 1 })
})

test('a coupon that is used up makes way for the next one of its occasion', async () => {
  await using house = await smallHouse()
  const { db, coupons } = house
  const first = await coupons.create(wish({ givenOn: 'check_out', quota: 1, sort: 1 }), manager)
  const second = await coupons.create(wish({ givenOn: 'check_out', sort: 2 }), manager)
  for (const order of ['ord_1', 'ord_2']) await db.transaction((tx) => coupons.grantForStay(tx, stayed(order)))
  assert.deepEqual((await listed(house, 'usable')).map(({ couponId }) => couponId).sort(), [first.id, second.id].sort())
})

test('what was promised to somebody cannot be edited away; the rest can', async () => {
  await using house = await smallHouse()
  const { coupons, db } = house
  const { id } = await coupons.create(wish({ quota: 5 }), manager)
  await coupons.edit(id, { offFen: 4_000 }, manager)
  await coupons.grantByHand({ couponId: id, memberIds: ['mem_1', 'mem_2'], actor: manager })
  await assert.rejects(coupons.edit(id, { offFen: 3_000 }, manager), (error: Refusal) => {
    assert.deepEqual([error.code, error.detail.fields], ['coupon_granted', { offFen: 'granted' }])
    return true
  })
  await assert.rejects(coupons.edit(id, { quota: 1 }, manager), refused('coupon_invalid'))
  await coupons.edit(id, { quota: 2, note: '够了', state: 'paused' }, manager)
  await assert.rejects(
    coupons.grantByHand({ couponId: id, memberIds: ['mem_3'], actor: manager }),
    refused('coupon_invalid'),
  )
  assert.equal(await coupons.remove(id, manager), 'archived')
  assert.equal((await listed(house, 'usable')).length, 1)
  const unused = await coupons.create(wish(), manager)
  assert.equal(await coupons.remove(unused.id, manager), 'deleted')
  assert.equal(await coupons.byId(db, unused.id), null)
})

test('settings that make no sense are refused with their fields', async () => {
  await using house = await smallHouse()
  const bad: [Partial<CouponWish>, Record<string, string>][] = [
    [{ offFen: null }, { offFen: 'missing' }],
    [{ kind: 'half' }, { offFen: 'not_used' }],
    [{ kind: 'percent', offFen: null, percent: 100 }, { percent: 'out_of_range' }],
    [{ validity: { from: '2026-12-02', until: '2026-12-01' } }, { validity: 'not_a_span' }],
    [{ blackout: [{ from: '2026-12-01', to: '2026-12-01' }] }, { 'blackout.0': 'not_a_span' }],
    [{ givenOn: 'spend' }, { spendFen: 'missing' }],
    [{ perGuest: 0 }, { perGuest: 'out_of_range' }],
  ]
  for (const [change, fields] of bad) {
    await assert.rejects(house.coupons.create(wish(change), manager), (error: Refusal) => {
      assert.deepEqual([error.code, error.detail.fields], ['coupon_invalid', fields])
      return true
    })
  }
})

test('a member’s coupons are listed page by page, the first to expire first', async () => {
  await using house = await smallHouse()
  for (const days of [9, 3, 7, 3]) await grantOf(house, { validity: { days } })
  const wanted = await listed(house, 'usable')
  const pages = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await house.coupons.guestCoupons({
      memberId: 'mem_1',
      state: 'usable',
      cursor: cursor ?? null,
      limit: 3,
    })
    pages.push(...page.items)
    cursor = page.nextCursor
  }
  assert.deepEqual(pages, wanted)
  assert.deepEqual(
    wanted.map(({ validUntil }) => validUntil),
    ['2026-11-28', '2026-11-28', '2026-12-02', '2026-12-04'],
  )
})

test('the coupon named before a stay is over is the one that is given for it, and stays named after', async () => {
  await using house = await smallHouse()
  const { db, coupons } = house
  const after = async (is: 'ahead' | 'over', keptFen = 40_000) => {
    const stays = [{ orderId: 'ord_1', is, checkOut: '2026-12-02', keptFen }]
    return (await coupons.afterStays(db, { memberId: 'mem_1', stays })).get('ord_1')?.zh
  }
  const create = (zh: string, change: Partial<CouponWish>) =>
    coupons.create(wish({ name: { zh }, givenOn: 'check_out', ...change }), manager)
  assert.equal(await after('ahead'), undefined)
  await create('满额礼', { givenOn: 'spend', spendFen: 50_000 })
  assert.equal(await after('ahead'), undefined)
  assert.equal(await after('ahead', 50_000), '满额礼')
  await create('发完了', { quota: 0, sort: 1 })
  await create('停了', { state: 'paused', sort: 2 })
  await create('过了', { validity: { from: '2026-11-01', until: '2026-12-01' }, sort: 3 })
  const { id: once } = await create('一人一张', { perGuest: 1, sort: 4 })
  await create('回礼券', { sort: 5 })
  assert.equal(await after('ahead', 50_000), '一人一张')
  await coupons.grantByHand({ couponId: once, memberIds: ['mem_1'], actor: manager })
  assert.equal(await after('ahead', 50_000), '回礼券')
  assert.equal(await after('over'), undefined)
  house.clock.set(Date.parse('2026-12-02T12:00:00+08:00'))
  await db.transaction((tx) => coupons.grantForStay(tx, stayed('ord_1', 50_000)))
  assert.equal(await after('over'), '回礼券')
})
