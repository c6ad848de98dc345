import type { CancelPolicy, Hotel, RatePlan, RoomType } from '../hotel.ts'
import type { HotelTables } from '../tables.ts'

/** Rows to things and back. `changed_at` is the writer's. */

export function readHotel(row: HotelTables['hotel']): Hotel {
  return {
    id: row.id,
    name: JSON.parse(row.name_json),
    sort: row.sort,
    state: row.state,
    avatarId: row.avatar_id,
    imageIds: JSON.parse(row.image_ids_json),
    tags: JSON.parse(row.tags_json),
    phone: row.phone,
    description: JSON.parse(row.description_json),
    province: row.province,
    city: row.city,
    district: row.district,
    address: JSON.parse(row.address_json),
    lat: row.lat,
    lng: row.lng,
    clock: { zone: row.zone, dayEndsAtMinutes: row.day_ends_at_minutes },
    checkInFromMinutes: row.check_in_from_minutes,
    checkOutUntilMinutes: row.check_out_until_minutes,
    version: row.version,
  }
}

export function writeHotel(hotel: Hotel, changedAt: number): HotelTables['hotel'] {
  return {
    id: hotel.id,
    name_json: JSON.stringify(hotel.name),
    sort: hotel.sort,
    state: hotel.state,
    avatar_id: hotel.avatarId,
    image_ids_json: JSON.stringify(hotel.imageIds),
    tags_json: JSON.stringify(hotel.tags),
    phone: hotel.phone,
    description_json: JSON.stringify(hotel.description),
    province: hotel.province,
    city: hotel.city,
    district: hotel.district,
    address_json: JSON.stringify(hotel.address),
    lat: hotel.lat,
    lng: hotel.lng,
    zone: hotel.clock.zone,
    day_ends_at_minutes: hotel.clock.dayEndsAtMinutes,
    check_in_from_minutes: hotel.checkInFromMinutes,
    check_out_until_minutes: hotel.checkOutUntilMinutes,
    version: hotel.version,
    changed_at: changedAt,
  }
}

export function readRoomType(row: HotelTables['room_type']): RoomType {
  return {
    id: row.id,
    hotelId: row.hotel_id,
    name: JSON.parse(row.name_json),
    imageIds: JSON.parse(row.image_ids_json),
    description: JSON.parse(row.description_json),
    areaM2: row.area_m2,
    bed: JSON.parse(row.bed_json),
    guests: row.guests,
    facilities: JSON.parse(row.facilities_json),
    listFen: row.list_fen,
    dailyStock: row.daily_stock,
    stockMode: row.stock_mode,
    onSale: row.on_sale === 1,
    sort: row.sort,
    archivedAt: row.archived_at,
    version: row.version,
  }
}

export function writeRoomType(type: RoomType, changedAt: number): HotelTables['room_type'] {
  return {
    id: type.id,
    hotel_id: type.hotelId,
    name_json: JSON.stringify(type.name),
    image_ids_json: JSON.stringify(type.imageIds),
    description_json: JSON.stringify(type.description),
    area_m2: type.areaM2,
    bed_json: JSON.stringify(type.bed),
    guests: type.guests,
    facilities_json: JSON.stringify(type.facilities),
    list_fen: type.listFen,
    daily_stock: type.dailyStock,
    stock_mode: type.stockMode,
    on_sale: type.onSale ? 1 : 0,
    sort: type.sort,
    version: type.version,
    changed_at: changedAt,
    archived_at: type.archivedAt,
  }
}

export function readRatePlan(row: HotelTables['rate_plan']): RatePlan {
  const derive =
    row.derive_percent !== null
      ? { percent: row.derive_percent }
      : row.derive_fen !== null
        ? { fen: row.derive_fen }
        : null
  return {
    id: row.id,
    roomTypeId: row.room_type_id,
    name: JSON.parse(row.name_json),
    breakfast: row.breakfast,
    baseFen: JSON.parse(row.base_fen_json),
    parentId: row.parent_id,
    derive,
    policyId: row.policy_id,
    minStay: row.min_stay,
    onSale: row.on_sale === 1,
    sort: row.sort,
    archivedAt: row.archived_at,
  }
}

export function writeRatePlan(plan: RatePlan): HotelTables['rate_plan'] {
  return {
    id: plan.id,
    room_type_id: plan.roomTypeId,
    name_json: JSON.stringify(plan.name),
    breakfast: plan.breakfast,
    base_fen_json: JSON.stringify(plan.baseFen),
    parent_id: plan.parentId,
    derive_percent: plan.derive && 'percent' in plan.derive ? plan.derive.percent : null,
    derive_fen: plan.derive && 'fen' in plan.derive ? plan.derive.fen : null,
    policy_id: plan.policyId,
    min_stay: plan.minStay,
    on_sale: plan.onSale ? 1 : 0,
    sort: plan.sort,
    archived_at: plan.archivedAt,
  }
}

export function readPolicy(row: HotelTables['cancel_policy']): CancelPolicy {
  return {
    id: row.id,
    name: JSON.parse(row.name_json),
    phases: JSON.parse(row.phases_json),
    noShow: JSON.parse(row.no_show_json),
    archivedAt: row.archived_at,
    replacedBy: row.replaced_by,
  }
}

export function writePolicy(policy: CancelPolicy, changedAt: number): HotelTables['cancel_policy'] {
  return {
    id: policy.id,
    name_json: JSON.stringify(policy.name),
    phases_json: JSON.stringify(policy.phases),
    no_show_json: JSON.stringify(policy.noShow),
    changed_at: changedAt,
    archived_at: policy.archivedAt,
    replaced_by: policy.replacedBy,
  }
}
