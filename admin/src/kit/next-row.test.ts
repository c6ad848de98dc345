import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextRow } from './next-row.ts'

test('arrows, page keys, Home and End walk the rows and stop at the ends', () => {
  const from = (at: number) => (key: string) => nextRow(key, { at, count: 25 })
  assert.deepEqual(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'].map(from(12)), [13, 11, 22, 2, 0, 24])
  assert.deepEqual(['ArrowUp', 'PageUp'].map(from(0)), [0, 0])
  assert.deepEqual(['ArrowDown', 'PageDown'].map(from(24)), [24, 24])
})

test('Enter and the space bar open the row; other keys are not the table’s', () => {
  assert.deepEqual(
    ['Enter', ' ', 'Tab', 'a', 'Escape'].map((key) => nextRow(key, { at: 0, count: 1 })),
    ['open', 'open', null, null, null],
  )
})
