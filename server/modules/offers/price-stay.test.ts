import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addNights, type Night } from '../../kernel/stay.ts'
import type { RatePlan, RoomType } from '../hotels/index.ts'
import type { RateNight, StockNight } from '../inventory/index.ts'
import type { PlanBasics, Touched } from './basics.ts'
import { priceStay } from './price-stay.ts'

const today = '2026-11-25'
const noon = Date.parse('2026-11-25T12:00:00+08:00')

/** Everything that decides one price, as plain data; a night is counted from today on. */
interface Case {
  base: number[]
  parent: { base: number[]; own: Map<number, number>; derive: { percent: number } | { fen: number } } | null
  own: Map<number, Partial<RateNight>>
  stock: Map<number, { total: number | null; held: number; sold: number; closed: boolean }>
  dailyStock: number | null
  mode: RoomType['stockMode']
  minStay: number
  checkIn: number
  nights: number
  rooms: number
}

const prices = fc.integer({ min: 1, max: 200_000 })
const week = fc.array(prices, { minLength: 7, maxLength: 7 })
const day = fc.integer({ min: 0, max: 13 })
const perDay = <Value>(value: fc.Arbitrary<Value>) =>
  fc.array(fc.tuple(day, value), { maxLength: 8 }).map((list) => new Map(list))
const rooms = fc.integer({ min: 0, max: 4 })

const cases: fc.Arbitrary<Case> = fc.record({
  base: week,
  parent: fc.option(
    fc.record({
      base: week,
      own: perDay(prices),
      derive: fc.oneof(
        fc.record({ percent: fc.integer({ min: -60, max: 60 }) }),
        fc.record({ fen: fc.integer({ min: -30_000, max: 30_000 }) }),
      ),
    }),
  ),
  own: perDay(
    fc.record({
      priceFen: fc.option(prices),
      closed: fc.boolean(),
      minStay: fc.option(fc.integer({ min: 1, max: 4 })),
    }),
  ),
  stock: perDay(
    fc.record({ total: fc.option(fc.integer({ min: 0, max: 12 })), held: rooms, sold: rooms, closed: fc.boolean() }),
  ),
  dailyStock: fc.option(fc.integer({ min: 0, max: 6 })),
  mode: fc.constantFrom('order', 'payment', 'never'),
  minStay: fc.integer({ min: 1, max: 3 }),
  checkIn: day,
  nights: fc.integer({ min: 1, max: 5 }),
  rooms: fc.integer({ min: 1, max: 3 }),
})

/** The rules of a price once more, in the plainest way: money in BigInt, one night at a time. */
function naive(one: Case) {
  const found = { prices: [] as number[], left: [] as (number | null)[], closed: false, short: false, minStay: 0 }
  for (let index = 0; index < one.nights; index += 1) {
    const at = one.checkIn + index
    const weekday = (3 + at) % 7 // 2026-11-25 is a Wednesday
    const own = one.own.get(at)
    const stock = one.stock.get(at)
    let price = BigInt(one.base[weekday]!)
    if (one.parent) {
      const parent = BigInt(one.parent.own.get(at) ?? one.parent.base[weekday]!)
      // in hundredths of a fen, so that nothing is lost before the rounding
      const changed =
        'percent' in one.parent.derive
          ? parent * BigInt(100 + one.parent.derive.percent)
          : (parent + BigInt(one.parent.derive.fen)) * 100n
      const yuan = (changed + 5_000n) / 10_000n
      price = changed <= 0n ? 0n : yuan * 100n
    }
    found.prices.push(own?.priceFen ?? Number(price))
    const total = stock ? stock.total : one.dailyStock
    const left =
      one.mode === 'never' || total === null ? null : Math.max(0, total - (stock?.held ?? 0) - (stock?.sold ?? 0))
    found.left.push(left)
    found.closed ||= Boolean(own?.closed) || Boolean(stock?.closed)
    found.short ||= left !== null && left < one.rooms
    if (index === 0) found.minStay = own?.minStay ?? one.minStay
  }
  const code = found.closed
    ? 'nights_closed'
    : found.short
      ? 'rooms_sold_out'
      : one.nights < found.minStay
        ? 'min_stay'
        : null
  return { ...found, code }
}

const dayOf = (at: number): Night => addNights(today, at)

function rowsOf(one: Case): { basics: PlanBasics; touched: Touched } {
  const plan = {
    id: 'rp',
    roomTypeId: 'rt',
    baseFen: one.base,
    parentId: one.parent ? 'parent' : null,
    derive: one.parent?.derive ?? null,
    minStay: one.minStay,
    onSale: true,
  } as RatePlan
  const parent = one.parent
    ? ({ ...plan, id: 'parent', parentId: null, derive: null, baseFen: one.parent.base } as RatePlan)
    : null
  const type = {
    id: 'rt',
    hotelId: 'hot',
    dailyStock: one.dailyStock,
    stockMode: one.mode,
    onSale: true,
    guests: 2,
  } as RoomType
  const hotel = {
    id: 'hot',
    state: 'open',
    clock: { zone: 'Asia/Shanghai', dayEndsAtMinutes: 360 },
  } as PlanBasics['hotel']
  const policy = { id: 'pol', phases: [], noShow: { kind: 'all' } } as unknown as PlanBasics['policy']
  const rateRow = (ratePlanId: string, at: number, set: Partial<RateNight>): [Night, RateNight] => [
    dayOf(at),
    { ratePlanId, night: dayOf(at), priceFen: null, closed: false, minStay: null, breakfast: null, ...set },
  ]
  const stockRow = (at: number, row: Partial<StockNight>): [Night, StockNight] => [
    dayOf(at),
    {
      roomTypeId: 'rt',
      night: dayOf(at),
      totalSetBy: 'staff',
      listFen: null,
      changedAt: 0,
      total: 0,
      held: 0,
      sold: 0,
      closed: false,
      ...row,
    },
  ]
  const own = new Map([...one.own].map(([at, set]) => rateRow('rp', at, set)))
  const parents = new Map([...(one.parent?.own ?? [])].map(([at, priceFen]) => rateRow('parent', at, { priceFen })))
  return {
    basics: { plan, parent, type, hotel, policy },
    touched: {
      stock: new Map([['rt', new Map([...one.stock].map(([at, row]) => stockRow(at, row)))]]),
      rates: new Map([
        ['rp', own],
        ['parent', parents],
      ]),
    },
  }
}

test('10,000 stays cost, night by night, what the rules say in plain arithmetic', () => {
  fc.assert(
    fc.property(cases, (one) => {
      const { basics, touched } = rowsOf(one)
      const stay = { checkIn: dayOf(one.checkIn), checkOut: dayOf(one.checkIn + one.nights) }
      const wanted = naive(one)
      const priced = priceStay(basics, touched, { stay, rooms: one.rooms, at: noon })
      assert.deepEqual(
        priced.nights,
        wanted.prices.map((priceFen, index) => ({
          night: dayOf(one.checkIn + index),
          priceFen,
          roomsLeft: wanted.left[index],
        })),
      )
      assert.equal(priced.subtotalFen, wanted.prices.reduce((sum, price) => sum + price, 0) * one.rooms)
      assert.equal(priced.reason?.code ?? null, wanted.code)
      const limits = wanted.left.filter((left) => left !== null)
      assert.equal(priced.roomsLeft, limits.length > 0 ? Math.min(...limits) : null)
    }),
    { numRuns: 10_000 },
  )
})

const plain: Case = {
  base: Array(7).fill(40_000),
  parent: null,
  own: new Map(),
  stock: new Map(),
  dailyStock: 5,
  mode: 'order',
  minStay: 1,
  checkIn: 0,
  nights: 1,
  rooms: 1,
}

const reasonFor = (
  one: Partial<Case>,
  { hotel = {}, type = {}, plan = {}, at = noon, purpose = 'booking' as 'booking' | 'extension' } = {},
) => {
  const { basics, touched } = rowsOf({ ...plain, ...one })
  const { checkIn, nights } = { ...plain, ...one }
  const changed = {
    ...basics,
    hotel: { ...basics.hotel, ...hotel },
    type: { ...basics.type, ...type },
    plan: { ...basics.plan, ...plan },
  } as PlanBasics
  const stay = { checkIn: dayOf(checkIn), checkOut: dayOf(checkIn + nights) }
  return priceStay(changed, touched, { stay, rooms: 1, at, purpose }).reason
}

test('the horizon is 365 nights from the hotel day, and yesterday is sold until the day ends at six', () => {
  assert.equal(reasonFor({ checkIn: 364 }), null)
  assert.deepEqual(reasonFor({ checkIn: 365 })?.detail.fields, { checkOut: 'too_far_ahead' })
  const at = (time: string) => ({ at: Date.parse(`2026-11-26T${time}+08:00`) })
  assert.equal(reasonFor({}, at('05:59:59')), null)
  assert.deepEqual(reasonFor({}, at('06:00:00'))?.detail.fields, { checkIn: 'past' })
})

test('what is off sale is not sold, whichever of branch, type and plan says so', () => {
  for (const off of [
    { hotel: { state: 'closed' } },
    { hotel: { state: 'archived' } },
    { type: { onSale: false } },
    { plan: { onSale: false } },
  ]) {
    assert.equal(reasonFor({}, off)?.code, 'stay_not_sellable')
  }
})

test('guests who are there may stay on where a new stay is not sold, but not without a room or on a closed night', () => {
  const staying = { purpose: 'extension' as const, hotel: { state: 'closed' }, plan: { onSale: false } }
  assert.equal(reasonFor({ minStay: 3 }, staying), null)
  assert.equal(reasonFor({ dailyStock: 0 }, staying)?.code, 'rooms_sold_out')
  assert.equal(reasonFor({ own: new Map([[0, { closed: true }]]) }, staying)?.code, 'nights_closed')
})

test('the shortest stay is that of the first night', () => {
  const own = new Map([[1, { minStay: 3 }]])
  assert.equal(reasonFor({ own, checkIn: 0, nights: 2 }), null)
  assert.deepEqual(reasonFor({ own, checkIn: 1, nights: 2 })?.detail.facts, { minStay: 3 })
})

test('rounding is half up to the yuan: 428 less 15 percent is 364, 350 less 15 percent is 298', () => {
  const price = (parentFen: number) => {
    const { basics, touched } = rowsOf({
      ...plain,
      parent: { base: Array(7).fill(parentFen), own: new Map(), derive: { percent: -15 } },
    })
    return priceStay(basics, touched, { stay: { checkIn: today, checkOut: dayOf(1) }, rooms: 1, at: noon }).nights[0]
      ?.priceFen
  }
  assert.equal(price(42_800), 36_400)
  assert.equal(price(35_000), 29_800)
})
