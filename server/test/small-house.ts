import { migrations } from '../database/migrations/index.ts'
import { createAudit } from '../modules/audit/index.ts'
import { createCoupons } from '../modules/coupons/index.ts'
import { createHotels, type Hotel, type RatePlan, type RoomType } from '../modules/hotels/index.ts'
import { createInventory } from '../modules/inventory/index.ts'
import { createOffers } from '../modules/offers/index.ts'
import { testClock, testDatabase } from './database.ts'

export const manager = { kind: 'staff', staffId: 'stf_1', name: '苏晚' } as const
const system = { kind: 'system', cause: 'test' } as const

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

const roomType: Omit<RoomType, 'id' | 'version'> = {
  hotelId: hotel.id,
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

const ratePlan: Omit<RatePlan, 'id'> = {
  roomTypeId: '',
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

/**
 * One branch in Chengdu with what prices and stock are made of: the modules below orders, on a real database, at noon
 * of 2026-11-25. Types and plans are added by the test.
 */
export async function smallHouse() {
  const clock = testClock()
  const db = await testDatabase(migrations, clock)
  const audit = createAudit()
  const hotels = createHotels({ audit })
  const inventory = createInventory({ db, hotels, audit })
  const members = { byId: async (_handle: unknown, id: string) => (id.startsWith('mem_') ? { id } : null) }
  const coupons = createCoupons({ db, clock, audit, members, zone: 'Asia/Shanghai' })
  const offers = createOffers({ db, clock, hotels, inventory, coupons })
  await db.transaction(async (tx) => {
    await hotels.createHotel(tx, hotel, system)
    const phases = [
      { untilDaysBefore: 1, untilHour: 18, kept: { kind: 'nothing' } as const },
      { untilDaysBefore: 0, untilHour: 18, kept: { kind: 'first_night' } as const },
      { untilDaysBefore: null, untilHour: null, kept: { kind: 'all' } as const },
    ]
    const noShow = { kind: 'first_night' } as const
    await hotels.createPolicy(tx, { id: 'pol_1', name: { zh: '前一天免费' }, phases, noShow }, system)
  })
  return {
    db,
    clock,
    audit,
    hotels,
    inventory,
    coupons,
    offers,
    hotelId: hotel.id,
    addType: (wish: Partial<RoomType> & { id: string }) =>
      db.transaction((tx) => hotels.createRoomType(tx, { ...roomType, ...wish }, system)),
    addPlan: (wish: Partial<RatePlan> & { id: string; roomTypeId: string }) =>
      db.transaction((tx) => hotels.createRatePlan(tx, { ...ratePlan, ...wish }, system)),
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  }
}

export type SmallHouse = Awaited<ReturnType<typeof smallHouse>>
