import assert from 'node:assert/strict'
import { test } from 'node:test'
import { distanceText, metresBetween } from './distance.ts'

test('a distance is as exact as anybody walks', () => {
  assert.equal(distanceText(4), '0 m')
  assert.equal(distanceText(994), '990 m')
  assert.equal(distanceText(995), '1.0 km')
  assert.equal(distanceText(9_949), '9.9 km')
  assert.equal(distanceText(9_950), '10 km')
  assert.equal(distanceText(61_700), '62 km')
})

test('metres are counted along the great circle', () => {
  const chengdu = { lat: 30.6697, lng: 104.0536 }
  assert.equal(metresBetween(chengdu, chengdu), 0)
  const beijing = metresBetween(chengdu, { lat: 39.9367, lng: 116.4034 })
  assert.ok(Math.abs(beijing - 1_515_000) < 15_000, String(beijing))
  assert.equal(metresBetween({ lat: 0, lng: 0 }, { lat: 0, lng: 1 }), 111_195)
})
