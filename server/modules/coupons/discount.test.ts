import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addNights, nightsOf } from '../../kernel/stay.ts'
import type { CouponTerms } from './coupon.ts'
import { type CouponContext, discount, grantReason } from './discount.ts'

const anywhere = { hotelIds: [], roomTypeIds: [], ratePlanIds: [] }

const terms = (change: Partial<CouponTerms>): CouponTerms => ({
  kind: 'amount',
  offFen: null,
  percent: null,
  capFen: null,
  thresholdFen: 0,
  scope: anywhere,
  blackout: [],
  ...change,
})

function booking(prices: readonly number[], { rooms = 1, checkIn = '2026-12-01' } = {}): CouponContext {
  const stay = { checkIn, checkOut: addNights(checkIn, prices.length) }
  const nights = nightsOf(stay).flatMap((night, index) =>
    Array.from({ length: rooms }, (_, room) => ({ night, room, priceFen: prices[index]! })),
  )
  const subtotalFen = nights.reduce((sum, { priceFen }) => sum + priceFen, 0)
  return { hotelId: 'hot_1', roomTypeId: 'rt_1', ratePlanId: 'rp_1', stay, nights, subtotalFen }
}

const off = (change: Partial<CouponTerms>, context: CouponContext) => {
  const result = discount(terms(change), context)
  return result.usable ? result.offFen : result.reason
}

test('each kind takes off what it says', () => {
  const context = booking([42_800, 46_800])
  assert.equal(off({ offFen: 6_000, thresholdFen: 30_000 }, context), 6_000)
  assert.equal(off({ kind: 'percent', percent: 15 }, context), 13_440)
  assert.equal(off({ kind: 'percent', percent: 15, capFen: 10_000 }, context), 10_000)
  assert.equal(off({ kind: 'half' }, context), 44_800)
  assert.equal(off({ kind: 'half', capFen: 20_000 }, context), 20_000)
  assert.equal(off({ kind: 'free_night' }, context), 42_800)
  assert.equal(off({ kind: 'free_night' }, booking([42_800, 46_800], { rooms: 3 })), 42_800)
})

test('a percentage is rounded down to the whole fen', () => {
  assert.equal(off({ kind: 'percent', percent: 33 }, booking([101])), 33)
  assert.equal(off({ kind: 'half' }, booking([101])), 50)
})

test('a threshold counts from its own fen on, and says what is missing below it', () => {
  const wish = { offFen: 6_000, thresholdFen: 30_000 }
  assert.equal(off(wish, booking([30_000])), 6_000)
  assert.deepEqual(discount(terms(wish), booking([29_999])), {
    usable: false,
    reason: 'below_threshold',
    missingFen: 1,
  })
})

test('at least one fen is left to pay, and a coupon that takes nothing off is not used up', () => {
  assert.equal(off({ offFen: 6_000 }, booking([5_000])), 4_999)
  assert.equal(off({ kind: 'free_night' }, booking([42_800])), 42_799)
  assert.equal(off({ offFen: 6_000 }, booking([1])), 'nothing_off')
  assert.equal(off({ kind: 'percent', percent: 1 }, booking([99])), 'nothing_off')
})

test('it counts where its scope says and nowhere else', () => {
  const context = booking([40_000])
  const wish = { offFen: 1_000 }
  assert.equal(
    off({ ...wish, scope: { hotelIds: ['hot_1', 'hot_2'], roomTypeIds: ['rt_1'], ratePlanIds: ['rp_1'] } }, context),
    1_000,
  )
  assert.equal(off({ ...wish, scope: { ...anywhere, hotelIds: ['hot_2'] } }, context), 'other_hotel')
  assert.equal(off({ ...wish, scope: { ...anywhere, roomTypeIds: ['rt_2'] } }, context), 'other_room_type')
  assert.equal(off({ ...wish, scope: { ...anywhere, ratePlanIds: ['rp_2'] } }, context), 'other_rate_plan')
})

test('a blackout counts for each of its nights, not for the day after the last', () => {
  const blackout = [{ from: '2026-12-31', to: '2027-01-02' }]
  const stays = (checkIn: string, nights: number) =>
    off({ offFen: 1_000, blackout }, booking(Array(nights).fill(40_000), { checkIn }))
  assert.equal(stays('2026-12-30', 1), 1_000)
  assert.equal(stays('2026-12-30', 2), 'blackout')
  assert.equal(stays('2027-01-01', 1), 'blackout')
  assert.equal(stays('2027-01-02', 1), 1_000)
  assert.equal(stays('2026-12-20', 30), 'blackout')
})

test('its first and last day count, the days around them do not', () => {
  const grant = { state: 'usable', validFrom: '2026-12-01', validUntil: '2026-12-31' } as const
  const days = ['2026-11-30', '2026-12-01', '2026-12-31', '2027-01-01']
  assert.deepEqual(
    days.map((day) => grantReason(grant, day)),
    ['not_yet_valid', null, null, 'expired'],
  )
  assert.equal(grantReason({ ...grant, state: 'locked' }, '2027-01-01'), 'locked')
})

test('any coupon on any booking takes off a whole number of fen, within its cap, and leaves one to pay', () => {
  const anyTerms = fc.record({
    kind: fc.constantFrom('amount', 'percent', 'half', 'free_night'),
    offFen: fc.integer({ min: 1, max: 300_000 }),
    percent: fc.integer({ min: 1, max: 99 }),
    capFen: fc.option(fc.integer({ min: 1, max: 100_000 })),
    thresholdFen: fc.integer({ min: 0, max: 300_000 }),
  })
  const prices = fc.array(fc.integer({ min: 1, max: 200_000 }), { minLength: 1, maxLength: 14 })
  fc.assert(
    fc.property(anyTerms, prices, fc.integer({ min: 1, max: 5 }), (wish, list, rooms) => {
      const context = booking(list, { rooms })
      const result = discount(terms({ ...wish, kind: wish.kind as CouponTerms['kind'] }), context)
      const whole = BigInt(context.subtotalFen)
      const capped = (amount: bigint) =>
        wish.capFen !== null && amount > BigInt(wish.capFen) ? BigInt(wish.capFen) : amount
      const full = {
        amount: BigInt(wish.offFen),
        percent: capped((whole * BigInt(wish.percent)) / 100n),
        half: capped(whole / 2n),
        free_night: BigInt(Math.min(...list)),
      }[wish.kind]
      const wanted = full < whole ? full : whole - 1n
      if (whole < BigInt(wish.thresholdFen)) {
        assert.deepEqual(result, {
          usable: false,
          reason: 'below_threshold',
          missingFen: wish.thresholdFen - Number(whole),
        })
      } else if (wanted < 1n) {
        assert.deepEqual(result, { usable: false, reason: 'nothing_off' })
      } else {
        assert.deepEqual(result, { usable: true, offFen: Number(wanted) })
        assert.ok(context.subtotalFen - Number(wanted) >= 1)
      }
    }),
    { numRuns: 3_000 },
  )
})
