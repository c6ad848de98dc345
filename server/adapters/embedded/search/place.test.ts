import assert from 'node:assert/strict'
import { test } from 'node:test'
import { metresBetween, metresOver } from '../../../../contract/place.ts'
import { chord2, chord2Within, metresApart, pointOf, pointsOf } from './place.ts'

test('a chord lies within as many metres as it is told to have', () => {
  for (let metres = 0; metres < 20_000_000; metres = Math.ceil(metres * 1.3) + 1) {
    const limit = chord2Within(metres)
    assert.equal(metresOver(limit * (1 - 1e-9)) <= metres, true, `${metres} m, just within`)
    assert.equal(metresOver(limit * (1 + 1e-6)) > metres, true, `${metres} m, just without`)
  }
  assert.equal(chord2Within(21_000_000), Number.POSITIVE_INFINITY)
})

test('a place among others is as far as the two of them alone, and as their degrees say', () => {
  const places = [0, 29.99, 90].map((lng) => ({ lat: 0, lng }))
  const [start] = places
  const points = places.map(pointOf)
  const here = pointOf(start!)
  const together = pointsOf(points.map((point) => ({ point })))
  for (const [at, point] of points.entries()) {
    assert.equal(metresOver(chord2(here, together, at)), metresApart(here, point))
    assert.equal(metresApart(here, point), metresBetween(start!, places[at]!))
  }
  assert.equal(metresApart(here, points[1]!), Math.round(29.99 * 111_195.0802))
  assert.equal(metresApart(here, pointOf({ lat: 90, lng: 0 })), 10_007_557)
})
