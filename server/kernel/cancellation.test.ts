import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { applyRules, type CancelPhase, type Kept, keptAt, keptOfLines, outcomeOf } from './cancellation.ts'
import { priceLines } from './lines.ts'
import { addNights, instantAt } from './stay.ts'

const clock = { zone: 'Asia/Shanghai', dayEndsAtMinutes: 360 }
const stay = { checkIn: '2026-11-25', checkOut: '2026-11-27' }
const noShow: Kept = { kind: 'all' }
const nights = [
  { night: '2026-11-25', priceFen: 42_800 },
  { night: '2026-11-26', priceFen: 46_800 },
]

test('428 and 468 less 60: the first night kept is 399.34', () => {
  const lines = priceLines({ nights, rooms: 1, discountFen: 6_000 })
  assert.deepEqual(
    lines.map(({ shareFen }) => shareFen),
    [39_934, 43_666],
  )
  assert.deepEqual(keptOfLines(lines, { kind: 'first_night' }), [39_934, 0])
})

test('the first night is the first that costs anything', () => {
  const lines = [
    { night: '2026-11-25', shareFen: 0 },
    { night: '2026-11-26', shareFen: 100 },
  ]
  assert.deepEqual(keptOfLines(lines, { kind: 'first_night' }), [0, 100])
})

test('what went back before goes back no second time, and what is kept says so', () => {
  const lines = [
    { night: '2026-11-25', shareFen: 40_000, refundedFen: 5_000 },
    { night: '2026-11-26', shareFen: 50_000, refundedFen: 1_000 },
  ]
  const outcome = (kept: Kept) => {
    const { keptFen, refundFen } = outcomeOf(lines, kept)
    return [keptFen, refundFen]
  }
  assert.deepEqual(outcome({ kind: 'nothing' }), [0, 84_000])
  assert.deepEqual(outcome({ kind: 'first_night' }), [35_000, 49_000])
  assert.deepEqual(outcome({ kind: 'all' }), [84_000, 0])
})

test('leftover fen go to the earlier night, then the lower room, and nothing is lost', () => {
  const lines = priceLines({ nights: nights.map((one) => ({ ...one, priceFen: 100 })), rooms: 2, discountFen: 2 })
  assert.deepEqual(
    lines.map(({ night, roomIndex, shareFen }) => [night.slice(8), roomIndex, shareFen]),
    [
      ['25', 0, 99],
      ['25', 1, 99],
      ['26', 0, 100],
      ['26', 1, 100],
    ],
  )
})

test('a phase ends at its hour in hotel time, wherever the server is', () => {
  const phases: CancelPhase[] = [
    { untilDaysBefore: 1, untilHour: 18, kept: { kind: 'nothing' } },
    { untilDaysBefore: null, untilHour: null, kept: { kind: 'all' } },
  ]
  const end = Date.parse('2026-11-24T18:00:00+08:00')
  assert.equal(keptAt({ phases }, { stay, clock }, end - 1).kind, 'nothing')
  assert.equal(keptAt({ phases }, { stay, clock }, end).kind, 'all')
  const apia = { zone: 'Pacific/Apia', dayEndsAtMinutes: 360 }
  assert.equal(
    applyRules({ phases, noShow }, { stay, clock: apia, lines: [] }).phases[0]?.until,
    Date.parse('2026-11-24T18:00:00+13:00'),
  )
})

test('after the last phase that ends, all is kept', () => {
  const phases: CancelPhase[] = [{ untilDaysBefore: 0, untilHour: 12, kept: { kind: 'nothing' } }]
  const lines = priceLines({ nights, rooms: 1, discountFen: 0 })
  const { phases: dated } = applyRules({ phases, noShow }, { stay, clock, lines })
  assert.deepEqual(
    dated.map(({ kept, keptFen: fen }) => [kept.kind, fen]),
    [
      ['nothing', 0],
      ['all', 89_600],
    ],
  )
})

const kept: fc.Arbitrary<Kept> = fc.oneof(
  fc.constantFrom<Kept>({ kind: 'nothing' }, { kind: 'first_night' }, { kind: 'all' }),
  fc.record({ kind: fc.constant('percent' as const), percent: fc.integer({ min: 0, max: 100 }) }),
)
const phase: fc.Arbitrary<CancelPhase> = fc.record({
  untilDaysBefore: fc.option(fc.integer({ min: 0, max: 5 })),
  untilHour: fc.integer({ min: 0, max: 23 }),
  kept,
})

test('the phases shown are exactly what cancelling at any hour keeps, and each adds up to the price', () => {
  const shown = fc.record({
    phases: fc.array(phase, { maxLength: 5 }),
    prices: fc.array(fc.integer({ min: 1, max: 90_000 }), { minLength: 1, maxLength: 6 }),
    rooms: fc.integer({ min: 1, max: 3 }),
    off: fc.double({ min: 0, max: 0.99, noNaN: true }),
  })
  fc.assert(
    fc.property(shown, ({ phases, prices, rooms, off }) => {
      const whole = prices.reduce((sum, price) => sum + price, 0) * rooms
      const discountFen = Math.floor(whole * off)
      const priced = prices.map((priceFen, index) => ({ night: addNights(stay.checkIn, index), priceFen }))
      const lines = priceLines({ nights: priced, rooms, discountFen })
      const { phases: dated } = applyRules({ phases, noShow }, { stay, clock, lines })
      for (const one of dated) assert.equal(one.keptFen + one.refundFen, whole - discountFen)
      for (let hour = -7 * 24; hour <= 48; hour += 1) {
        const at = instantAt(stay.checkIn, hour * 60, clock.zone)
        const here = dated.find(({ from, until }) => (from ?? -Infinity) <= at && at < (until ?? Infinity))
        assert.equal(here?.keptFen, outcomeOf(lines, keptAt({ phases }, { stay, clock }, at)).keptFen)
      }
    }),
    { numRuns: 60 },
  )
})
