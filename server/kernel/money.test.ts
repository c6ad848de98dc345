import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fen, roundHalfUpToYuan, spread } from './money.ts'

test('a discount over two nights goes to the fen: 428 and 468 less 60', () => {
  const off = spread(6000, [42_800, 46_800])
  assert.deepEqual([42_800 - off[0]!, 46_800 - off[1]!], [39_934, 43_666])
})

test('parts add up to the whole and differ from their exact share by less than a fen', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000_000 }), weights, (amount, list) => {
      fc.pre(list.some((weight) => weight > 0))
      const parts = spread(amount, list)
      const whole = list.reduce((sum, weight) => sum + weight, 0)
      assert.equal(
        parts.reduce((sum, part) => sum + part, 0),
        amount,
      )
      for (const [index, part] of parts.entries())
        assert.ok(Math.abs(part - (amount * list[index]!) / whole) < 1.000001)
    }),
    { numRuns: 2000 },
  )
})

test('ties go to the earlier part', () => {
  assert.deepEqual(spread(1, [5, 5, 5]), [1, 0, 0])
  assert.deepEqual(spread(2, [5, 5, 5]), [1, 1, 0])
})

test('prices round half up to the yuan', () => {
  assert.deepEqual([149, 150, 249, 250].map(roundHalfUpToYuan), [100, 200, 200, 300])
})

test('no float is money', () => {
  for (const value of [0.1, Number.NaN, 2 ** 53, Number.POSITIVE_INFINITY]) assert.throws(() => fen(value), RangeError)
})
