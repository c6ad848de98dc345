import type { Db } from '../../database/handle.ts'
import type { CancelPolicy, Hotel, Hotels, RatePlan, RoomType } from '../hotels/index.ts'
import type { Rooms } from '../rooms/index.ts'

const actor = { kind: 'system', cause: 'test' } as const

const hotel: Omit<Hotel, 'version'> = {
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

const policy: CancelPolicy = {
  id: 'pol_1',
  name: { zh: '入住前一天 18:00 前免费' },
  phases: [
    { untilDaysBefore: 1, untilHour: 18, kept: { kind: 'nothing' } },
    { untilDaysBefore: 0, untilHour: 18, kept: { kind: 'first_night' } },
    { untilDaysBefore: null, untilHour: null, kept: { kind: 'all' } },
  ],
  noShow: { kind: 'first_night' },
}

const types: Pick<RoomType, 'id' | 'stockMode' | 'dailyStock'>[] = [
  { id: 'rt_order', stockMode: 'order', dailyStock: 5 },
  { id: 'rt_other', stockMode: 'order', dailyStock: 3 },
  { id: 'rt_payment', stockMode: 'payment', dailyStock: 1 },
  { id: 'rt_never', stockMode: 'never', dailyStock: null },
  { id: 'rt_large', stockMode: 'order', dailyStock: 10_000 },
]

export const roomTypeIds = types.map((type) => type.id)

const roomType: Omit<RoomType, 'id' | 'version' | 'stockMode' | 'dailyStock'> = {
  hotelId: 'hot_1',
  name: { zh: '大床房' },
  imageIds: [],
  description: { zh: '' },
  areaM2: 25,
  bed: { zh: '大床' },
  guests: 2,
  facilities: [],
  listFen: 50_000,
  onSale: true,
  sort: 1,
}

const plan: Omit<RatePlan, 'id' | 'roomTypeId'> = {
  name: { zh: '含双早' },
  breakfast: 2,
  baseFen: Array(7).fill(40_000),
  parentId: null,
  derive: null,
  policyId: 'pol_1',
  minStay: 1,
  onSale: true,
  sort: 1,
}

/** One branch with a type of each stock mode, a plan of 400 yuan a night for each (`rp_` + type), and some numbers. */
export async function openBranch(db: Db, { hotels, rooms }: { hotels: Hotels; rooms: Rooms }): Promise<void> {
  await db.transaction(async (tx) => {
    await hotels.createHotel(tx, hotel, actor)
    await hotels.createPolicy(tx, policy, actor)
    for (const type of types) {
      await hotels.createRoomType(tx, { ...roomType, ...type }, actor)
      await hotels.createRatePlan(tx, { ...plan, id: planOf(type.id), roomTypeId: type.id }, actor)
    }
    for (const number of ['101', '102', '103']) {
      await rooms.create(tx, { id: `room_${number}`, hotelId: 'hot_1', roomTypeId: 'rt_order', number, floor: '1' })
    }
    await rooms.create(tx, { id: 'room_b201', hotelId: 'hot_1', roomTypeId: 'rt_other', number: '201', floor: '2' })
  })
}

export function planOf(roomTypeId: string): string {
  return `rp_${roomTypeId}`
}
