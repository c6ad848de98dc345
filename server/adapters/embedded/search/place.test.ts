import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chord2Within, createPlaces, metresOf, pointOf } from './place.ts'

test('a chord lies within as many metres as it is told to have', () => {
  for (let metres = 0; metres < 20_000_000; metres = Math.ceil(metres * 1.3) + 1) {
    const limit = chord2Within(metres)
    assert.equal(metresOf(limit * (1 - 1e-9)) <= metres, true, `${metres} m, just within`)
    assert.equal(metresOf(limit * (1 + 1e-6)) > metres, true, `${metres} m, just without`)
  }
  assert.equal(chord2Within(21_000_000), Number.POSITIVE_INFINITY)
})

test('places are found again when there are more of them than at first', () => {
  const places = createPlaces()
  for (let no = 0; no < 3_000; no += 1) places.put(no, { lat: 0, lng: no / 100 })
  const here = pointOf({ lat: 0, lng: 0 })
  assert.equal(metresOf(places.chord2(here, 0)), 0)
  assert.equal(metresOf(places.chord2(here, 2_999)), Math.round(29.99 * 111_195.0802))
  places.put(2_999, { lat: 90, lng: 0 })
  assert.equal(metresOf(places.chord2(here, 2_999)), 10_007_557)
})
