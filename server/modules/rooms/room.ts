import type { Instant, Night } from '../../kernel/stay.ts'
import type { RoomState, RoomTables } from './tables.ts'

/** A room number. */
export interface Room {
  id: string
  hotelId: string
  roomTypeId: string
  number: string
  floor: string
  state: RoomState
  archivedAt: Instant | null
}

export interface RoomNight {
  roomId: string
  night: Night
  orderRoomId: string | null
  blockId: string | null
}

export function readRoom(row: RoomTables['room']): Room {
  return {
    id: row.id,
    hotelId: row.hotel_id,
    roomTypeId: row.room_type_id,
    number: row.number,
    floor: row.floor,
    state: row.state,
    archivedAt: row.archived_at,
  }
}

export function readNight(row: RoomTables['room_night']): RoomNight {
  return { roomId: row.room_id, night: row.night, orderRoomId: row.order_room_id, blockId: row.block_id }
}
