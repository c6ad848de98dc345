import { Type } from 'typebox'
import { closed, Id, IdParams, Instant, Night, Nullable, Page, PageQuery, Text } from '../common.ts'
import { operation } from '../operation.ts'

/** A room out of order from a night to a morning. */
export const AdminBlock = Type.Object({
  id: Id,
  hotelId: Id,
  roomId: Id,
  /** The number when it was blocked. */
  roomNumber: Type.String(),
  roomTypeId: Id,
  from: Night,
  /** Exclusive: the first night the room is free again. */
  to: Night,
  reason: Type.String(),
  /** Nights on which it took one room off sale. */
  loweredNights: Type.Array(Night),
  by: Type.String(),
  at: Instant,
  ended: Nullable(Type.Object({ by: Type.String(), at: Instant })),
})

export const listBlocks = operation({
  id: 'listBlocks',
  method: 'GET',
  path: '/api/admin/blocks',
  who: 'staff',
  permission: 'hotels.read',
  summary:
    'Rooms out of order at a branch, the newest first: those that last, those that touch these nights, or one room’s',
  query: closed({
    hotelId: Id,
    roomId: Type.Optional(Id),
    from: Type.Optional(Night),
    to: Type.Optional(Night),
    ...PageQuery,
  }),
  reply: Page(AdminBlock),
  refusals: ['not_found', 'booking_invalid'],
})

export const createBlock = operation({
  id: 'createBlock',
  method: 'POST',
  path: '/api/admin/blocks',
  who: 'staff',
  permission: 'orders.desk',
  idempotent: true,
  summary:
    'Takes a room out of order for these nights, at most 366; refused over a stay or another block, naming both. `lowerStock` takes one room of its type off sale in the same step.',
  body: closed({
    roomId: Id,
    from: Night,
    to: Night,
    reason: Text(200),
    lowerStock: Type.Optional(Type.Boolean()),
  }),
  reply: AdminBlock,
  status: 201,
  refusals: ['not_found', 'archived', 'booking_invalid', 'room_taken', 'stock_below_booked', 'idempotency_key_reused'],
})

export const endBlock = operation({
  id: 'endBlock',
  method: 'DELETE',
  path: '/api/admin/blocks/:id',
  who: 'staff',
  permission: 'orders.desk',
  summary: 'The room is in order again from the hotel’s day on; what the block took off sale is on sale again',
  params: IdParams,
  reply: AdminBlock,
  refusals: ['not_found', 'block_over'],
})
