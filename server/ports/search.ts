import type { Place } from '../../contract/place.ts'
import type { Fen } from '../kernel/money.ts'
import type { HotelClock, Instant, Night, Stay } from '../kernel/stay.ts'

/** Without dates a hotel shows the lowest price of this many nights from its day on. */
export const fromPriceNights = 30
/** A full hotel offers the same stay up to this many days earlier or later. */
export const shiftDays = 3
/** A full hotel offers another one no farther than this. */
export const sisterWithinM = 30_000
/** Most hits on one page. */
export const maxHits = 100
/** Of a keyword, this many characters and this many parts count. */
export const maxKeywordLength = 64
export const maxKeywordParts = 8
/** Bars of prices at the most; see `PriceBars`. */
export const maxPriceBars = 12
/** Most plans of a hotel, all its room types together. */
export const maxPlansPerHotel = 1_000

/** In Chinese, and in English where there is that. */
export interface Words {
  zh: string
  en?: string
}

/** What search knows of a branch besides its nights. */
export interface HotelDoc extends Place {
  id: string
  /** Counts the changes of this document: an older one never replaces a newer one. */
  version: number
  name: Words
  address: Words
  city: string
  area: string
  tags: readonly Words[]
  /** The manager's order: lower comes first. */
  sort: number
  /** A closed branch is not found and offered to nobody. */
  open: boolean
  clock: HotelClock
  roomTypes: readonly RoomTypeDoc[]
}

export interface RoomTypeDoc {
  id: string
  /** People one room holds. */
  guests: number
  onSale: boolean
  /** What one sleeps on. */
  bed: Words
  /** The plans on sale. Of two offers at one price, the type and the plan named first win. */
  ratePlans: readonly RatePlanDoc[]
}

export interface RatePlanDoc {
  id: string
  /** Breakfasts a night. */
  breakfast: number
  /** Until when it is cancelled for nothing. Null: never. */
  freeUntil: FreeUntil | null
}

/** Of a stay: so many days before check-in, at that hour in hotel time. `always`: to the end. */
export type FreeUntil = { daysBefore: number; hour: number } | 'always'

/** A night of a room type. */
export interface RoomTypeNight {
  /** Null: no limit. */
  roomsLeft: number | null
  closed: boolean
  listFen: Fen | null
}

/** A night of a rate plan, per room. `minStay` is asked of stays that begin on this night. */
export interface RatePlanNight {
  priceFen: Fen
  closed: boolean
  minStay: number
}

/** All nights of a room type and its plans: what is usual, and the nights that somebody touched. */
export interface RoomTypeTable {
  roomTypeId: string
  /** Counts the changes of this table: an older one never replaces a newer one. */
  version: number
  usual: RoomTypeNight
  nights: Readonly<Record<Night, RoomTypeNight>>
  ratePlans: readonly RatePlanTable[]
}

export interface RatePlanTable {
  id: string
  /** Seven nights, by weekday, Sunday first. */
  usualWeek: readonly RatePlanNight[]
  nights: Readonly<Record<Night, RatePlanNight>>
}

/** Some nights of a room type as they are now; every other night stays as it was told before. */
export interface NightsChange {
  roomTypeId: string
  version: number
  nights: Readonly<Record<Night, RoomTypeNight>>
  ratePlans: readonly { id: string; nights: Readonly<Record<Night, RatePlanNight>> }[]
}

export type SearchSort = 'recommended' | 'price' | 'distance'

export interface SearchQuery {
  /** Now: gives each hotel its own day, before which no night is sold. */
  at: Instant
  city?: string
  area?: string
  /** What the guest typed; see `SearchIndex.search`. */
  q?: string
  /** All of them must be the hotel's, each in either language. */
  tags?: readonly string[]
  /** Offers count only that can, at `at`, still be cancelled for nothing; without dates, that can for any time at all. */
  freeCancellation?: true
  /** Offers count only with so many breakfasts a night, or more. */
  breakfast?: number
  /** Offers count only of types with one of these beds, in either language. */
  beds?: readonly string[]
  /** Where the guest is: gives distances, and an order to `recommended` and `distance`. */
  near?: Place
  stay?: Stay
  /** Default 1. */
  rooms?: number
  /** In all rooms together; default 1. */
  guests?: number
  /** Bounds of `fromFen`, inclusive. A hotel without an offer lies outside any bound, and beside any wish of an offer. */
  minFen?: Fen
  maxFen?: Fen
  /** Default `recommended`; `distance` without `near` is `recommended`. */
  sort?: SearchSort
  /** 1 to `maxHits`. */
  limit: number
  /** `nextCursor` of the page before, of the same query (only `at`, `limit` and `facets` may differ). */
  cursor?: string
  /** Counts besides: all pages together. */
  facets?: true
}

/** The cheapest way to stay: one type, one plan. */
export interface Offer {
  roomTypeId: string
  ratePlanId: string
  /** All rooms, all nights. Null without dates. */
  totalFen: Fen | null
  /** With dates the average per room and night, half a fen up; without, the lowest price of a night soon. */
  fromFen: Fen
  /** List price to compare `fromFen` with; null where a night has none. */
  listFen: Fen | null
  /** Rooms of this type left over all nights of the stay, or on the night that has the price. Null: no limit. */
  roomsLeft: number | null
}

export interface Hit {
  hotelId: string
  /** Whole metres along the great circle; null without `near`. */
  distanceM: number | null
  /** Whether the whole stay can be had now; null without dates. */
  available: boolean | null
  /** With dates, what the stay costs at the least, null when full; without, null when no night soon is for sale. */
  offer: Offer | null
}

/** What a choice would leave. Each is counted without the choice of its own kind, and with all others. */
export interface Facets {
  /** Hotels on all pages of the query, the full ones too where they are shown. */
  total: number
  /** Hotels that have the tag, whatever `tags` asks; tags that most have come first, ties by their Chinese name. */
  tags: FacetCount[]
  /** Hotels that have an offer with the bed, whatever `beds` asks; in the same order. */
  beds: FacetCount[]
  /** Of the `fromFen` of hotels with an offer, whatever `minFen` and `maxFen` ask; null where they leave no choice. */
  prices: PriceBars | null
}

export interface FacetCount {
  name: Words
  hotels: number
}

/**
 * How many hotels cost so much: bars of even width, the last one open above. The width is the least of the round ones
 * (see `barWidthsFen`) with which 95 % of the prices take no more than `maxPriceBars`; the first begins at a multiple
 * of it. Fewer than two bars are no choice.
 */
export interface PriceBars {
  fromFen: Fen
  stepFen: Fen
  counts: number[]
}

export const barWidthsFen: readonly Fen[] = [10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000].map((yuan) => yuan * 100)

export interface SearchPage {
  items: Hit[]
  /** Where the query asked for them. */
  facets: Facets | null
  /** Null: this was the last page. */
  nextCursor: string | null
  /** Grows with every change the index took in. */
  version: number
}

export interface AlternativesWish {
  at: Instant
  hotelId: string
  stay: Stay
  rooms: number
  guests: number
}

export interface Alternatives {
  /** The cheapest stay of the same length in this hotel within `shiftDays`; ties to the smaller shift, then the earlier. */
  shift: { stay: Stay; offer: Offer } | null
  /** The nearest other hotel within `sisterWithinM` that has the stay; ties by id. */
  sister: { hotelId: string; distanceM: number; offer: Offer } | null
}

/**
 * Finds hotels and ranks them by what a stay would cost. It is fed by others and may be a moment behind the database:
 * a hit is a promise of rank, never of price or room. Nothing here blocks the event loop for long, loading included.
 */
export interface SearchIndex {
  /**
   * Adds or replaces branches, many at a time. Nights told before stay with the types and plans that stay. Answers the
   * room types that have a plan without nights: tell those next.
   */
  upsertHotels(docs: readonly HotelDoc[]): Promise<string[]>
  /** Forgets branches and the nights of their types. Unknown ids are no matter. */
  removeHotels(ids: readonly string[]): Promise<void>
  /**
   * Tells all nights of room types, many at a time. Answers the types that no branch has. What is told of a type or a
   * plan that no branch has is not kept.
   */
  setAvailability(tables: readonly RoomTypeTable[]): Promise<string[]>
  /**
   * Tells nights that changed. Answers the types whose change was not taken, because no table was told before, the
   * change names a plan without nights, or it is older than the table: tell those whole, from the database.
   */
  changeNights(changes: readonly NightsChange[]): Promise<string[]>
  /**
   * One page of the open hotels that match, those with an offer first, then:
   * - `recommended`: the manager's sort, then distance, or total price where the guest's place is unknown
   * - `price`: the total for the dates (without dates, the lowest night)
   * - `distance`: distance
   * with ties by id. A hotel has an offer when the stay lies within its horizon, the rooms together hold the guests,
   * every night of the type is open with rooms enough, every night of the plan is open, and the stay is as long as the
   * plan's first night asks. Without dates any one such night counts, whatever its shortest stay.
   *
   * A keyword is cut at spaces and signs and between Chinese and other writing; each part must be found in the name,
   * address, city, area or tags: a Chinese part as it stands; any other as the beginning of a word, or of the pinyin
   * or the pinyin initials of a text from any of its characters on (`taigu`, `tgl`, `chengdu`). Case, width and accents
   * do not matter. A keyword without a letter or digit counts as none.
   *
   * Walking the pages shows each hotel once while nothing changes. Refusal: `invalid_request` for a cursor that is not
   * of this query.
   */
  search(query: SearchQuery): Promise<SearchPage>
  /** What to offer to a guest who found the hotel full. */
  alternatives(wish: AlternativesWish): Promise<Alternatives>
}
