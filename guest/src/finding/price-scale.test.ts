import assert from 'node:assert/strict'
import { test } from 'node:test'
import { boundsOf, endsOf } from './price-scale.ts'

const scale = { fromFen: 20_000, stepFen: 5_000, counts: [1, 3, 0, 2, 1, 0, 1] }

test('what the ends of the scale ask is read back as the same ends, and the outermost ask nothing', () => {
  const bars = scale.counts.length
  assert.deepEqual(boundsOf(scale, { low: 0, high: bars }), { minFen: null, maxFen: null })
  for (let low = 0; low < bars; low += 1) {
    for (let high = low + 1; high <= bars; high += 1) {
      assert.deepEqual(endsOf(scale, boundsOf(scale, { low, high })), { low, high })
    }
  }
})

test('a choice of another list stays inside the scale', () => {
  assert.deepEqual(endsOf(scale, { minFen: 5_000_000, maxFen: 6_000_000 }), {
    low: scale.counts.length - 1,
    high: scale.counts.length,
  })
  assert.deepEqual(endsOf(scale, { minFen: 100, maxFen: 200 }), { low: 0, high: 1 })
})
