import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayText, hotelTime, momentText, monthText, rangeText, weekdayText } from './days.ts'
import { gcj02Of } from './gcj02.ts'
import { addMonths, isNight, nightsBetween, weekdayOf } from './nights.ts'

test('days are written as guests read them, in both languages', () => {
  assert.equal(dayText('2026-11-25', 'zh'), '11月25日')
  assert.equal(dayText('2026-11-05', 'en'), '5 Nov')
  assert.equal(weekdayText('2026-11-25', 'zh'), '周三')
  assert.equal(weekdayText('2026-11-25', 'en'), 'Wed')
  assert.equal(monthText('2027-01', 'zh'), '2027年1月')
  assert.equal(monthText('2027-01', 'en'), 'Jan 2027')
})

test('a range names its month once, and both across months', () => {
  assert.equal(rangeText('2026-11-25', '2026-11-27', 'zh'), '11月25日 – 27日')
  assert.equal(rangeText('2026-11-25', '2026-11-27', 'en'), '25 – 27 Nov')
  assert.equal(rangeText('2026-12-30', '2027-01-02', 'zh'), '12月30日 – 1月2日')
  assert.equal(rangeText('2026-12-30', '2027-01-02', 'en'), '30 Dec – 2 Jan')
})

test('an instant is the hotel’s time, not the phone’s', () => {
  assert.deepEqual(hotelTime('2026-11-24T10:00:00Z', 'Asia/Shanghai'), { night: '2026-11-24', clock: '18:00' })
  assert.deepEqual(hotelTime('2026-12-31T17:30:00Z', 'Asia/Shanghai'), { night: '2027-01-01', clock: '01:30' })
  assert.deepEqual(hotelTime('2026-07-01T12:00:00Z', 'Europe/Paris'), { night: '2026-07-01', clock: '14:00' })
  assert.equal(momentText('2026-11-24T10:00:00Z', { zone: 'Asia/Shanghai', language: 'zh' }), '11月24日 18:00')
  const today = { zone: 'Asia/Shanghai', language: 'en', today: '2026-11-24' } as const
  assert.equal(momentText('2026-11-24T10:00:00Z', today), 'Today 18:00')
  assert.equal(momentText('2026-11-25T10:00:00Z', today), 'Tomorrow 18:00')
})

test('days of the calendar are counted without a zone', () => {
  assert.ok(isNight('2028-02-29'))
  assert.ok(!isNight('2027-02-29'))
  assert.ok(!isNight('2026-11-31'))
  assert.equal(nightsBetween('2026-12-30', '2027-01-02'), 3)
  assert.equal(addMonths('2028-01-31', 1), '2028-02-29')
  assert.equal(addMonths('2026-03-31', -1), '2026-02-28')
  assert.equal(weekdayOf('2026-11-22'), 0)
})

test('a browser’s place is moved onto Chinese maps, and left alone elsewhere', () => {
  const { lat, lng } = gcj02Of({ lat: 30.67, lng: 104.06 })
  assert.ok(Math.abs(lat - 30.6676) < 0.001 && Math.abs(lng - 104.0625) < 0.001, `${lat} ${lng}`)
  assert.deepEqual(gcj02Of({ lat: 48.85, lng: 2.35 }), { lat: 48.85, lng: 2.35 })
})
