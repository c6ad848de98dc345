import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { CancelPhase, Kept } from '../../kernel/cancellation.ts'
import { priceLines } from '../../kernel/lines.ts'
import { addNights, instantAt } from '../../kernel/stay.ts'
import { previewCancellation } from './cancel-order.ts'
import { guestOrder } from './guest-views.ts'
import type { Order, OrderLine } from './order.ts'
import { partsOfAmount, refundParts, sumFen } from './refund-parts.ts'

const clock = { zone: 'Asia/Shanghai', dayEndsAtMinutes: 360 }
const checkIn = '2026-12-01'
const named = { hotelName: { zh: '' }, roomTypeName: { zh: '' }, ratePlanName: { zh: '' } }

interface Drawn {
  prices: number[]
  rooms: number
  off: number
  gift: number
  phases: CancelPhase[]
  noShow: Kept
}

const kept: fc.Arbitrary<Kept> = fc.oneof(
  fc.constantFrom<Kept>({ kind: 'nothing' }, { kind: 'first_night' }, { kind: 'all' }),
  fc.record({ kind: fc.constant('percent' as const), percent: fc.integer({ min: 1, max: 100 }) }),
)
const share = fc.double({ min: 0, max: 1, noNaN: true })
const drawn: fc.Arbitrary<Drawn> = fc.record({
  prices: fc.array(fc.integer({ min: 1, max: 90_000 }), { minLength: 1, maxLength: 6 }),
  rooms: fc.integer({ min: 1, max: 4 }),
  off: share,
  gift: share,
  phases: fc.array(
    fc.record({
      untilDaysBefore: fc.option(fc.integer({ min: 0, max: 4 })),
      untilHour: fc.integer({ min: 0, max: 23 }),
      kept,
    }),
    { maxLength: 4 },
  ),
  noShow: kept,
})

/** An order with its lines: paid, or not yet; of what was paid, `gift` went back before. */
function orderOf({ prices, rooms, off, gift, phases, noShow }: Drawn, status: 'awaiting_payment' | 'paid') {
  const nights = prices.map((priceFen, at) => ({ night: addNights(checkIn, at), priceFen }))
  const subtotalFen = sumFen(prices) * rooms
  const discountFen = Math.floor((subtotalFen - 1) * off)
  const totalFen = subtotalFen - discountFen
  const paymentId = status === 'paid' ? 'pay_1' : null
  const lines = priceLines({ nights, rooms, discountFen }).map(
    (line): OrderLine => ({ ...line, roomTypeId: 'rt_1', refundedFen: 0, paymentId, stock: 'sold' }),
  )
  const given = status === 'paid' ? partsOfAmount(lines, Math.floor(totalFen * gift)) : []
  for (const { night, roomIndex, amountFen } of given) {
    lines.find((line) => line.night === night && line.roomIndex === roomIndex)!.refundedFen += amountFen
  }
  const order = {
    status,
    checkIn,
    rooms,
    subtotalFen,
    discountFen,
    totalFen,
    paidFen: status === 'paid' ? totalFen : 0,
    refundedFen: sumFen(given.map((part) => part.amountFen)),
    contactPhone: null,
    terms: { ...named, clock, policy: { id: 'pol_1', name: { zh: '' }, phases, noShow } },
    payBefore: 0,
    placedAt: 0,
  } as unknown as Order
  return { order, lines }
}

const viewOf = (of: { order: Order; lines: OrderLine[] }) =>
  guestOrder({ sealer: { open: (text) => text } }, { ...of, rooms: [] }, 'zh')

test('what is off and what is charged of each night add up to the order’s sums, for all of its rooms', () => {
  fc.assert(
    fc.property(drawn, (of) => {
      const { order, lines } = orderOf(of, 'awaiting_payment')
      const { nights } = viewOf({ order, lines })
      assert.equal(sumFen(nights.map((one) => one.discountFen)), order.discountFen)
      assert.equal(sumFen(nights.map((one) => one.chargedFen)), order.totalFen)
      for (const one of nights) assert.equal(one.priceFen * of.rooms, one.discountFen + one.chargedFen)
    }),
  )
})

test('each phase that is shown, and not coming, returns exactly what the refund itself does', () => {
  fc.assert(
    fc.property(drawn, (of) => {
      const { order, lines } = orderOf(of, 'paid')
      const { phases, noShow } = viewOf({ order, lines }).cancelPolicy
      assert.equal(noShow.refundFen, sumFen(refundParts(lines, of.noShow).map((part) => part.amountFen)))
      for (let hour = -5 * 24; hour <= 30; hour += 1) {
        const at = instantAt(checkIn, hour * 60, clock.zone)
        const phase = phases.find(({ until }) => until === null || at < Date.parse(until))!
        const { kept: rule, keptFen, refundFen } = previewCancellation(order, lines, at)
        assert.deepEqual(phase, { ...phase, kept: rule, keptFen, refundFen })
      }
    }),
    { numRuns: 60 },
  )
})

test('before payment the phases say what paying would make of them', () => {
  fc.assert(
    fc.property(drawn, (of) => {
      const paid = orderOf({ ...of, gift: 0 }, 'paid')
      assert.deepEqual(viewOf(orderOf(of, 'awaiting_payment')).cancelPolicy, viewOf(paid).cancelPolicy)
    }),
    { numRuns: 40 },
  )
})

test('428 and 468 less 60: what each night costs and each phase returns', () => {
  const { order, lines } = orderOf(
    {
      prices: [42_800, 46_800],
      rooms: 1,
      off: 6_000 / 89_599,
      gift: 0,
      phases: [
        { untilDaysBefore: 1, untilHour: 18, kept: { kind: 'nothing' } },
        { untilDaysBefore: null, untilHour: null, kept: { kind: 'first_night' } },
      ],
      noShow: { kind: 'all' },
    },
    'paid',
  )
  const { cancelPolicy, nights } = viewOf({ order, lines })
  assert.deepEqual(
    cancelPolicy.phases.map(({ keptFen, refundFen }) => [keptFen, refundFen]),
    [
      [0, 83_600],
      [39_934, 43_666],
    ],
  )
  assert.deepEqual(cancelPolicy.noShow, { kept: { kind: 'all' }, keptFen: 83_600, refundFen: 0 })
  assert.deepEqual(
    nights.map(({ discountFen, chargedFen }) => [discountFen, chargedFen]),
    [
      [2_866, 39_934],
      [3_134, 43_666],
    ],
  )
})
