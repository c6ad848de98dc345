import { migrations } from '../database/migrations/index.ts'
import { createAudit } from '../modules/audit/index.ts'
import { createCoupons } from '../modules/coupons/index.ts'
import { createHotels, type RatePlan, type RoomType } from '../modules/hotels/index.ts'
import { createInventory } from '../modules/inventory/index.ts'
import { createOffers } from '../modules/offers/index.ts'
import { branch, breakfastPlan, freeTheDayBefore, kingRoom } from './branch.ts'
import { testClock, testDatabase } from './database.ts'

export const manager = { kind: 'staff', staffId: 'stf_1', name: '苏晚' } as const
const system = { kind: 'system', cause: 'test' } as const

/**
 * One branch in Chengdu with what prices and stock are made of: the modules below orders, on a real database, at noon
 * of 2026-11-25. Types and plans are added by the test.
 */
export async function smallHouse() {
  const clock = testClock()
  const db = await testDatabase(migrations, clock)
  const audit = createAudit()
  const hotels = createHotels({ audit, onDailyStock: async () => undefined })
  const inventory = createInventory({ db, hotels, audit })
  const members = { byId: async (_handle: unknown, id: string) => (id.startsWith('mem_') ? { id } : null) }
  const coupons = createCoupons({ db, clock, audit, members, zone: 'Asia/Shanghai' })
  const offers = createOffers({ db, clock, hotels, inventory, coupons })
  await db.transaction(async (tx) => {
    await hotels.createHotel(tx, branch, system)
    await hotels.createPolicy(tx, freeTheDayBefore, system)
  })
  return {
    db,
    clock,
    audit,
    hotels,
    inventory,
    coupons,
    offers,
    hotelId: branch.id,
    addType: (wish: Partial<RoomType> & { id: string }) =>
      db.transaction((tx) => hotels.createRoomType(tx, { ...kingRoom, ...wish }, system)),
    addPlan: (wish: Partial<RatePlan> & { id: string; roomTypeId: string }) =>
      db.transaction((tx) => hotels.createRatePlan(tx, { ...breakfastPlan, ...wish }, system)),
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  }
}

export type SmallHouse = Awaited<ReturnType<typeof smallHouse>>
