import type { Tx } from '../../database/handle.ts'
import type { Fen } from '../../kernel/money.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import type { Night, Stay } from '../../kernel/stay.ts'
import type { CancelPolicy, Hotel, RatePlan, RoomType } from '../hotels/index.ts'

/** What placing and extending ask of the offers. */
export interface Offers {
  /** One answer for each wish, in their places, read in this transaction. */
  priceMany(tx: Tx, wishes: readonly OfferWish[]): Promise<(OfferPrice | { refusal: Refusal })[]>
}

export interface OfferWish {
  roomTypeId: string
  ratePlanId: string
  stay: Stay
  rooms: number
}

export interface OfferPrice {
  /** The price of one room a night, and the rooms left; null: no limit. */
  nights: { night: Night; priceFen: Fen; roomsLeft: number | null }[]
  /** Of all rooms. */
  subtotalFen: Fen
  hotel: Pick<Hotel, 'id' | 'name' | 'clock' | 'checkInFromMinutes' | 'checkOutUntilMinutes'>
  roomType: Pick<RoomType, 'id' | 'name' | 'dailyStock' | 'stockMode'>
  ratePlan: Pick<RatePlan, 'id' | 'name' | 'breakfast'>
  policy: CancelPolicy
}
