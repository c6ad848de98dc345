import { over, type Tx } from '../../../database/handle.ts'
import type { Hotel, RatePlan, RoomType } from '../hotel.ts'
import type { HotelTables } from '../tables.ts'
import { writeHotel, writeRatePlan, writeRoomType } from './rows.ts'

/** A large chain at once: rows only, with neither audit nor news. For filling an empty database. */
export async function insertChain(
  tx: Tx,
  chain: { hotels: readonly Hotel[]; roomTypes: readonly RoomType[]; ratePlans: readonly RatePlan[] },
): Promise<void> {
  const tables = over<HotelTables>(tx)
  for (const hotel of chain.hotels) await tables.insertInto('hotel').values(writeHotel(hotel, tx.now)).execute()
  for (const type of chain.roomTypes) await tables.insertInto('room_type').values(writeRoomType(type, tx.now)).execute()
  for (const plan of chain.ratePlans) await tables.insertInto('rate_plan').values(writeRatePlan(plan)).execute()
}
