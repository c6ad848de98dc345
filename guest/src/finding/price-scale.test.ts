import assert from 'node:assert/strict'
import { test } from 'node:test'
import { boundsOf, endsOf, priceScale } from './price-scale.ts'

const yuan = (...prices: number[]) => prices.map((price) => price * 100)

test('a scale begins at a round price and counts every branch once', () => {
  const scale = priceScale(yuan(385, 428, 468, 538, 688))
  assert.deepEqual(scale, { fromFen: 38_000, stepFen: 2_000, counts: [1, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1] })
})

test('one dear branch stands in the last bar and does not flatten the others', () => {
  const scale = priceScale([...yuan(...Array.from({ length: 40 }, (_, i) => 300 + i)), 900_000])!
  assert.equal(scale.stepFen, 1_000)
  assert.equal(
    scale.counts.reduce((sum, count) => sum + count, 0),
    41,
  )
})

test('there is no scale without a choice', () => {
  assert.equal(priceScale([]), null)
  assert.equal(priceScale(yuan(428)), null)
  assert.equal(priceScale(yuan(421, 428)), null)
})

test('what the ends of the scale ask is read back as the same ends, and the outermost ask nothing', () => {
  const scale = priceScale(yuan(200, 260, 310, 480, 800))!
  const bars = scale.counts.length
  assert.deepEqual(boundsOf(scale, { low: 0, high: bars }), { minFen: null, maxFen: null })
  for (let low = 0; low < bars; low += 1) {
    for (let high = low + 1; high <= bars; high += 1) {
      assert.deepEqual(endsOf(scale, boundsOf(scale, { low, high })), { low, high })
    }
  }
})

test('a choice of another list stays inside the scale', () => {
  const scale = priceScale(yuan(400, 700))!
  assert.deepEqual(endsOf(scale, { minFen: 5_000_000, maxFen: 6_000_000 }), {
    low: scale.counts.length - 1,
    high: scale.counts.length,
  })
  assert.deepEqual(endsOf(scale, { minFen: 100, maxFen: 200 }), { low: 0, high: 1 })
})
