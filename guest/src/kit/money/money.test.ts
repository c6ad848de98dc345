import assert from 'node:assert/strict'
import { test } from 'node:test'
import { figureOf } from './figure.ts'

test('a sum is written to the fen, a from-price in whole yuan that is never too low', () => {
  assert.deepEqual(figureOf(83_600, 'sum'), { sign: '', digits: '836.00' })
  assert.deepEqual(figureOf(1_376_05, 'sum'), { sign: '', digits: '1,376.05' })
  assert.deepEqual(figureOf(42_801, 'from'), { sign: '', digits: '429' })
  assert.deepEqual(figureOf(1, 'sum'), { sign: '', digits: '0.01' })
})

test('a night is whole yuan where it comes out even, and to the fen where it does not', () => {
  assert.deepEqual(figureOf(42_800, 'night'), { sign: '', digits: '428' })
  assert.deepEqual(figureOf(39_934, 'night'), { sign: '', digits: '399.34' })
})

test('what is taken off keeps its minus before the ¥', () => {
  assert.deepEqual(figureOf(-6_000, 'sum'), { sign: '−', digits: '60.00' })
})
