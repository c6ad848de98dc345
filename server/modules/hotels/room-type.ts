import type { Texts } from '../../../contract/common.ts'
import type { CancelRules } from '../../kernel/cancellation.ts'
import type { Fen } from '../../kernel/money.ts'
import type { HotelClock } from '../../kernel/stay.ts'
import type { HotelState } from './hotel.ts'

/** When a room leaves the stock: with the order, with its payment, or never (no limit). */
export type StockMode = 'order' | 'payment' | 'never'

/** A kind of room of one branch. */
export interface RoomType {
  id: string
  hotelId: string
  /** Grows with every change of the type, its plans, their policies or its branch. */
  version: number
  sort: number
  name: Texts
  images: string[]
  tags: string[]
  description: Texts
  areaM2: number
  bed: Texts
  /** Breakfasts a night that are usual for the type; a plan has its own number. */
  breakfast: number
  /** People one room holds. */
  guests: number
  /** The price that is struck through; only for show. */
  listFen: Fen | null
  /** Rooms for sale on a night that nobody touched. Null if and only if the mode is `never`. */
  dailyStock: number | null
  stockMode: StockMode
  onSale: boolean
  archived: boolean
}

export type NewRoomType = Omit<RoomType, 'id' | 'version' | 'archived'>
export type RoomTypeChange = Partial<Omit<NewRoomType, 'hotelId'>>

/** How a plan follows its parent's price of a night: so many percent or so many fen more (or less, below zero). */
export interface Derive {
  percent?: number
  fen?: Fen
}

/** A price and the terms that go with it. */
export interface RatePlan {
  id: string
  roomTypeId: string
  sort: number
  name: Texts
  /** Breakfasts a night and room. */
  breakfast: number
  /** The price of a night that nobody touched, by weekday, Sunday first. Of a derived plan: its parent's. */
  baseFen: Fen[]
  parentId: string | null
  derive: Derive | null
  policyId: string
  minStay: number
  onSale: boolean
  archived: boolean
}

/** A plan has prices of its own, or follows a plan of the same room type that has. */
export type NewRatePlan = Omit<RatePlan, 'id' | 'archived' | 'baseFen'> & { baseFen: Fen[] | null }
export type RatePlanChange = Partial<Omit<NewRatePlan, 'roomTypeId' | 'parentId'>>

/** What is kept of a stay that is cancelled, or that nobody came to. */
export interface CancelPolicy extends CancelRules {
  id: string
  /** Null: any branch of the chain may use it. */
  hotelId: string | null
  name: Texts
  archived: boolean
}

export type NewPolicy = Omit<CancelPolicy, 'id' | 'archived'>
export type PolicyChange = Partial<Omit<NewPolicy, 'hotelId'>>

/** All that pricing and placing need to know of a plan besides its nights. Frozen: it is shared by all who ask. */
export interface OfferBasics {
  readonly ratePlan: Readonly<RatePlan>
  /** Null for a plan with prices of its own. */
  readonly parent: Readonly<RatePlan> | null
  readonly roomType: Readonly<RoomType>
  readonly policy: Readonly<CancelPolicy>
  readonly hotel: Readonly<{
    id: string
    name: Texts
    state: HotelState
    clock: HotelClock
    checkInFromMinutes: number
    checkOutUntilMinutes: number
  }>
}
