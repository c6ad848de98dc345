import type { Texts } from '../../../contract/common.ts'
import type { HotelClock } from '../../kernel/stay.ts'

export type HotelState = 'open' | 'closed' | 'archived'

/** A branch of the chain. */
export interface Hotel {
  id: string
  /** Grows with every change that guests can read. */
  version: number
  /** Closed: not found and no new orders, booked stays go on. Archived: gone for good, its past stays readable. */
  state: HotelState
  /** The manager's order: lower comes first. */
  sort: number
  name: Texts
  /** Ids of pictures. */
  avatar: string | null
  images: string[]
  /** What the house offers, in Chinese; English names of the usual ones are in `contract/service-tags.ts`. */
  tags: string[]
  phone: string
  description: Texts
  /** Where it is, in Chinese: the key by which branches are grouped and filtered. */
  province: string
  city: string
  district: string
  /** The part of town people name, for example 宽窄巷子. */
  area: string
  /** The same names in English, where known. */
  placeEn: { province?: string; city?: string; district?: string; area?: string }
  address: Texts
  /** Degrees, GCJ-02 as maps in China use. */
  lat: number
  lng: number
  clock: HotelClock
  /** Minutes after midnight in hotel time. */
  checkInFromMinutes: number
  checkOutUntilMinutes: number
}

/** What a manager gives to open a branch; the rest has a usual value. */
export type NewHotel = Omit<Hotel, 'id' | 'version'>

/** What can be changed afterwards. */
export type HotelChange = Partial<NewHotel>
