import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chord2, chord2Within, metresBetween, metresOf, pointOf, pointsOf } from './place.ts'

test('a chord lies within as many metres as it is told to have', () => {
  for (let metres = 0; metres < 20_000_000; metres = Math.ceil(metres * 1.3) + 1) {
    const limit = chord2Within(metres)
    assert.equal(metresOf(limit * (1 - 1e-9)) <= metres, true, `${metres} m, just within`)
    assert.equal(metresOf(limit * (1 + 1e-6)) > metres, true, `${metres} m, just without`)
  }
  assert.equal(chord2Within(21_000_000), Number.POSITIVE_INFINITY)
})

test('a place among others is as far as the two of them alone', () => {
  const points = [0, 29.99, 90].map((lng) => pointOf({ lat: 0, lng }))
  const here = pointOf({ lat: 0, lng: 0 })
  const together = pointsOf(points.map((point) => ({ point })))
  for (const [at, point] of points.entries())
    assert.equal(metresOf(chord2(here, together, at)), metresBetween(here, point))
  assert.equal(metresBetween(here, points[1]!), Math.round(29.99 * 111_195.0802))
  assert.equal(metresBetween(here, pointOf({ lat: 90, lng: 0 })), 10_007_557)
})
