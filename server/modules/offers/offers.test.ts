import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '../../kernel/refusal.ts'
import { addNights } from '../../kernel/stay.ts'
import { amountOff } from '../../test/branch.ts'
import { manager, type SmallHouse, smallHouse } from '../../test/small-house.ts'
import type { CouponWish } from '../coupons/index.ts'

const first = '2026-12-01'
const night = (day: number) => addNights(first, day)
const stay = { checkIn: first, checkOut: night(2) }
const wish = { roomTypeId: 'rt_a', ratePlanId: 'rp_a', stay, rooms: 1 }
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

async function house() {
  const made = await smallHouse()
  await made.addType({ id: 'rt_a' })
  await made.addPlan({ id: 'rp_a', roomTypeId: 'rt_a', baseFen: [1, 2, 42_800, 46_800, 5, 6, 7] })
  await made.addPlan({ id: 'rp_b', roomTypeId: 'rt_a', parentId: 'rp_a', derive: { percent: -10 }, sort: 2 })
  return made
}

const welcome: CouponWish = { ...amountOff, offFen: 6_000, name: { zh: '减 60' } }

async function give({ coupons }: SmallHouse, change: Partial<CouponWish> = {}): Promise<string> {
  const { id: couponId } = await coupons.create({ ...welcome, ...change }, manager)
  const [handed] = await coupons.grantByHand({ couponId, memberIds: ['mem_1'], actor: manager })
  return handed && 'grantId' in handed ? handed.grantId : ''
}

const ask = (
  { offers }: SmallHouse,
  change: { memberId?: string; grantId?: string | null | 'none' } & Partial<typeof wish> = {},
) => offers.quote({ ...wish, memberId: null, grantId: null, ...change })

test('a quote adds up night by night, with the best coupon and what cancelling costs to the fen', async () => {
  await using made = await house()
  const best = await give(made)
  await give(made, { offFen: 1_000 })
  const quote = await ask(made, { memberId: 'mem_1' })
  assert.deepEqual(quote.nights, [
    { night: first, priceFen: 42_800 },
    { night: night(1), priceFen: 46_800 },
  ])
  assert.deepEqual([quote.subtotalFen, quote.discountFen, quote.totalFen], [89_600, 6_000, 83_600])
  assert.deepEqual([quote.bestGrantId, quote.usedGrantId, quote.coupons.length], [best, best, 2])
  const at = (text: string) => Date.parse(text)
  assert.deepEqual(
    quote.phases.map(({ from, until, keptFen, refundFen }) => [from, until, keptFen, refundFen]),
    [
      [null, at('2026-11-30T18:00:00+08:00'), 0, 83_600],
      [at('2026-11-30T18:00:00+08:00'), at('2026-12-01T18:00:00+08:00'), 39_934, 43_666],
      [at('2026-12-01T18:00:00+08:00'), null, 83_600, 0],
    ],
  )
})

test('one may choose another coupon or none; one that cannot be used is refused with the reason', async () => {
  await using made = await house()
  await give(made)
  const small = await give(made, { offFen: 1_000 })
  const never = await give(made, { thresholdFen: 10_000_000 })
  assert.equal((await ask(made, { memberId: 'mem_1', grantId: small })).discountFen, 1_000)
  assert.equal((await ask(made, { memberId: 'mem_1', grantId: 'none' })).discountFen, 0)
  assert.deepEqual((await ask(made)).coupons, [])
  await assert.rejects(ask(made, { memberId: 'mem_1', grantId: never }), refused('coupon_not_usable'))
  await assert.rejects(ask(made, { memberId: 'mem_2', grantId: small }), refused('coupon_not_usable'))
})

test('search, room types, calendar, grid, quote and order say the same price and the same rooms', async () => {
  await using made = await house()
  const { db, inventory, offers } = made
  const edit = { hotelId: 'hot_1', weekdays: [], actor: manager, from: night(1), to: night(2) }
  await inventory.edit({ ...edit, ratePlanIds: ['rp_a'], set: { priceFen: 55_500 } })
  await inventory.edit({ ...edit, roomTypeIds: ['rt_a'], set: { total: 3 } })
  for (const [ratePlanId, expected] of [
    ['rp_a', [42_800, 55_500]],
    ['rp_b', [38_500, 50_000]],
  ] as const) {
    const quoted = await ask(made, { ratePlanId })
    const [placing] = await db.transaction((tx) => offers.priceMany(tx, [{ ...wish, ratePlanId }]))
    const listed = (await offers.priced(db, { roomTypeIds: ['rt_a'], stay, rooms: 1 })).find(
      ({ basics }) => basics.plan.id === ratePlanId,
    )
    const paged = (
      await offers.pricedPlans({ plans: [{ hotelId: 'hot_1', roomTypeId: 'rt_a', ratePlanId }], stay, rooms: 1 })
    ).get(ratePlanId)
    const days = await offers.calendar({ roomTypeId: 'rt_a', ratePlanId, from: first, to: night(2) })
    const [row] = await offers.grid(db, { hotelId: 'hot_1', from: first, to: night(2) })
    const [table] = await offers.searchTables(db, { roomTypeIds: ['rt_a'], today: '2026-11-25', version: 1 })
    const searched = table?.ratePlans.find(({ id }) => id === ratePlanId)
    assert.ok(placing && !('refusal' in placing))
    const said = {
      quote: quoted.nights,
      order: placing.nights,
      list: listed?.priced.nights,
      page: paged?.priced.nights,
      calendar: days.items,
      grid: row?.ratePlans.find(({ plan }) => plan.id === ratePlanId)?.nights,
    }
    for (const [who, nights] of Object.entries(said)) {
      assert.deepEqual(
        nights?.map(({ priceFen }) => priceFen),
        expected,
        who,
      )
    }
    assert.deepEqual([searched?.usualWeek[2]?.priceFen, searched?.nights[night(1)]?.priceFen], expected)
    assert.deepEqual(
      [placing.roomsLeft, listed?.priced.roomsLeft, days.items[1]?.roomsLeft, table?.nights[night(1)]?.roomsLeft],
      [3, 3, 3, 3],
    )
  }
})

test('a plan that is no plan, of another type or off sale is refused, the others of the batch are priced', async () => {
  await using made = await house()
  await made.addType({ id: 'rt_b' })
  await made.addPlan({ id: 'rp_off', roomTypeId: 'rt_a', onSale: false })
  const answers = await made.db.transaction((tx) =>
    made.offers.priceMany(tx, [
      wish,
      { ...wish, ratePlanId: 'rp_none' },
      { ...wish, roomTypeId: 'rt_b' },
      { ...wish, ratePlanId: 'rp_off' },
      { ...wish, rooms: 6 },
      wish,
    ]),
  )
  assert.deepEqual(
    answers.map((answer) => ('refusal' in answer ? answer.refusal.code : answer.subtotalFen)),
    [89_600, 'not_found', 'not_found', 'stay_not_sellable', 'rooms_sold_out', 89_600],
  )
})

test('the calendar begins today, ends with the horizon and shows what is shut', async () => {
  await using made = await house()
  const { offers, inventory } = made
  await inventory.edit({
    hotelId: 'hot_1',
    roomTypeIds: ['rt_a'],
    from: first,
    to: night(1),
    weekdays: [],
    set: { closed: true },
    actor: manager,
  })
  const { items, ratePlanId, today } = await offers.calendar({ roomTypeId: 'rt_a', from: '2020-01-01', to: night(2) })
  assert.deepEqual(
    [ratePlanId, today, items[0]?.night, items.at(-1)?.night],
    ['rp_a', '2026-11-25', '2026-11-25', night(1)],
  )
  assert.deepEqual(
    items.filter(({ closed }) => closed).map((one) => one.night),
    [first],
  )
  const far = await offers.calendar({ roomTypeId: 'rt_a', from: '2027-11-20', to: '2029-01-01' })
  assert.equal(far.items.at(-1)?.night, '2027-11-24')
  await assert.rejects(offers.calendar({ roomTypeId: 'rt_none' }), refused('not_found'))
  await assert.rejects(offers.calendar({ roomTypeId: 'rt_a', from: '2026-02-30' }), refused('booking_invalid'))
})

test('a price decided in a transaction is that of its rows, however staff change it meanwhile', async () => {
  await using made = await house()
  const { db, inventory, offers } = made
  const prices = Array.from({ length: 30 }, (_, index) => 30_000 + index * 1_000)
  const edits = prices.map((priceFen) =>
    inventory.edit({
      hotelId: 'hot_1',
      ratePlanIds: ['rp_a'],
      from: first,
      to: night(2),
      weekdays: [],
      set: { priceFen },
      actor: manager,
    }),
  )
  const read = Array.from({ length: 120 }, () =>
    db.transaction(async (tx) => {
      const [price] = await offers.priceMany(tx, [wish])
      const rows = await inventory.rateNights(tx, ['rp_a'], first, night(2))
      assert.ok(price && !('refusal' in price))
      return { said: price.nights.map(({ priceFen }) => priceFen), rows: rows.map((row) => row.priceFen) }
    }),
  )
  const answers = await Promise.all(read)
  await Promise.all(edits)
  for (const { said, rows } of answers) assert.deepEqual(said, rows.length > 0 ? rows : [42_800, 46_800])
})

test('the grid shows stock of types without any plan, and plans that are off sale', async () => {
  await using made = await house()
  const { db, inventory, offers } = made
  await made.addType({ id: 'rt_bare', sort: 9 })
  await made.addPlan({ id: 'rp_off', roomTypeId: 'rt_a', onSale: false, sort: 9 })
  await db.transaction((tx) => inventory.take(tx, [{ roomTypeId: 'rt_bare', night: first, rooms: 2, defaultTotal: 5 }]))
  const rows = await offers.grid(db, { hotelId: 'hot_1', from: first, to: night(1) })
  assert.deepEqual(
    rows.map(({ type, ratePlans }) => [type.id, ratePlans.map(({ plan }) => plan.id)]),
    [
      ['rt_a', ['rp_a', 'rp_b', 'rp_off']],
      ['rt_bare', []],
    ],
  )
  assert.deepEqual(rows[1]?.nights, [{ night: first, total: 5, held: 0, sold: 2, closed: false }])
})
