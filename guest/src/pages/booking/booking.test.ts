import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addNights } from '../../format/nights.ts'
import { arrivalSlots } from './arrival.ts'
import { bodyOf, firstForm, formProblems, phoneDigits, serverProblems, withRooms } from './form.ts'
import { nightsAround, otherRoom, type SwapDay, type SwapRoom, shiftedStay, shorterStay } from './swaps.ts'

const form = { guests: ['林知远'], contactPhone: '138 0013 6021', arrivalTime: null, remark: ' ', rooms: 1 }

test('a form begins with what was typed for this room, else with who booked last, else empty', () => {
  const typed = { ...form, rooms: 2, guests: ['林知远', '苏晚'], couponId: null, remark: '高楼层' }
  assert.deepEqual(firstForm({ kept: typed, last: form, rooms: 2 }), typed)
  assert.deepEqual(firstForm({ kept: typed, last: form, rooms: 1 }).guests, ['林知远'])
  const again = firstForm({ kept: undefined, last: { ...form, remark: '安静', arrivalTime: '16:00' }, rooms: 2 })
  assert.deepEqual(again, {
    guests: ['林知远', ''],
    contactPhone: '138 0013 6021',
    arrivalTime: null,
    remark: '',
    rooms: 2,
  })
  const none = firstForm({ kept: { guests: 'x', rooms: 99 }, last: 7, rooms: 1 })
  assert.deepEqual([none.guests, none.contactPhone], [[''], null])
  assert.equal(firstForm({ kept: { ...form, contactPhone: ' ' }, last: null, rooms: 1 }).contactPhone, null)
})

test('fewer rooms keep the first names, more rooms ask for more', () => {
  const three = withRooms({ ...form, guests: ['a', 'b', 'c'], rooms: 3 }, 2)
  assert.deepEqual([three.rooms, three.guests], [2, ['a', 'b']])
  assert.deepEqual(withRooms(three, 3).guests, ['a', 'b', ''])
})

test('each room needs a name, and a phone that can be called', () => {
  const unbound = { bound: false }
  assert.deepEqual(formProblems(form, unbound), {})
  assert.deepEqual(formProblems({ ...form, rooms: 2, guests: ['林', ' '] }, unbound), {
    'guests.1.name': 'nameMissing',
  })
  const phone = (contactPhone: string | null, bound = false) =>
    formProblems({ ...form, contactPhone }, { bound }).contactPhone
  assert.equal(phone(null), 'phoneMissing')
  assert.equal(phone(null, true), undefined)
  assert.equal(phone('', true), 'phoneMissing')
  assert.equal(phone(''), 'phoneMissing')
  assert.equal(phone('138 001'), 'phoneShort')
  assert.equal(phone('138001360211'), 'phoneLong')
  assert.equal(phone('1380013602x'), 'phoneWrong')
  assert.equal(phone('+44 20 7946 0958'), undefined)
  assert.equal(phone('+44'), 'phoneWrong')
  assert.equal(phone('028-8600-0001'), undefined)
  assert.equal(phoneDigits(' (028) 8600-0001'), '02886000001')
})

test('what the server finds wrong goes to its field, the rest is named', () => {
  assert.deepEqual(serverProblems({ 'guests.1.name': 'missing', contactPhone: 'not_a_phone', checkIn: 'past' }), {
    known: { 'guests.1.name': 'nameMissing', contactPhone: 'phoneWrong' },
    others: ['checkIn'],
  })
  assert.deepEqual(serverProblems({ contactPhone: 'missing' }).known, { contactPhone: 'phoneMissing' })
  assert.deepEqual(serverProblems(undefined), { known: {}, others: [] })
})

test('an order is sent with trimmed names and bare digits, and without what was left empty', () => {
  const rest = {
    roomTypeId: 'rt',
    ratePlanId: 'rp',
    checkIn: '2026-12-01',
    checkOut: '2026-12-03',
    couponId: null,
    expectedTotalFen: 83_600,
    consents: [] as string[],
    termsVersion: undefined,
  }
  assert.deepEqual(bodyOf({ ...form, guests: [' 林知远 '] }, rest), {
    roomTypeId: 'rt',
    ratePlanId: 'rp',
    checkIn: '2026-12-01',
    checkOut: '2026-12-03',
    couponId: null,
    expectedTotalFen: 83_600,
    rooms: 1,
    guests: [{ name: '林知远' }],
    contactPhone: '13800136021',
  })
  assert.equal('contactPhone' in bodyOf({ ...form, contactPhone: null }, rest), false)
  const whole = bodyOf(
    { ...form, arrivalTime: '16:00', remark: ' 安静 ' },
    { ...rest, consents: ['paid'], termsVersion: '1' },
  )
  assert.deepEqual(
    [whole.arrivalTime, whole.remark, whole.consents, whole.termsVersion],
    ['16:00', '安静', ['paid'], '1'],
  )
})

test('one comes after check-in opens; today only what is still ahead', () => {
  const times = (checkInFrom: string, now: string | null) => arrivalSlots({ checkInFrom, now }).map(({ time }) => time)
  assert.deepEqual(times('14:00', null), ['14:00', '16:00', '18:00', '20:00', '22:00', '00:00'])
  assert.deepEqual(arrivalSlots({ checkInFrom: '15:00', now: null })[4], { time: '23:00', until: '24:00' })
  assert.deepEqual(times('14:00', '17:10'), ['16:00', '18:00', '20:00', '22:00', '00:00'])
  assert.deepEqual(times('14:00', '23:59'), ['22:00', '00:00'])
})

const wanted = { roomTypeId: 'king', checkIn: '2026-11-25', checkOut: '2026-11-27', rooms: 1, totalFen: 89_600 }

function days(left: Record<string, number | null>, more: Partial<SwapDay> = {}): SwapDay[] {
  return Array.from({ length: 30 }, (_, at) => addNights('2026-11-15', at)).map((night) => ({
    night,
    priceFen: 40_000,
    roomsLeft: left[night] === undefined ? 5 : left[night],
    closed: false,
    minStay: 1,
    ...more,
  }))
}

test('the same nights in another room: the one that costs nearest to what was wanted', () => {
  const room = (id: string, totalFen: number, change: Partial<SwapRoom> = {}): SwapRoom => ({
    id,
    name: id,
    images: [],
    fitsGuests: true,
    ratePlans: [{ id: `${id} plan`, breakfast: 0, totalFen, roomsLeft: 1 }],
    ...change,
  })
  const rooms = [room('king', 89_600), room('suite', 137_600), room('twin', 85_600)]
  assert.equal(otherRoom(wanted, rooms)?.room.id, 'twin')
  const full = room('twin', 85_600, { ratePlans: [{ id: 'x', breakfast: 0, totalFen: 1, roomsLeft: 0, refusal: {} }] })
  assert.equal(
    otherRoom(wanted, [full, room('suite', 137_600), room('small', 80_000, { fitsGuests: false })])?.room.id,
    'suite',
  )
  assert.equal(otherRoom(wanted, [room('king', 1)]), null)
})

test('the longest free part of the stay, in one piece and no shorter than the plan asks', () => {
  const four = { ...wanted, checkOut: '2026-11-29' }
  const found = shorterStay(four, days({ '2026-11-26': 0 }))
  assert.deepEqual([found?.checkIn, found?.checkOut, found?.totalFen], ['2026-11-27', '2026-11-29', 80_000])
  assert.deepEqual(shorterStay(wanted, days({ '2026-11-26': 0 }))?.checkOut, '2026-11-26')
  assert.equal(shorterStay(wanted, days({ '2026-11-26': 0 }, { minStay: 2 })), null)
  assert.equal(shorterStay({ ...wanted, checkOut: '2026-11-26' }, days({ '2026-11-25': 0 })), null)
})

test('the same room as near as it is free, for all rooms and every night', () => {
  const left = { '2026-11-24': 0, '2026-11-26': 0, '2026-11-27': 1 }
  assert.deepEqual(shiftedStay(wanted, days(left)), {
    checkIn: '2026-11-27',
    checkOut: '2026-11-29',
    totalFen: 80_000,
    roomsLeft: 1,
  })
  const two = shiftedStay({ ...wanted, rooms: 2 }, days(left))
  assert.deepEqual([two?.checkIn, two?.totalFen, two?.roomsLeft], ['2026-11-28', 160_000, 5])
  assert.equal(shiftedStay(wanted, days({ '2026-11-26': 0 }))?.checkIn, '2026-11-24')
  assert.equal(shiftedStay(wanted, days({}, { closed: true })), null)
  assert.equal(shiftedStay(wanted, days({}, { roomsLeft: null }))?.roomsLeft, null)
})

test('no night before today is asked for', () => {
  assert.deepEqual(nightsAround(wanted, '2026-11-23'), { from: '2026-11-23', to: '2026-12-11' })
  assert.equal(nightsAround(wanted, '2026-10-01').from, '2026-11-11')
})
