import type { Handle } from '../../database/handle.ts'
import { type Room, readRoom } from './room.ts'
import { on } from './store.ts'

/** The room of a branch that has that number, archived or not. */
export async function roomByNumber(
  handle: Handle,
  { hotelId, number }: { hotelId: string; number: string },
): Promise<Room | null> {
  const row = await on(handle)
    .selectFrom('room')
    .selectAll()
    .where('hotel_id', '=', hotelId)
    .where('number', '=', number)
    .executeTakeFirst()
  return row ? readRoom(row) : null
}
