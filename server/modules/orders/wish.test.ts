import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Wish, wishProblems } from './wish.ts'

const wish: Wish = {
  memberId: 'mem_1',
  roomTypeId: 'rt_1',
  ratePlanId: 'rp_1',
  stay: { checkIn: '2026-12-01', checkOut: '2026-12-03' },
  rooms: 2,
  guests: ['苏晚', '陆川'],
  contactPhone: '13800000000',
  arrivalTime: '18:30',
  remark: null,
  grantId: null,
  consents: [],
  termsVersion: null,
  expectedTotalFen: 100,
  language: 'zh',
  source: 'mini',
  request: null,
}

test('a whole wish is accepted', () => {
  assert.equal(wishProblems(wish), null)
})

for (const [what, change, field, code] of [
  ['a day that does not exist', { stay: { checkIn: '2026-02-29', checkOut: '2026-03-01' } }, 'checkIn', 'not_a_date'],
  ['no night', { stay: { checkIn: '2026-12-01', checkOut: '2026-12-01' } }, 'checkOut', 'not_after_check_in'],
  ['91 nights', { stay: { checkIn: '2026-12-01', checkOut: '2027-03-02' } }, 'checkOut', 'too_many_nights'],
  ['no room', { rooms: 0, guests: [] }, 'rooms', 'out_of_range'],
  ['nobody', { guests: [] }, 'guests', 'missing'],
  ['more people named than rooms', { rooms: 1 }, 'guests', 'more_than_rooms'],
  ['an empty name', { guests: ['苏晚', ''] }, 'guests.1.name', 'missing'],
  ['a phone of letters', { contactPhone: 'call me' }, 'contactPhone', 'not_a_phone'],
  ['no phone', { contactPhone: null }, 'contactPhone', 'missing'],
  ['25 o’clock', { arrivalTime: '25:00' }, 'arrivalTime', 'not_a_time'],
] as const) {
  test(`${what} is not acceptable, and says which field`, () => {
    assert.equal(wishProblems({ ...wish, ...change })?.[field], code)
  })
}
