import type { CancelPhase, Kept } from '../../kernel/cancellation.ts'
import type { Fen } from '../../kernel/money.ts'
import type { HotelClock, Instant } from '../../kernel/stay.ts'

/** A text in both languages; English may be missing. */
export interface Words {
  zh: string
  en?: string | undefined
}

export type HotelState = 'open' | 'closed' | 'archived'

/** A branch. */
export interface Hotel {
  id: string
  name: Words
  /** The manager's order, lower first. */
  sort: number
  state: HotelState
  avatarId: string | null
  imageIds: string[]
  tags: Words[]
  phone: string
  description: Words
  province: string
  city: string
  district: string
  address: Words
  lat: number
  lng: number
  clock: HotelClock
  checkInFromMinutes: number
  checkOutUntilMinutes: number
  version: number
}

/** order: nights are held when placed · payment: taken when paid · never: no limit. */
export type StockMode = 'order' | 'payment' | 'never'

export interface RoomType {
  id: string
  hotelId: string
  name: Words
  imageIds: string[]
  description: Words
  areaM2: number
  bed: Words
  /** People one room takes. */
  guests: number
  facilities: Words[]
  /** The struck price beside the real one. */
  listFen: Fen
  /** Rooms on sale a night where no night says otherwise; null: no limit. */
  dailyStock: number | null
  stockMode: StockMode
  onSale: boolean
  sort: number
  /** Out of every list, off sale, kept for what it was booked for. */
  archivedAt: Instant | null
  version: number
}

export interface RatePlan {
  id: string
  roomTypeId: string
  name: Words
  /** Breakfasts a night. */
  breakfast: number
  /** Price by weekday, Sunday first. A derived plan's own base is not used. */
  baseFen: Fen[]
  /** One level: a parent has no parent. */
  parentId: string | null
  derive: { percent: number } | { fen: Fen } | null
  policyId: string
  minStay: number
  onSale: boolean
  sort: number
  archivedAt: Instant | null
}

export interface CancelPolicy {
  id: string
  name: Words
  phases: CancelPhase[]
  noShow: Kept
  archivedAt: Instant | null
  /** The version that came after it: what plans use is never changed, it is followed by another. */
  replacedBy: string | null
}

/** What is made is in use: nothing begins archived. */
export type HotelWish = Omit<Hotel, 'id' | 'version'> & { id?: string }
export type RoomTypeWish = Omit<RoomType, 'id' | 'version' | 'archivedAt'> & { id?: string }
export type RatePlanWish = Omit<RatePlan, 'id' | 'archivedAt'> & { id?: string }
export type PolicyWish = Pick<CancelPolicy, 'name' | 'phases' | 'noShow'> & { id?: string }

/** Which of them a list has: those in use, those that were put away, or both. */
export type Shown = 'live' | 'archived' | 'all'
