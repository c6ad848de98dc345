import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addNights } from '../../format/nights.ts'
import { nearestFree } from './next-free.ts'

const first = '2026-11-20'
/** One sign a day from the 20th: `.` free, `x` full, `c` closed, `1` one room left, `m` at least three nights from it. */
function days(marks: string) {
  return [...marks].map((mark, at) => ({
    night: addNights(first, at),
    priceFen: 40_000 + at * 1_000,
    roomsLeft: mark === 'x' ? 0 : mark === '1' ? 1 : 5,
    closed: mark === 'c',
    minStay: mark === 'm' ? 3 : 1,
  }))
}
const wish = { checkIn: '2026-11-25', checkOut: '2026-11-27', rooms: 1 }

test('the nearest days with every night free are found, the earlier of two as near', () => {
  assert.deepEqual(nearestFree(days('......x.......'), wish), {
    checkIn: '2026-11-24',
    checkOut: '2026-11-26',
    averageFen: 44_500,
  })
  assert.equal(nearestFree(days('....xxxx......'), wish)?.checkIn, '2026-11-22')
  assert.equal(nearestFree(days('cccccccc.....'), wish)?.checkIn, '2026-11-28')
})

test('a night with too few rooms, or a longer stay asked from it, is passed over', () => {
  assert.equal(nearestFree(days('xxxxxxx11.....'), { ...wish, rooms: 2 })?.checkIn, '2026-11-29')
  assert.equal(nearestFree(days('xxxxxxxmm.....'), wish)?.checkIn, '2026-11-29')
})

test('there is nothing near where all is taken, and nothing before the days that are known', () => {
  assert.equal(nearestFree(days('xxxxxxxxxxxxxxxxxxxxxx'), wish), null)
  assert.equal(nearestFree(days('.'), wish), null)
  assert.equal(nearestFree([], wish), null)
})
