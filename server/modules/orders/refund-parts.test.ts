import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type CancelRules, type Kept, keptAt } from '../../kernel/cancellation.ts'
import { priceLines } from '../../kernel/lines.ts'
import type { OrderLine } from './order.ts'
import { byPayment, partsOfAmount, refundParts, sumFen } from './refund-parts.ts'

const clock = { zone: 'Asia/Shanghai', dayEndsAtMinutes: 360 }
const policy: CancelRules = {
  phases: [
    { untilDaysBefore: 1, untilHour: 18, kept: { kind: 'nothing' } },
    { untilDaysBefore: 0, untilHour: 18, kept: { kind: 'first_night' } },
    { untilDaysBefore: null, untilHour: null, kept: { kind: 'all' } },
  ],
  noShow: { kind: 'all' },
}

function paidLines(nights: readonly number[], rooms: number, discountFen: number): OrderLine[] {
  const dates = nights.map((priceFen, index) => ({ night: `2026-12-${String(index + 1).padStart(2, '0')}`, priceFen }))
  return priceLines({ nights: dates, rooms, discountFen }).map((line) => ({
    ...line,
    roomTypeId: 'rt_1',
    refundedFen: 0,
    paymentId: 'pay_1',
    stock: 'sold',
  }))
}

test('the phase of a policy ends at its hour in hotel time, to the millisecond', () => {
  const stay = { stay: { checkIn: '2026-12-01' }, clock }
  const end = Date.parse('2026-11-30T18:00:00+08:00')
  assert.deepEqual(keptAt(policy, stay, end - 1), { kind: 'nothing' })
  assert.deepEqual(keptAt(policy, stay, end), { kind: 'first_night' })
  assert.deepEqual(keptAt(policy, stay, Date.parse('2026-12-01T18:00:00+08:00')), { kind: 'all' })
})

test('428 and 468 less 60 are 399.34 and 436.66', () => {
  const lines = paidLines([42800, 46800], 1, 6000)
  assert.deepEqual(
    lines.map((line) => line.shareFen),
    [39934, 43666],
  )
})

test('keeping the first night returns the others, of every room', () => {
  const lines = paidLines([30000, 40000, 50000], 2, 0)
  const parts = refundParts(lines, { kind: 'first_night' })
  assert.equal(sumFen(parts.map((part) => part.amountFen)), 180000)
  assert.ok(parts.every((part) => part.night !== '2026-12-01'))
})

const keptRules = fc.oneof(
  fc.constant<Kept>({ kind: 'nothing' }),
  fc.constant<Kept>({ kind: 'first_night' }),
  fc.constant<Kept>({ kind: 'all' }),
  fc.integer({ min: 1, max: 100 }).map((percent): Kept => ({ kind: 'percent', percent })),
)
const prices = fc.array(fc.integer({ min: 1, max: 500_000 }), { minLength: 1, maxLength: 14 })

test('lines add up to the price less the discount, and none is negative', () => {
  fc.assert(
    fc.property(
      prices,
      fc.integer({ min: 1, max: 5 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (nights, rooms, part) => {
        const subtotal = sumFen(nights) * rooms
        const discountFen = Math.floor((subtotal - 1) * part)
        const lines = paidLines(nights, rooms, discountFen)
        assert.equal(sumFen(lines.map((line) => line.shareFen)), subtotal - discountFen)
        assert.ok(lines.every((line) => line.shareFen >= 0 && line.shareFen <= line.priceFen))
      },
    ),
  )
})

test('what goes back and what is kept add up to what was paid, line by line', () => {
  fc.assert(
    fc.property(prices, fc.integer({ min: 1, max: 4 }), keptRules, (nights, rooms, kept) => {
      const lines = paidLines(nights, rooms, 0)
      const parts = refundParts(lines, kept)
      const back = sumFen(parts.map((part) => part.amountFen))
      const whole = sumFen(lines.map((line) => line.shareFen))
      if (kept.kind === 'nothing') assert.equal(back, whole)
      if (kept.kind === 'all') assert.equal(back, 0)
      if (kept.kind === 'percent') assert.equal(back, whole - Math.floor((whole * kept.percent + 50) / 100))
      for (const part of parts) {
        const line = lines.find((one) => one.night === part.night && one.roomIndex === part.roomIndex)!
        assert.ok(part.amountFen > 0 && part.amountFen <= line.shareFen)
      }
    }),
  )
})

test('a refund after a refund never returns more than the lines cost', () => {
  fc.assert(
    fc.property(prices, keptRules, fc.double({ min: 0, max: 1, noNaN: true }), (nights, kept, part) => {
      const lines = paidLines(nights, 1, 0)
      const whole = sumFen(lines.map((line) => line.shareFen))
      const gift = Math.floor(whole * part)
      for (const given of partsOfAmount(lines, gift)) {
        lines.find((line) => line.night === given.night)!.refundedFen += given.amountFen
      }
      const later = refundParts(lines, kept)
      assert.ok(gift + sumFen(later.map((one) => one.amountFen)) <= whole)
    }),
  )
})

test('a refund goes back through the payments that paid its lines', () => {
  const lines = paidLines([10000, 20000], 1, 0)
  lines[1]!.paymentId = 'pay_2'
  const parts = byPayment(refundParts(lines, { kind: 'nothing' }))
  assert.deepEqual(
    [...parts].map(([id, of]) => [id, sumFen(of.map((part) => part.amountFen))]),
    [
      ['pay_1', 10000],
      ['pay_2', 20000],
    ],
  )
})
