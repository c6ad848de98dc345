import type { HotelState, StockMode } from './hotel.ts'

export interface HotelTables {
  hotel: {
    id: string
    name_json: string
    sort: number
    state: HotelState
    avatar_id: string | null
    image_ids_json: string
    tags_json: string
    phone: string
    description_json: string
    province: string
    city: string
    district: string
    address_json: string
    lat: number
    lng: number
    zone: string
    day_ends_at_minutes: number
    check_in_from_minutes: number
    check_out_until_minutes: number
    version: number
    changed_at: number
  }
  cancel_policy: {
    id: string
    name_json: string
    phases_json: string
    no_show_json: string
    changed_at: number
    archived_at: number | null
    replaced_by: string | null
  }
  room_type: {
    id: string
    hotel_id: string
    name_json: string
    image_ids_json: string
    description_json: string
    area_m2: number
    bed_json: string
    guests: number
    facilities_json: string
    list_fen: number
    daily_stock: number | null
    stock_mode: StockMode
    on_sale: number
    sort: number
    version: number
    changed_at: number
    archived_at: number | null
  }
  rate_plan: {
    id: string
    room_type_id: string
    name_json: string
    breakfast: number
    base_fen_json: string
    parent_id: string | null
    derive_percent: number | null
    derive_fen: number | null
    policy_id: string
    min_stay: number
    on_sale: number
    sort: number
    archived_at: number | null
  }
}
