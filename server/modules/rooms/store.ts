import { type Handle, over } from '../../database/handle.ts'
import { type Room, readRoom } from './room.ts'
import type { RoomTables } from './tables.ts'

/** The typed tables of this module. */
export function on(handle: Handle) {
  return over<RoomTables>(handle)
}

export async function roomById(handle: Handle, id: string): Promise<Room | null> {
  const row = await on(handle).selectFrom('room').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? readRoom(row) : null
}
