import type { StockMode } from './room-type.ts'

export interface HotelsTables {
  /** One row, whose number grows with every change of a branch, type, plan or policy and is held until its commit. */
  catalogue: { name: string; version: number }
  hotel: {
    id: string
    version: number
    state: 'open' | 'closed' | 'archived'
    sort: number
    name_zh: string
    name_en: string | null
    avatar: string | null
    images_json: string
    tags_json: string
    phone: string
    description_zh: string
    description_en: string | null
    province: string
    city: string
    district: string
    area: string
    place_en_json: string
    address_zh: string
    address_en: string | null
    lat: number
    lng: number
    zone: string
    day_ends_at_minutes: number
    check_in_from_minutes: number
    check_out_until_minutes: number
    created_at: number
    changed_at: number
  }
  cancel_policy: {
    id: string
    /** Null: any branch of the chain may use it. */
    hotel_id: string | null
    name_zh: string
    name_en: string | null
    phases_json: string
    no_show_json: string
    archived: 0 | 1
    created_at: number
    changed_at: number
  }
  room_type: {
    id: string
    hotel_id: string
    /** The catalogue's number at the last change of the type, its plans, their policies or its branch. */
    version: number
    sort: number
    name_zh: string
    name_en: string | null
    images_json: string
    tags_json: string
    description_zh: string
    description_en: string | null
    area_m2: number
    bed_zh: string
    bed_en: string | null
    breakfast: number
    guests: number
    list_fen: number | null
    daily_stock: number | null
    stock_mode: StockMode
    on_sale: 0 | 1
    archived: 0 | 1
    created_at: number
    changed_at: number
  }
  rate_plan: {
    id: string
    room_type_id: string
    sort: number
    name_zh: string
    name_en: string | null
    breakfast: number
    /** Seven prices, Sunday first; null for a plan derived from another. */
    base_fen_json: string | null
    parent_id: string | null
    derive_percent: number | null
    derive_fen: number | null
    policy_id: string
    min_stay: number
    on_sale: 0 | 1
    archived: 0 | 1
    created_at: number
    changed_at: number
  }
}
