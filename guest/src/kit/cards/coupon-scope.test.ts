import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayIn } from '../../../../contract/texts.ts'
import { kit } from '../../texts/kit.ts'
import { onlyHotelOf, scopeText } from './coupon-scope.ts'

const anywhere = { hotels: null, roomTypes: null, ratePlans: null }
const huaili = { id: 'hot_1', name: '槐里店' }
const bund = { id: 'hot_2', name: '外滩店' }
const king = { id: 'rt_1', name: '大床房', hotelId: 'hot_1', hotelName: '槐里店' }
const twin = { ...king, id: 'rt_2', name: '双床房' }
const early = { ...king, id: 'rp_1', name: '早订', roomTypeName: '大床房' }
const zh = (scope: Parameters<typeof scopeText>[0]) => scopeText(scope, sayIn(kit, 'zh'))

test('a scope is said by its narrowest places, the first by name', () => {
  assert.equal(zh(anywhere), '全部门店')
  assert.equal(zh({ ...anywhere, hotels: { total: 1, named: [huaili] } }), '限槐里店')
  assert.equal(zh({ ...anywhere, hotels: { total: 31, named: [huaili, bund] } }), '限槐里店和另外 30 处')
  const hotels = { total: 1, named: [huaili] }
  assert.equal(zh({ hotels, roomTypes: { total: 1, named: [king] }, ratePlans: null }), '限槐里店 大床房')
  assert.equal(zh({ ...anywhere, ratePlans: { total: 1, named: [early] } }), '限槐里店 大床房 早订')
  assert.equal(zh({ ...anywhere, hotels: { total: 2, named: [] } }), '限部分门店')
  const two = scopeText({ ...anywhere, hotels: { total: 2, named: [bund, huaili] } }, sayIn(kit, 'en'))
  assert.equal(two, 'Only 外滩店 and 1 more')
})

test('a coupon leads to its branch where it has only one, and all its places are known', () => {
  assert.equal(onlyHotelOf(anywhere), null)
  assert.equal(onlyHotelOf({ ...anywhere, hotels: { total: 1, named: [huaili] } }), 'hot_1')
  assert.equal(onlyHotelOf({ ...anywhere, roomTypes: { total: 2, named: [king, twin] } }), 'hot_1')
  assert.equal(onlyHotelOf({ ...anywhere, roomTypes: { total: 21, named: [king, twin] } }), null)
  assert.equal(onlyHotelOf({ ...anywhere, hotels: { total: 2, named: [huaili, bund] } }), null)
  assert.equal(onlyHotelOf({ ...anywhere, hotels: { total: 1, named: [] } }), null)
})
