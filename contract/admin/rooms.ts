import { Type } from 'typebox'
import { closed, Id, IdParams, Instant, Night, Nullable, OneOf } from '../common.ts'
import { operation } from '../operation.ts'
import { Removed, readBy, Shown } from './catalogue.ts'

export const AdminRoom = Type.Object({
  id: Id,
  hotelId: Id,
  roomTypeId: Id,
  number: Type.String(),
  floor: Type.String(),
  state: OneOf(['clean', 'dirty', 'out_of_order']),
  archivedAt: Nullable(Instant),
})

const Short = Type.String({ minLength: 1, maxLength: 20 })

export const listRooms = operation({
  ...readBy,
  id: 'listRooms',
  method: 'GET',
  path: '/api/admin/rooms',
  summary:
    'The room numbers of a branch, at most 2,000; with dates only those free in all these nights; archived ones only where they are asked for',
  query: closed({
    hotelId: Id,
    roomTypeId: Type.Optional(Id),
    checkIn: Type.Optional(Night),
    checkOut: Type.Optional(Night),
    state: Shown,
  }),
  reply: Type.Object({ items: Type.Array(AdminRoom) }),
})

export const createRoom = operation({
  who: 'staff',
  permission: 'hotels.edit',
  idempotent: true,
  id: 'createRoom',
  method: 'POST',
  path: '/api/admin/rooms',
  summary: 'A new room number of a room type; stock is another thing and stays as it is',
  body: closed({ roomTypeId: Id, number: Short, floor: Short }),
  reply: AdminRoom,
  status: 201,
  refusals: ['not_found', 'archived', 'room_number_taken', 'idempotency_key_reused'],
})

export const editRoom = operation({
  who: 'staff',
  permission: 'orders.desk',
  id: 'editRoom',
  method: 'PATCH',
  path: '/api/admin/rooms/:id',
  summary:
    'Clean, dirty or out of order; its number, floor and type take the permission for branches, and another type a room that nobody is to have',
  params: IdParams,
  body: closed({
    state: Type.Optional(OneOf(['clean', 'dirty', 'out_of_order'])),
    number: Type.Optional(Short),
    floor: Type.Optional(Short),
    roomTypeId: Type.Optional(Id),
  }),
  reply: AdminRoom,
  refusals: ['not_found', 'changed_meanwhile', 'archived', 'room_number_taken', 'room_taken'],
})

export const removeRoom = operation({
  who: 'staff',
  permission: 'hotels.edit',
  id: 'removeRoom',
  method: 'DELETE',
  path: '/api/admin/rooms/:id',
  summary: 'Deletes a number nobody ever had; any other is archived, unless a stay or a block is still to come',
  params: IdParams,
  reply: Removed,
  refusals: ['not_found', 'orders_coming', 'room_blocked'],
})

export const restoreRoom = operation({
  who: 'staff',
  permission: 'hotels.edit',
  id: 'restoreRoom',
  method: 'POST',
  path: '/api/admin/rooms/:id/restore',
  summary: 'Brings an archived room number back',
  params: IdParams,
  reply: AdminRoom,
  refusals: ['not_found', 'archived'],
})
