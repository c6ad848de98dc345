import { Type } from 'typebox'
import { closed, Id, IdParams, Instant, Nullable, OneOf, Page, PageQuery, Text, Texts } from '../common.ts'
import { operation } from '../operation.ts'

/** Branches as staff edit them, and what all of the catalogue shares: texts, pictures, how a thing goes and comes back. */

export const Names = Type.Object({ zh: Type.String(), en: Type.Optional(Type.String()) })
/** A text of one line in both languages. */
export const line = (maxLength: number) => closed({ zh: Text(maxLength), en: Type.Optional(Text(maxLength * 2)) })
/** Uploaded before, in the order in which guests see them; the first is the cover. */
export const ImageIds = Type.Array(Id, { maxItems: 24, uniqueItems: true })
export const Sort = Type.Integer({ minimum: 0, maximum: 1_000_000 })
export const tagsOf = (most: number) => Type.Array(line(20), { maxItems: most })
/** The version the form was filled from: another one by now is refused, so that nobody writes over somebody else. */
export const FromVersion = Type.Optional(Type.Integer({ minimum: 1 }))

/** An unused thing goes, one with a history is archived. */
export const Removed = Type.Object({ outcome: OneOf(['deleted', 'archived']) })
/** What is in use, unless the archived ones are asked for. */
export const Shown = Type.Optional(OneOf(['live', 'archived']))
export const readBy = { who: 'staff', permission: 'hotels.read', refusals: ['not_found'] } as const

const Minutes = (maximum: number) => Type.Integer({ minimum: 0, maximum })

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

/** What a branch is made of; the rest has a usual value. */
const ofHotel = {
  name: line(60),
  phone: Type.String({ minLength: 1, maxLength: 32 }),
  province: Text(40),
  city: Text(40),
  district: Text(40),
  address: line(120),
  /** GCJ-02, as maps in China have it. */
  lat: Type.Number({ minimum: -90, maximum: 90 }),
  lng: Type.Number({ minimum: -180, maximum: 180 }),
}
const usualOfHotel = {
  sort: Sort,
  state: OneOf(['open', 'closed']),
  avatarId: Nullable(Id),
  imageIds: ImageIds,
  tags: tagsOf(20),
  description: Texts,
  zone: Text(40),
  /** Local time at which the hotel's day ends, after midnight. */
  dayEndsAtMinutes: Minutes(12 * 60),
  checkInFromMinutes: Minutes(24 * 60),
  checkOutUntilMinutes: Minutes(24 * 60),
}

export const listHotels = operation({
  ...readBy,
  id: 'listHotels',
  method: 'GET',
  path: '/api/admin/hotels',
  summary: 'The branches the caller works at, by id; archived ones only where they are asked for',
  query: closed({ ...PageQuery, state: Type.Optional(OneOf(['open', 'closed', 'archived'])) }),
  reply: Page(AdminHotel),
})

export const getAdminHotel = operation({
  ...readBy,
  id: 'getAdminHotel',
  method: 'GET',
  path: '/api/admin/hotels/:id',
  summary: 'One branch',
  params: IdParams,
  reply: AdminHotel,
})

export const createHotel = operation({
  who: 'staff',
  permission: 'hotels.edit',
  idempotent: true,
  id: 'createHotel',
  method: 'POST',
  path: '/api/admin/hotels',
  summary: 'A new branch, closed unless said otherwise; takes the permission for the whole chain',
  body: closed({ ...ofHotel, ...Type.Partial(Type.Object(usualOfHotel)).properties }),
  reply: AdminHotel,
  status: 201,
  refusals: ['not_found', 'idempotency_key_reused'],
})

export const editHotel = operation({
  who: 'staff',
  permission: 'hotels.edit',
  id: 'editHotel',
  method: 'PATCH',
  path: '/api/admin/hotels/:id',
  summary: 'Changes a branch; guests see it within two seconds',
  params: IdParams,
  body: closed({ version: FromVersion, ...Type.Partial(Type.Object({ ...ofHotel, ...usualOfHotel })).properties }),
  reply: AdminHotel,
  refusals: ['not_found', 'changed_meanwhile', 'archived'],
})

export const removeHotel = operation({
  who: 'staff',
  permission: 'hotels.edit',
  id: 'removeHotel',
  method: 'DELETE',
  path: '/api/admin/hotels/:id',
  summary: 'Deletes a branch without types, numbers or orders; any other is archived, unless orders are still to come',
  params: IdParams,
  reply: Removed,
  refusals: ['not_found', 'changed_meanwhile', 'orders_coming'],
})

export const restoreHotel = operation({
  who: 'staff',
  permission: 'hotels.edit',
  id: 'restoreHotel',
  method: 'POST',
  path: '/api/admin/hotels/:id/restore',
  summary: 'Brings an archived branch back, closed, with everything it had',
  params: IdParams,
  reply: AdminHotel,
  refusals: ['not_found', 'changed_meanwhile'],
})

/** What a change or a removal would meet. */
export const Uses = Type.Object({
  id: Id,
  /** Orders that are not over: how many, and the first twenty by number. */
  comingOrders: Type.Integer(),
  orderNos: Type.Array(Type.String()),
  /** The most rooms held, sold or off sale on one night from today on: no daily stock is less. Null for a branch. */
  mostBooked: Nullable(Type.Integer()),
  lastChange: Nullable(Type.Object({ by: Type.String(), at: Instant })),
})

export const getHotelUses = operation({
  ...readBy,
  id: 'getHotelUses',
  method: 'GET',
  path: '/api/admin/hotels/:id/uses',
  summary: 'Orders to come at a branch, and who changed it last',
  params: IdParams,
  reply: Uses,
})
