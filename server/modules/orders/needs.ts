import type { RefusalCode } from '../../../contract/refusals.ts'
import type { Handle, Tx } from '../../database/handle.ts'
import type { RefusalFacts } from '../../kernel/refusal.ts'
import type { HotelClock, Night, Stay } from '../../kernel/stay.ts'
import type { StockMode, Terms, Words } from './order.ts'

export interface Hotels {
  roomType(
    handle: Handle,
    id: string,
  ): Promise<{ id: string; hotelId: string; name: Words; dailyStock: number | null; stockMode: StockMode } | null>
}
export interface Rooms {
  assign(tx: Tx, wish: { roomId: string; orderRoomId: string; nights: readonly Night[] }): Promise<void>
  free(tx: Tx, wish: { orderRoomId: string; fromNight?: Night }): Promise<void>
  byId(handle: Handle, id: string): Promise<{ id: string; hotelId: string; roomTypeId: string; number: string } | null>
  markDirty(tx: Tx, wish: { roomId: string }): Promise<void>
}
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
  policy: Terms['policy']
}
export interface Offers {
  priceMany(
    tx: Tx,
    wishes: readonly OfferWish[],
  ): Promise<(OfferPrice | { refusal: { code: RefusalCode; detail?: RefusalFacts } })[]>
}
