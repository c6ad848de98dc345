import { Type } from 'typebox'
import { Kept } from '../cancellation.ts'
import { closed, Fen, Id, IdParams, Night, Nullable, OneOf, Page, PageQuery, Texts } from '../common.ts'
import { operation } from '../operation.ts'

const Names = Type.Object({ zh: Type.String(), en: Type.Optional(Type.String()) })
const who = { who: 'staff', permission: 'hotels.read', refusals: ['not_found'] } as const

export const AdminHotel = Type.Object({
  id: Id,
  name: Names,
  sort: Type.Integer(),
  state: OneOf(['open', 'closed', 'archived']),
  avatarId: Nullable(Type.String()),
  imageIds: Type.Array(Type.String()),
  tags: Type.Array(Names),
  phone: Type.String(),
  description: Names,
  province: Type.String(),
  city: Type.String(),
  district: Type.String(),
  address: Names,
  lat: Type.Number(),
  lng: Type.Number(),
  zone: Type.String(),
  dayEndsAtMinutes: Type.Integer(),
  checkInFromMinutes: Type.Integer(),
  checkOutUntilMinutes: Type.Integer(),
  version: Type.Integer(),
})

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
  dailyStock: Nullable(Type.Integer()),
  stockMode: OneOf(['order', 'payment', 'never']),
  onSale: Type.Boolean(),
  sort: Type.Integer(),
  version: Type.Integer(),
})

export const AdminRatePlan = Type.Object({
  id: Id,
  roomTypeId: Id,
  name: Names,
  breakfast: Type.Integer(),
  baseFen: Type.Array(Fen),
  parentId: Nullable(Id),
  derive: Nullable(Type.Object({ percent: Type.Optional(Type.Integer()), fen: Type.Optional(Type.Integer()) })),
  policyId: Id,
  minStay: Type.Integer(),
  onSale: Type.Boolean(),
  sort: Type.Integer(),
})

export const AdminRoom = Type.Object({
  id: Id,
  hotelId: Id,
  roomTypeId: Id,
  number: Type.String(),
  floor: Type.String(),
  state: OneOf(['clean', 'dirty', 'out_of_order']),
})

export const listHotels = operation({
  ...who,
  id: 'listHotels',
  method: 'GET',
  path: '/api/admin/hotels',
  summary: 'The branches the caller works at, by id',
  query: closed(PageQuery),
  reply: Page(AdminHotel),
})

export const getAdminHotel = operation({
  ...who,
  id: 'getAdminHotel',
  method: 'GET',
  path: '/api/admin/hotels/:id',
  summary: 'One branch',
  params: IdParams,
  reply: AdminHotel,
})

export const editHotel = operation({
  who: 'staff',
  permission: 'hotels.edit',
  id: 'editHotel',
  method: 'PATCH',
  path: '/api/admin/hotels/:id',
  summary: 'Changes a branch; guests see it within two seconds',
  params: IdParams,
  body: closed({
    name: Type.Optional(Texts),
    sort: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
    state: Type.Optional(OneOf(['open', 'closed'])),
    phone: Type.Optional(Type.String({ minLength: 1, maxLength: 32 })),
    description: Type.Optional(Texts),
    address: Type.Optional(Texts),
  }),
  reply: AdminHotel,
  refusals: ['not_found', 'changed_meanwhile'],
})

const ofHotel = closed({ hotelId: Id })

export const listAdminRoomTypes = operation({
  ...who,
  id: 'listAdminRoomTypes',
  method: 'GET',
  path: '/api/admin/room-types',
  summary: 'The room types of a branch',
  query: ofHotel,
  reply: Type.Object({ items: Type.Array(AdminRoomType) }),
})

export const getAdminRoomType = operation({
  ...who,
  id: 'getAdminRoomType',
  method: 'GET',
  path: '/api/admin/room-types/:id',
  summary: 'One room type',
  params: IdParams,
  reply: AdminRoomType,
})

export const editRoomType = operation({
  who: 'staff',
  permission: 'hotels.edit',
  id: 'editRoomType',
  method: 'PATCH',
  path: '/api/admin/room-types/:id',
  summary: 'Changes what guests read of a room type, how many rooms it has, and whether it is on sale',
  params: IdParams,
  body: closed({
    name: Type.Optional(Texts),
    description: Type.Optional(Texts),
    listFen: Type.Optional(Fen),
    /** Null only where rooms are not counted. The nights whose total nobody set follow it. */
    dailyStock: Type.Optional(Nullable(Type.Integer({ minimum: 0, maximum: 10_000 }))),
    stockMode: Type.Optional(OneOf(['order', 'payment', 'never'])),
    onSale: Type.Optional(Type.Boolean()),
    sort: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  }),
  reply: AdminRoomType,
  refusals: ['not_found', 'changed_meanwhile', 'stock_below_booked'],
})

export const listRatePlans = operation({
  ...who,
  id: 'listRatePlans',
  method: 'GET',
  path: '/api/admin/rate-plans',
  summary: 'The rate plans of a branch',
  query: ofHotel,
  reply: Type.Object({ items: Type.Array(AdminRatePlan) }),
})

export const listPolicies = operation({
  ...who,
  id: 'listPolicies',
  method: 'GET',
  path: '/api/admin/policies',
  summary: 'The cancellation policies',
  reply: Type.Object({
    items: Type.Array(
      Type.Object({
        id: Id,
        name: Names,
        phases: Type.Array(
          Type.Object({ untilDaysBefore: Nullable(Type.Integer()), untilHour: Nullable(Type.Integer()), kept: Kept }),
        ),
        noShow: Kept,
      }),
    ),
  }),
})

export const listRooms = operation({
  ...who,
  id: 'listRooms',
  method: 'GET',
  path: '/api/admin/rooms',
  summary: 'The room numbers of a branch; with dates only those free in all these nights',
  query: closed({
    hotelId: Id,
    roomTypeId: Type.Optional(Id),
    checkIn: Type.Optional(Night),
    checkOut: Type.Optional(Night),
  }),
  reply: Type.Object({ items: Type.Array(AdminRoom) }),
})

export const setRoomState = operation({
  who: 'staff',
  permission: 'orders.desk',
  id: 'setRoomState',
  method: 'PATCH',
  path: '/api/admin/rooms/:id',
  summary: 'Clean, dirty or out of order',
  params: IdParams,
  body: closed({ state: OneOf(['clean', 'dirty', 'out_of_order']) }),
  reply: AdminRoom,
  refusals: ['not_found', 'changed_meanwhile'],
})
