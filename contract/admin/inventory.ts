import { Type } from 'typebox'
import { closed, Fen, Id, IdParams, Instant, Night, Nullable, OneOf, Page, PageQuery } from '../common.ts'
import { operation } from '../operation.ts'

const Cell = Type.Object({ id: Id, night: Night })
const Ids = Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 200 }))

export const getInventory = operation({
  id: 'getInventory',
  method: 'GET',
  path: '/api/admin/inventory',
  who: 'staff',
  permission: 'hotels.read',
  summary: 'Stock and rates of a branch by night, `to` exclusive, at most 92 nights',
  query: closed({ hotelId: Id, from: Night, to: Night }),
  reply: Type.Object({
    roomTypes: Type.Array(
      Type.Object({
        id: Id,
        name: Type.String(),
        nights: Type.Array(
          Type.Object({
            night: Night,
            total: Nullable(Type.Integer()),
            held: Type.Integer(),
            sold: Type.Integer(),
            closed: Type.Boolean(),
          }),
        ),
        ratePlans: Type.Array(
          Type.Object({
            id: Id,
            name: Type.String(),
            nights: Type.Array(
              Type.Object({ night: Night, priceFen: Fen, closed: Type.Boolean(), minStay: Type.Integer() }),
            ),
          }),
        ),
      }),
    ),
  }),
  refusals: ['not_found', 'booking_invalid'],
})

export const editInventory = operation({
  id: 'editInventory',
  method: 'PATCH',
  path: '/api/admin/inventory',
  who: 'staff',
  permission: 'rates.edit',
  summary:
    'Edits many nights at once: total, closed or list price of room types, or price, closed, min stay of rate plans. Null is the usual value again.',
  body: closed({
    hotelId: Id,
    roomTypeIds: Ids,
    ratePlanIds: Ids,
    from: Night,
    to: Night,
    weekdays: Type.Optional(Type.Array(Type.Integer({ minimum: 0, maximum: 6 }), { maxItems: 7 })),
    set: closed({
      total: Type.Optional(Nullable(Type.Integer({ minimum: 0, maximum: 10_000 }))),
      closed: Type.Optional(Type.Boolean()),
      priceFen: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 100_000_000 }))),
      minStay: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 30 }))),
      listFen: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 100_000_000 }))),
    }),
  }),
  reply: Type.Object({
    changeId: Id,
    changed: Type.Array(Cell),
    refused: Type.Array(Type.Object({ id: Id, night: Night, reason: OneOf(['below_booked']), booked: Type.Integer() })),
  }),
  refusals: ['not_found', 'invalid_request', 'booking_invalid', 'edit_too_large'],
})

export const listInventoryChanges = operation({
  id: 'listInventoryChanges',
  method: 'GET',
  path: '/api/admin/inventory/changes',
  who: 'staff',
  permission: 'hotels.read',
  summary: 'The edits of a branch, newest first',
  query: closed({ hotelId: Id, ...PageQuery }),
  reply: Page(
    Type.Object({
      id: Id,
      kind: OneOf(['stock', 'rates']),
      by: Type.String(),
      at: Instant,
      cells: Type.Integer(),
      refused: Type.Integer(),
      undoneAt: Nullable(Instant),
    }),
  ),
  refusals: ['not_found'],
})

export const undoInventoryChange = operation({
  id: 'undoInventoryChange',
  method: 'POST',
  path: '/api/admin/inventory/changes/:id/undo',
  who: 'staff',
  permission: 'rates.edit',
  summary: 'Takes an edit back where nobody changed the cell since; says where not, and why',
  params: IdParams,
  reply: Type.Object({
    restored: Type.Integer(),
    kept: Type.Array(Type.Object({ id: Id, night: Night, reason: OneOf(['changed_since', 'below_booked']) })),
  }),
  refusals: ['not_found', 'change_undone'],
})
