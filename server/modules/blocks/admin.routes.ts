import * as contract from '../../../contract/admin/blocks.ts'
import { instantText } from '../../../contract/format.ts'
import type { Db } from '../../database/handle.ts'
import { oncePerRequest } from '../../database/request-keys.ts'
import { type Route, route, type StaffCaller } from '../../http/route.ts'
import { requestOf } from '../../http/sent.ts'
import { refuseElsewhere, scopeOf } from '../../http/staff-scope.ts'
import { Refusal, unknownCursor } from '../../kernel/refusal.ts'
import { addNights, horizonNights, hotelDay, isNight } from '../../kernel/stay.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Hotels } from '../hotels/index.ts'
import type { Block, BlockFilter, Blocks } from './index.ts'

interface Deps {
  db: Db
  clock: Clock
  hotels: Pick<Hotels, 'hotel'>
  blocks: Blocks
}

/** Rooms out of order at a branch. */
export function blockAdminRoutes(deps: Deps): Route[] {
  const { db, blocks } = deps
  const scoped = (caller: StaffCaller) => scopeOf(caller, 'orders.desk')
  return [
    route(contract.listBlocks, async ({ caller, query }) => {
      const { hotelId, roomId } = query
      refuseElsewhere(caller, 'hotels.read', hotelId)
      const limit = query.limit ?? 20
      const after = readCursor(query.cursor)
      const span = await spanOf(deps, query)
      const page = await blocks.list(db, { hotelId, roomId, span, after, limit: limit + 1 })
      const last = page.length > limit ? page[limit - 1] : undefined
      return { items: page.slice(0, limit).map(view), nextCursor: last ? `${last.at}.${last.id}` : null }
    }),
    route(contract.createBlock, async ({ caller, body, idempotencyKey: key }) => {
      const { lowerStock, ...rest } = body
      const wish = { ...rest, ...scoped(caller), stock: lowerStock ? ('lower' as const) : ('keep' as const) }
      const id = await db.transaction((tx) =>
        oncePerRequest(tx, requestOf(caller, contract.createBlock, { key, body }), async () => {
          return (await blocks.create(tx, wish)).id
        }),
      )
      return view((await blocks.byId(db, id))!)
    }),
    route(contract.endBlock, async ({ caller, params }) =>
      view(await db.transaction((tx) => blocks.end(tx, { id: params.id, ...scoped(caller) }))),
    ),
  ]
}

/** The nights asked for; without any, from the hotel's day on, or all of them where one room is looked at. */
async function spanOf(
  { db, clock, hotels }: Deps,
  { hotelId, roomId, from, to }: { hotelId: string; roomId?: string; from?: string; to?: string },
): Promise<BlockFilter['span']> {
  if (from !== undefined && !isNight(from)) throw new Refusal('booking_invalid', { fields: { from: 'not_a_date' } })
  if (to !== undefined && !isNight(to)) throw new Refusal('booking_invalid', { fields: { to: 'not_a_date' } })
  if (!from && !to && roomId) return undefined
  const hotel = await hotels.hotel(db, hotelId)
  if (!hotel) throw new Refusal('not_found')
  const first = from ?? hotelDay(clock.now(), hotel.clock)
  return { from: first, to: to ?? addNights(first, 2 * horizonNights) }
}

const cursorForm = /^(\d{1,15})\.([A-Za-z0-9_:-]{1,64})$/

function readCursor(cursor: string | undefined): BlockFilter['after'] {
  if (cursor === undefined) return null
  const [, at, id] = cursorForm.exec(cursor) ?? []
  if (at === undefined || id === undefined) throw unknownCursor()
  return { at: Number(at), id }
}

function view(block: Block) {
  const { ended } = block
  return { ...block, at: instantText(block.at), ended: ended && { by: ended.by, at: instantText(ended.at) } }
}
