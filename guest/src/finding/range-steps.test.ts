import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keyedTo, movedTo, nearerThumb } from './range-steps.ts'

test('a thumb stays within the scale and never passes the other', () => {
  assert.deepEqual(movedTo({ low: 2, high: 6 }, 'low', 9, 10), { low: 5, high: 6 })
  assert.deepEqual(movedTo({ low: 2, high: 6 }, 'low', -3, 10), { low: 0, high: 6 })
  assert.deepEqual(movedTo({ low: 2, high: 6 }, 'high', 0, 10), { low: 2, high: 3 })
  assert.deepEqual(movedTo({ low: 2, high: 6 }, 'high', 14, 10), { low: 2, high: 10 })
})

test('a finger takes the nearer thumb', () => {
  assert.equal(nearerThumb({ low: 2, high: 6 }, 1), 'low')
  assert.equal(nearerThumb({ low: 2, high: 6 }, 3.9), 'low')
  assert.equal(nearerThumb({ low: 2, high: 6 }, 4.1), 'high')
  assert.equal(nearerThumb({ low: 2, high: 6 }, 9), 'high')
})

test('keys move a thumb as they move any slider', () => {
  assert.equal(keyedTo('ArrowRight', 3, 10), 4)
  assert.equal(keyedTo('PageDown', 3, 10), -1)
  assert.equal(keyedTo('End', 3, 10), 10)
  assert.equal(keyedTo('a', 3, 10), null)
})
