import type { RefusalCode } from '../../../contract/refusals.ts'
import type { Tx } from '../../database/handle.ts'
import type { RefusalFacts } from '../../kernel/refusal.ts'
import type { HotelClock, Night, Stay } from '../../kernel/stay.ts'
import type { CancelPolicy, StockMode, Words } from '../hotels/index.ts'

export interface OfferWish {
  roomTypeId: string
  ratePlanId: string
  stay: Stay
  rooms: number
}
export interface OfferPrice {
  nights: { night: Night; priceFen: number; roomsLeft: number | null }[]
  subtotalFen: number
  hotel: { id: string; name: Words; clock: HotelClock; checkInFromMinutes: number; checkOutUntilMinutes: number }
  roomType: { id: string; name: Words; dailyStock: number | null; stockMode: StockMode }
  ratePlan: { id: string; name: Words; breakfast: number }
  policy: CancelPolicy
}
export interface Offers {
  priceMany(
    tx: Tx,
    wishes: readonly OfferWish[],
  ): Promise<(OfferPrice | { refusal: { code: RefusalCode; detail?: RefusalFacts } })[]>
}
