import assert from 'node:assert/strict'
import { test } from 'node:test'
import { metresBetween, metresOver } from './place.ts'

test('metres are counted along the great circle', () => {
  const chengdu = { lat: 30.6697, lng: 104.0536 }
  assert.equal(metresBetween(chengdu, chengdu), 0)
  const beijing = metresBetween(chengdu, { lat: 39.9367, lng: 116.4034 })
  assert.ok(Math.abs(beijing - 1_515_000) < 15_000, String(beijing))
  assert.equal(metresBetween({ lat: 0, lng: 0 }, { lat: 0, lng: 1 }), 111_195)
})

test('the other end of the world is half way round it', () => {
  assert.equal(metresBetween({ lat: 0, lng: 0 }, { lat: 0, lng: 180 }), 20_015_114)
  assert.equal(metresOver(4), 20_015_114)
  assert.equal(metresOver(4.000_000_1), 20_015_114)
})
