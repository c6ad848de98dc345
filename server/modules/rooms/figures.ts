import type { Handle } from '../../database/handle.ts'
import type { Night } from '../../kernel/stay.ts'

/** Rooms that are out of order on a night, by type: from the blocks, so that nothing is read of the nights of guests. */
export async function blockedNights(
  handle: Handle,
  { from, to }: { from: Night; to: Night },
): Promise<{ hotelId: string; roomTypeId: string; night: Night; rooms: number }[]> {
  const rows = await handle
    .prepared(
      `select r.hotel_id as hotelId, r.room_type_id as roomTypeId, n.night, count(*) as rooms
       from room_night n join room r on r.id = n.room_id
       where n.block_id > '' and n.night >= ? and n.night < ? group by r.hotel_id, r.room_type_id, n.night`,
    )
    .all<{ hotelId: string; roomTypeId: string; night: Night; rooms: number }>(from, to)
  return rows.map((row) => ({ ...row, rooms: Number(row.rooms) }))
}
