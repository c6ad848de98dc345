import { Type } from 'typebox'
import { closed, Fen, Id, IdParams, Instant, Nullable, OneOf, Texts } from '../common.ts'
import { operation } from '../operation.ts'
import { FromVersion, ImageIds, line, Names, Removed, readBy, Shown, Sort, tagsOf, Uses } from './catalogue.ts'

export const AdminRoomType = Type.Object({
  id: Id,
  hotelId: Id,
  name: Names,
  imageIds: Type.Array(Type.String()),
  description: Names,
  areaM2: Type.Integer(),
  bed: Names,
  guests: Type.Integer(),
  facilities: Type.Array(Names),
  listFen: Fen,
  /** Of its first plan with a price of its own, where every weekday has the same; else null. */
  priceFen: Nullable(Fen),
  /** Breakfasts a night of that plan; null without one. */
  breakfast: Nullable(Type.Integer()),
  dailyStock: Nullable(Type.Integer()),
  stockMode: OneOf(['order', 'payment', 'never']),
  onSale: Type.Boolean(),
  sort: Type.Integer(),
  /** Room numbers of this type, and rate plans, without archived ones. */
  rooms: Type.Integer(),
  ratePlans: Type.Integer(),
  /** A warning: more rooms are on sale a night than there are numbers. */
  stockExceedsRooms: Type.Boolean(),
  archivedAt: Nullable(Instant),
  version: Type.Integer(),
})

const Price = Type.Integer({ minimum: 1, maximum: 100_000_000 })
const Breakfast = Type.Integer({ minimum: 0, maximum: 10 })
/** Null only where rooms are not counted. The nights whose total nobody set follow it. */
const DailyStock = Nullable(Type.Integer({ minimum: 0, maximum: 10_000 }))

const ofType = {
  name: line(60),
  areaM2: Type.Integer({ minimum: 1, maximum: 10_000 }),
  bed: line(40),
  guests: Type.Integer({ minimum: 1, maximum: 20 }),
  listFen: Type.Integer({ minimum: 0, maximum: 100_000_000 }),
  dailyStock: DailyStock,
}
const usualOfType = {
  imageIds: ImageIds,
  description: Texts,
  facilities: tagsOf(20),
  stockMode: OneOf(['order', 'payment', 'never']),
  onSale: Type.Boolean(),
  sort: Sort,
}

export const listAdminRoomTypes = operation({
  ...readBy,
  id: 'listAdminRoomTypes',
  method: 'GET',
  path: '/api/admin/room-types',
  summary: 'The room types of a branch; archived ones only where they are asked for',
  query: closed({ hotelId: Id, state: Shown }),
  reply: Type.Object({ items: Type.Array(AdminRoomType) }),
})

export const getAdminRoomType = operation({
  ...readBy,
  id: 'getAdminRoomType',
  method: 'GET',
  path: '/api/admin/room-types/:id',
  summary: 'One room type',
  params: IdParams,
  reply: AdminRoomType,
})

export const createRoomType = operation({
  who: 'staff',
  permission: 'hotels.edit',
  idempotent: true,
  id: 'createRoomType',
  method: 'POST',
  path: '/api/admin/room-types',
  summary: 'A new room type, not on sale unless said otherwise; with a price it has its first rate plan at once',
  body: closed({
    hotelId: Id,
    ...ofType,
    ...Type.Partial(Type.Object(usualOfType)).properties,
    /** Takes the permission for rates too. */
    firstPlan: Type.Optional(
      closed({ name: line(60), priceFen: Price, breakfast: Type.Optional(Breakfast), policyId: Id }),
    ),
  }),
  reply: AdminRoomType,
  status: 201,
  refusals: ['not_found', 'archived', 'idempotency_key_reused'],
})

export const editRoomType = operation({
  who: 'staff',
  permission: 'hotels.edit',
  id: 'editRoomType',
  method: 'PATCH',
  path: '/api/admin/room-types/:id',
  summary: 'Changes what guests read of a room type, how many rooms it has, whether it is on sale, and its usual price',
  params: IdParams,
  body: closed({
    version: FromVersion,
    ...Type.Partial(Type.Object({ ...ofType, ...usualOfType })).properties,
    /** Of its first plan with a price of its own, the same for every weekday; takes the permission for rates too. */
    priceFen: Type.Optional(Price),
    breakfast: Type.Optional(Breakfast),
  }),
  reply: AdminRoomType,
  refusals: ['not_found', 'changed_meanwhile', 'stock_below_booked', 'archived'],
})

export const removeRoomType = operation({
  who: 'staff',
  permission: 'hotels.edit',
  id: 'removeRoomType',
  method: 'DELETE',
  path: '/api/admin/room-types/:id',
  summary:
    'Deletes a room type that was never booked and has no numbers, with its plans; any other is archived, unless orders are still to come',
  params: IdParams,
  reply: Removed,
  refusals: ['not_found', 'changed_meanwhile', 'orders_coming'],
})

export const restoreRoomType = operation({
  who: 'staff',
  permission: 'hotels.edit',
  id: 'restoreRoomType',
  method: 'POST',
  path: '/api/admin/room-types/:id/restore',
  summary: 'Brings an archived room type back, not on sale, with its plans',
  params: IdParams,
  reply: AdminRoomType,
  refusals: ['not_found', 'changed_meanwhile'],
})

export const getRoomTypeUses = operation({
  ...readBy,
  id: 'getRoomTypeUses',
  method: 'GET',
  path: '/api/admin/room-types/:id/uses',
  summary: 'Orders to come in a room type, how low its stock can go, and who changed it last',
  params: IdParams,
  reply: Uses,
})
