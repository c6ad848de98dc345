import type { Instant, Night } from '../../kernel/stay.ts'

/** A room out of order, from a night to a morning. */
export interface Block {
  id: string
  hotelId: string
  roomId: string
  /** The number and type it had when it was blocked. */
  roomNumber: string
  roomTypeId: string
  from: Night
  /** Exclusive. */
  to: Night
  reason: string
  by: string
  at: Instant
  /** Before its time. */
  ended: { by: string; at: Instant } | null
  /** Nights on which it takes one room of the type off sale. */
  loweredNights: Night[]
}
