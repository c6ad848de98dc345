export type RoomState = 'clean' | 'dirty' | 'out_of_order'

export interface RoomTables {
  room: {
    id: string
    hotel_id: string
    room_type_id: string
    number: string
    floor: string
    state: RoomState
    changed_at: number
    archived_at: number | null
  }
  /** A night of a room number: a stay or a block, never both, and never two. */
  room_night: { room_id: string; night: string; order_room_id: string | null; block_id: string | null }
}
