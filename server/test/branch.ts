import type { CouponWish } from '../modules/coupons/index.ts'
import type { Hotel, PolicyWish, RatePlanWish, RoomTypeWish } from '../modules/hotels/index.ts'

/** What a branch in tests is made of; a test changes what it is about. */

export const branch: Omit<Hotel, 'version'> = {
  id: 'hot_1',
  name: { zh: '驿站' },
  sort: 1,
  state: 'open',
  avatarId: null,
  imageIds: [],
  tags: [],
  phone: '028-00000000',
  description: { zh: '' },
  province: '四川',
  city: '成都',
  district: '锦江',
  address: { zh: '东大街 1 号' },
  lat: 30.65,
  lng: 104.08,
  clock: { zone: 'Asia/Shanghai', dayEndsAtMinutes: 360 },
  checkInFromMinutes: 840,
  checkOutUntilMinutes: 720,
}

export const freeTheDayBefore: PolicyWish & { id: string } = {
  id: 'pol_1',
  name: { zh: '入住前一天 18:00 前免费' },
  phases: [
    { untilDaysBefore: 1, untilHour: 18, kept: { kind: 'nothing' } },
    { untilDaysBefore: 0, untilHour: 18, kept: { kind: 'first_night' } },
    { untilDaysBefore: null, untilHour: null, kept: { kind: 'all' } },
  ],
  noShow: { kind: 'first_night' },
}

export const kingRoom: RoomTypeWish = {
  hotelId: branch.id,
  name: { zh: '大床房' },
  imageIds: [],
  description: { zh: '' },
  areaM2: 25,
  bed: { zh: '大床' },
  guests: 2,
  facilities: [],
  listFen: 50_000,
  dailyStock: 5,
  stockMode: 'order',
  onSale: true,
  sort: 1,
}

export const breakfastPlan: Omit<RatePlanWish, 'id' | 'roomTypeId'> = {
  name: { zh: '含双早' },
  breakfast: 2,
  baseFen: Array(7).fill(40_000),
  parentId: null,
  derive: null,
  policyId: freeTheDayBefore.id,
  minStay: 1,
  onSale: true,
  sort: 1,
}

export const amountOff: CouponWish = {
  name: { zh: '满减', en: 'Off' },
  kind: 'amount',
  offFen: 5_000,
  percent: null,
  capFen: null,
  thresholdFen: 0,
  scope: { hotelIds: [], roomTypeIds: [], ratePlanIds: [] },
  blackout: [],
  validity: { days: 30 },
  quota: null,
  perGuest: null,
  givenOn: 'by_hand',
  spendFen: null,
  state: 'active',
  note: '',
  sort: 1,
}
