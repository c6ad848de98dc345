import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addNights, nightsOf } from '../../format/nights.ts'
import {
  type CalendarDay,
  type CalendarFacts,
  type Choice,
  cellOf,
  choose,
  dayByKey,
  lowestFen,
  monthsBetween,
  sumFen,
  whyNotBookable,
} from './calendar-rules.ts'

const none: Choice = { checkIn: null, checkOut: null }

/** A year from 23 November 2026 at ¥428, three rooms a night, but for what is said. */
function facts(but: Record<string, Partial<CalendarDay>> = {}, rooms = 1, today = '2026-11-23'): CalendarFacts {
  const last = addNights(today, 365)
  const plain = { priceFen: 42_800, roomsLeft: 3, closed: false, minStay: 1 }
  const days = new Map(
    nightsOf({ checkIn: today, checkOut: last }).map((night) => [night, { night, ...plain, ...but[night] }]),
  )
  return { today, last, nightsAtMost: 90, days, rooms }
}

test('the first day is check-in, the second check-out, the third begins anew', () => {
  const first = choose(facts(), none, '2026-11-25')
  assert.deepEqual(first, { choice: { checkIn: '2026-11-25', checkOut: null }, refusal: null })
  const second = choose(facts(), first.choice, '2026-11-27')
  assert.deepEqual(second, { choice: { checkIn: '2026-11-25', checkOut: '2026-11-27' }, refusal: null })
  assert.deepEqual(choose(facts(), second.choice, '2026-12-01').choice, { checkIn: '2026-12-01', checkOut: null })
})

test('a day before check-in, or check-in itself, becomes the new check-in', () => {
  const chosen = { checkIn: '2026-11-25', checkOut: null }
  assert.deepEqual(choose(facts(), chosen, '2026-11-24').choice, { checkIn: '2026-11-24', checkOut: null })
  assert.deepEqual(choose(facts(), chosen, '2026-11-25').choice, chosen)
})

test('yesterday and days past the horizon are refused, and the choice stays', () => {
  const chosen = { checkIn: '2026-11-25', checkOut: null }
  assert.deepEqual(choose(facts(), chosen, '2026-11-22'), { choice: chosen, refusal: 'past' })
  assert.equal(choose(facts(), none, '2027-11-23').refusal, 'too_far')
  assert.equal(choose(facts(), none, '2027-11-22').refusal, null)
  const late = choose(facts(), none, '2027-11-20').choice
  assert.equal(choose(facts(), late, '2027-11-23').choice.checkOut, '2027-11-23')
  assert.equal(choose(facts(), late, '2027-11-24').refusal, 'too_far')
})

test('a night that is full or not on sale cannot be slept, but one may leave on it', () => {
  const known = facts({ '2026-11-28': { roomsLeft: 0 }, '2026-12-05': { closed: true } })
  assert.equal(choose(known, none, '2026-11-28').refusal, 'full')
  assert.equal(choose(known, none, '2026-12-05').refusal, 'not_on_sale')
  const chosen = { checkIn: '2026-11-26', checkOut: null }
  assert.equal(choose(known, chosen, '2026-11-28').choice.checkOut, '2026-11-28')
  assert.ok(cellOf(known, chosen, '2026-11-28', null).leaveOnly)
  assert.ok(!cellOf(known, none, '2026-11-28', null).leaveOnly)
})

test('across a full night the choice begins anew, and says so', () => {
  const known = facts({ '2026-11-28': { roomsLeft: 0 } })
  const chosen = { checkIn: '2026-11-26', checkOut: null }
  assert.deepEqual(choose(known, chosen, '2026-11-30'), {
    choice: { checkIn: '2026-11-30', checkOut: null },
    refusal: 'gap',
  })
})

test('fewer rooms left than wanted is full', () => {
  const known = facts({ '2026-11-25': { roomsLeft: 1 } }, 2)
  assert.equal(cellOf(known, none, '2026-11-25', null).is, 'full')
  assert.equal(cellOf(facts({ '2026-11-25': { roomsLeft: null } }, 9), none, '2026-11-25', null).is, 'free')
})

test('the shortest stay of the check-in night counts, not that of the nights after it', () => {
  const known = facts({ '2026-12-30': { minStay: 3 }, '2026-12-31': { minStay: 2 } })
  const chosen = { checkIn: '2026-12-30', checkOut: null }
  assert.deepEqual(choose(known, chosen, '2027-01-01'), { choice: chosen, refusal: 'min_stay', minStay: 3 })
  assert.equal(choose(known, chosen, '2027-01-02').choice.checkOut, '2027-01-02')
  assert.equal(choose(known, { checkIn: '2026-12-29', checkOut: null }, '2026-12-31').choice.checkOut, '2026-12-31')
  assert.equal(cellOf(known, none, '2026-12-30', null).minStay, 3)
})

test('a stay may be ninety nights long and no longer', () => {
  const chosen = { checkIn: '2026-12-01', checkOut: null }
  assert.equal(choose(facts(), chosen, '2027-03-01').refusal, null)
  assert.equal(choose(facts(), chosen, '2027-03-02').refusal, 'too_long')
})

test('a stay across months and the year has every night once', () => {
  const known = facts({ '2026-12-31': { priceFen: 56_800 } }, 2)
  const choice = choose(known, { checkIn: '2026-12-30', checkOut: null }, '2027-01-02').choice
  assert.equal(sumFen(known, choice), (42_800 + 56_800 + 42_800) * 2)
  assert.equal(cellOf(known, choice, '2026-12-31', null).in, 'within')
  assert.equal(cellOf(known, choice, '2027-01-02', null).in, 'end')
})

test('29 February is a night in a leap year only', () => {
  const leap = facts({}, 1, '2028-01-10')
  assert.equal(choose(leap, { checkIn: '2028-02-28', checkOut: null }, '2028-03-01').choice.checkOut, '2028-03-01')
  assert.equal(sumFen(leap, { checkIn: '2028-02-28', checkOut: '2028-03-01' }), 85_600)
  assert.equal(monthsBetween('2028-02-01', '2028-02-01')[0]?.days.length, 29)
  assert.equal(monthsBetween('2027-02-01', '2027-02-01')[0]?.days.length, 28)
  assert.equal(dayByKey(leap, '2028-02-28', 'ArrowRight'), '2028-02-29')
  assert.equal(dayByKey(leap, '2028-01-31', 'PageDown'), '2028-02-29')
})

test('months begin on their weekday, weeks on Sunday', () => {
  const months = monthsBetween('2026-11-23', '2027-02-01')
  assert.deepEqual(
    months.map(({ month, before, days }) => [month, before, days.length]),
    [
      ['2026-11', 0, 30],
      ['2026-12', 2, 31],
      ['2027-01', 5, 31],
      ['2027-02', 1, 28],
    ],
  )
})

test('keys move by day, week, end of week and month, and stop at today and at the last day', () => {
  const known = facts()
  assert.equal(dayByKey(known, '2026-11-30', 'ArrowRight'), '2026-12-01')
  assert.equal(dayByKey(known, '2026-12-02', 'ArrowUp'), '2026-11-25')
  assert.equal(dayByKey(known, '2026-12-02', 'Home'), '2026-11-29')
  assert.equal(dayByKey(known, '2026-12-02', 'End'), '2026-12-05')
  assert.equal(dayByKey(known, '2026-12-31', 'PageDown'), '2027-01-31')
  assert.equal(dayByKey(known, '2027-01-31', 'PageDown'), '2027-02-28')
  assert.equal(dayByKey(known, '2026-11-24', 'PageUp'), '2026-11-23')
  assert.equal(dayByKey(known, '2027-11-22', 'ArrowDown'), '2027-11-23')
  assert.equal(dayByKey(known, '2026-12-02', 'a'), null)
})

test('the lowest price is marked where prices differ, and never on a night that cannot be slept', () => {
  assert.equal(lowestFen(facts()), null)
  const known = facts({ '2026-11-30': { priceFen: 39_800 }, '2026-12-05': { priceFen: 100, roomsLeft: 0 } })
  assert.equal(lowestFen(known), 39_800)
  assert.ok(cellOf(known, none, '2026-11-30', 39_800).low)
  assert.ok(!cellOf(known, none, '2026-12-01', 39_800).low)
})

test('without a room only the dates count', () => {
  const plain = { ...facts(), days: null }
  assert.equal(choose(plain, { checkIn: '2026-11-25', checkOut: null }, '2026-11-27').refusal, null)
  assert.equal(sumFen(plain, { checkIn: '2026-11-25', checkOut: '2026-11-27' }), null)
})

test('dates chosen elsewhere are looked at as if they were chosen here', () => {
  const known = facts({ '2026-11-26': { roomsLeft: 0 }, '2026-12-30': { minStay: 2 } })
  assert.equal(whyNotBookable(known, '2026-11-25', '2026-11-26'), null)
  assert.equal(whyNotBookable(known, '2026-11-25', '2026-11-27'), 'gap')
  assert.equal(whyNotBookable(known, '2026-11-26', '2026-11-27'), 'full')
  assert.equal(whyNotBookable(known, '2026-12-30', '2026-12-31'), 'min_stay')
})
