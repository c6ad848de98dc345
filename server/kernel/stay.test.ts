import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addNights, hotelDay, instantAt, isNight, localParts, nightsBetween, nightsOf, weekdayOf } from './stay.ts'

const zones = ['Asia/Shanghai', 'UTC', 'America/New_York', 'Pacific/Apia', 'Australia/Lord_Howe', 'Asia/Urumqi']
const anyNight = fc.integer({ min: -3650, max: 36_500 }).map((days) => addNights('2026-01-01', days))

test('a night is a day that exists', () => {
  assert.ok(isNight('2028-02-29'))
  for (const text of ['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-01', '20260101', '2026-01-01T00', '']) {
    assert.ok(!isNight(text), text)
  }
})

test('nights count the same whatever zone the server is in', () => {
  const before = process.env.TZ
  try {
    for (const zone of zones) {
      process.env.TZ = zone
      assert.equal(nightsBetween('2026-03-07', '2026-03-09'), 2)
      assert.deepEqual(nightsOf({ checkIn: '2026-12-31', checkOut: '2027-01-02' }), ['2026-12-31', '2027-01-01'])
      assert.equal(weekdayOf('2026-11-25'), 3)
    }
  } finally {
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
  }
})

test('moving by nights and counting them undo each other', () => {
  fc.assert(
    fc.property(anyNight, fc.integer({ min: -4000, max: 4000 }), (night, count) => {
      assert.equal(nightsBetween(night, addNights(night, count)), count)
    }),
    { numRuns: 2000 },
  )
})

test('an instant of a wall clock shows that wall clock again, where it exists', () => {
  fc.assert(
    fc.property(anyNight, fc.integer({ min: 0, max: 1439 }), fc.constantFrom(...zones), (night, minutes, zone) => {
      const shown = localParts(instantAt(night, minutes, zone), zone)
      const hhmm = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00`
      const gap = Math.abs(Date.parse(`${shown}Z`) - Date.parse(`${night}T${hhmm}Z`))
      assert.ok(gap === 0 || gap <= 86_400_000, `${zone} ${night} ${hhmm} shows ${shown}`)
      if (zone === 'Asia/Shanghai' && night >= '1992-01-01') assert.equal(gap, 0)
    }),
    { numRuns: 3000 },
  )
})

test('at one in the morning it is still the night that began', () => {
  const hotel = { zone: 'Asia/Shanghai', dayEndsAtMinutes: 360 }
  assert.equal(hotelDay(instantAt('2026-11-26', 60, hotel.zone), hotel), '2026-11-25')
  assert.equal(hotelDay(instantAt('2026-11-26', 359, hotel.zone), hotel), '2026-11-25')
  assert.equal(hotelDay(instantAt('2026-11-26', 360, hotel.zone), hotel), '2026-11-26')
})
