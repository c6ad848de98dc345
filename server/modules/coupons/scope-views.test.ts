import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scopeNamedAtMost } from '../../../contract/guest/coupons.ts'
import { smallHouse } from '../../test/small-house.ts'
import type { Scope } from './coupon.ts'
import { scopeViews } from './scope-views.ts'

const everywhere: Scope = { hotelIds: [], roomTypeIds: [], ratePlanIds: [] }

test('where a coupon counts is named, with the branch each room and rate is of; no restriction is null', async () => {
  await using house = await smallHouse()
  await house.addType({ id: 'rt_a', name: { zh: '大床房', en: 'King' } })
  await house.addPlan({ id: 'rp_a', roomTypeId: 'rt_a', name: { zh: '含双早' } })
  const scopes = [
    everywhere,
    { ...everywhere, hotelIds: ['hot_1'] },
    { ...everywhere, roomTypeIds: ['rt_a'] },
    { ...everywhere, ratePlanIds: ['rp_a'] },
  ]
  const [any, hotel, room, rate] = await scopeViews(house.db, house.hotels, { scopes, language: 'en' })
  const none = { hotels: null, roomTypes: null, ratePlans: null }
  const within = { hotelId: 'hot_1', hotelName: '驿站' }
  assert.deepEqual(any, none)
  assert.deepEqual(hotel, { ...none, hotels: { total: 1, named: [{ id: 'hot_1', name: '驿站' }] } })
  assert.deepEqual(room, { ...none, roomTypes: { total: 1, named: [{ id: 'rt_a', name: 'King', ...within }] } })
  const named = [{ id: 'rp_a', name: '含双早', roomTypeName: 'King', ...within }]
  assert.deepEqual(rate, { ...none, ratePlans: { total: 1, named } })
})

test('of many places the first are named; those that are gone are counted without a name', async () => {
  await using house = await smallHouse()
  const hotelIds = [...Array.from({ length: scopeNamedAtMost }, (_, at) => `hot_gone_${at}`), 'hot_1']
  const scopes = [
    { ...everywhere, hotelIds },
    { ...everywhere, hotelIds: hotelIds.toReversed(), roomTypeIds: ['rt_gone'] },
  ]
  const [first, second] = await scopeViews(house.db, house.hotels, { scopes, language: 'zh' })
  assert.deepEqual(first?.hotels, { total: 21, named: [] })
  assert.deepEqual(second?.hotels, { total: 21, named: [{ id: 'hot_1', name: '驿站' }] })
  assert.deepEqual(second?.roomTypes, { total: 1, named: [] })
})
