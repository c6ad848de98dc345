export interface BlockTables {
  /** A room out of order from a night to a morning. */
  room_block: {
    id: string
    hotel_id: string
    room_id: string
    room_number: string
    room_type_id: string
    from_night: string
    /** Exclusive. */
    to_night: string
    reason: string
    created_by: string
    created_at: number
    ended_by: string | null
    ended_at: number | null
  }
  /** A night on which a block takes one room of the type off sale. */
  room_block_lowered: { block_id: string; night: string }
}
