import type { Db } from '../../database/handle.ts'
import { branch, breakfastPlan, freeTheDayBefore, kingRoom } from '../../test/branch.ts'
import type { Hotels, RoomType } from '../hotels/index.ts'
import type { Rooms } from '../rooms/index.ts'

const actor = { kind: 'system', cause: 'test' } as const

const types: Pick<RoomType, 'id' | 'stockMode' | 'dailyStock'>[] = [
  { id: 'rt_order', stockMode: 'order', dailyStock: 5 },
  { id: 'rt_other', stockMode: 'order', dailyStock: 3 },
  { id: 'rt_payment', stockMode: 'payment', dailyStock: 1 },
  { id: 'rt_never', stockMode: 'never', dailyStock: null },
  { id: 'rt_large', stockMode: 'order', dailyStock: 10_000 },
]

export const roomTypeIds = types.map((type) => type.id)

/** One branch with a type of each stock mode, a plan of 400 yuan a night for each (`rp_` + type), and some numbers. */
export async function openBranch(db: Db, { hotels, rooms }: { hotels: Hotels; rooms: Rooms }): Promise<void> {
  await db.transaction(async (tx) => {
    await hotels.createHotel(tx, branch, actor)
    await hotels.createPolicy(tx, freeTheDayBefore, actor)
    for (const type of types) {
      await hotels.createRoomType(tx, { ...kingRoom, ...type }, actor)
      await hotels.createRatePlan(tx, { ...breakfastPlan, id: planOf(type.id), roomTypeId: type.id }, actor)
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
