import assert from 'node:assert/strict'
import { test } from 'node:test'
import { distanceText } from './distance.ts'

test('a distance is as exact as anybody walks', () => {
  assert.equal(distanceText(4), '0 m')
  assert.equal(distanceText(994), '990 m')
  assert.equal(distanceText(995), '1.0 km')
  assert.equal(distanceText(9_949), '9.9 km')
  assert.equal(distanceText(9_950), '10 km')
  assert.equal(distanceText(61_700), '62 km')
})
