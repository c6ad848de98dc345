import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hotelDay, hotelTime, momentText, rangeText, shortDay } from './hotel-time.ts'

const zone = 'Asia/Shanghai'

test('an instant is shown where the hotel is, whatever zone the browser is in', () => {
  assert.deepEqual(hotelTime('2026-11-24T16:05:00Z', zone), { day: '2026-11-25', clock: '00:05' })
  assert.equal(momentText('2026-11-24T10:00:00Z', { zone, language: 'zh' }), '11月24日 18:00')
  assert.equal(momentText('2026-11-24T10:00:00Z', { zone, language: 'en' }), '24 Nov 18:00')
})

test('before the hotel’s day ends it is still yesterday there', () => {
  const clock = { zone, dayEndsAtMinutes: 360 }
  assert.equal(hotelDay(Date.parse('2026-11-24T21:59:00Z'), clock), '2026-11-24')
  assert.equal(hotelDay(Date.parse('2026-11-24T22:00:00Z'), clock), '2026-11-25')
})

test('a day is told without its weekday where there is no room for it', () => {
  assert.equal(shortDay('2026-11-05', 'zh'), '11月5日')
  assert.equal(shortDay('2026-11-05', 'en'), '5 Nov')
})

test('a stay names its month once, and both where it crosses into another', () => {
  assert.equal(rangeText('2026-11-25', '2026-11-27', 'zh'), '11月25日 – 27日')
  assert.equal(rangeText('2026-11-25', '2026-11-27', 'en'), '25 – 27 Nov')
  assert.equal(rangeText('2026-11-30', '2026-12-01', 'zh'), '11月30日 – 12月1日')
  assert.equal(rangeText('2026-12-31', '2027-01-01', 'en'), '31 Dec – 1 Jan')
})
