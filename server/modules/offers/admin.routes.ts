import * as contract from '../../../contract/admin/inventory.ts'
import { instantOrNull, instantText, textIn } from '../../../contract/format.ts'
import type { Db } from '../../database/handle.ts'
import { type Route, route } from '../../http/route.ts'
import { actorOf, mayAt, refuseElsewhere } from '../../http/staff-scope.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { isNight, nightsBetween } from '../../kernel/stay.ts'
import type { Inventory } from '../inventory/index.ts'
import type { Offers } from './index.ts'

const nightsShown = 92
const nightsEdited = 400

/** The rates-and-inventory grid: read with the prices guests would see, edited in bulk, undone. */
export function inventoryAdminRoutes({
  db,
  inventory,
  offers,
}: {
  db: Db
  inventory: Inventory
  offers: Offers
}): Route[] {
  return [
    route(contract.getInventory, async ({ caller, query, language }) => {
      refuseElsewhere(caller, 'hotels.read', query.hotelId)
      checkSpan(query, nightsShown)
      const grid = await offers.grid(db, query)
      const roomTypes = grid.map(({ type, nights, ratePlans }) => ({
        id: type.id,
        name: textIn(language, type.name),
        nights,
        ratePlans: ratePlans.map(({ plan, nights: prices }) => ({
          id: plan.id,
          name: textIn(language, plan.name),
          nights: prices,
        })),
      }))
      return { roomTypes }
    }),
    route(contract.editInventory, async ({ caller, body }) => {
      refuseElsewhere(caller, 'rates.edit', body.hotelId)
      checkSpan(body, nightsEdited)
      const { hotelId, from, to, set, roomTypeIds = [], ratePlanIds = [], weekdays = [] } = body
      refuseMixed({ roomTypeIds, ratePlanIds, set })
      const targets = ratePlanIds.length > 0 ? { ratePlanIds } : { roomTypeIds }
      return inventory.edit({ hotelId, ...targets, from, to, weekdays, set, actor: actorOf(caller) })
    }),
    route(contract.listInventoryChanges, async ({ caller, query }) => {
      refuseElsewhere(caller, 'hotels.read', query.hotelId)
      const limit = query.limit ?? 20
      const { hotelId, cursor: after = null } = query
      const page = await inventory.changesOf(db, { hotelId, after, limit: limit + 1 })
      const items = page.slice(0, limit).map(({ id, kind, actorName, at, cells, refused, undoneAt }) => ({
        id,
        kind,
        by: actorName,
        at: instantText(at),
        cells,
        refused,
        undoneAt: instantOrNull(undoneAt),
      }))
      return { items, nextCursor: page.length > limit ? items.at(-1)!.id : null }
    }),
    route(contract.undoInventoryChange, async ({ caller, params }) =>
      inventory.undo({
        changeId: params.id,
        actor: actorOf(caller),
        mayAt: (hotelId) => mayAt(caller, 'rates.edit', hotelId),
      }),
    ),
  ]
}

function checkSpan({ from, to }: { from: string; to: string }, most: number): void {
  if (!isNight(from)) throw new Refusal('booking_invalid', { fields: { from: 'not_a_date' } })
  if (!isNight(to)) throw new Refusal('booking_invalid', { fields: { to: 'not_a_date' } })
  const nights = nightsBetween(from, to)
  if (nights < 1 || nights > most)
    throw new Refusal('booking_invalid', { fields: { to: nights < 1 ? 'not_after_from' : 'too_many_nights' } })
}

/** Types have stock, plans have prices: one edit is of one kind. */
function refuseMixed({
  roomTypeIds,
  ratePlanIds,
  set,
}: {
  roomTypeIds: string[]
  ratePlanIds: string[]
  set: Record<string, unknown>
}): void {
  const names = Object.entries(set).flatMap(([name, value]) => (value === undefined ? [] : [name]))
  const allowed = ratePlanIds.length > 0 ? ['priceFen', 'closed', 'minStay'] : ['total', 'closed', 'listFen']
  if (roomTypeIds.length > 0 === ratePlanIds.length > 0)
    throw new Refusal('invalid_request', { fields: { roomTypeIds: 'either_types_or_plans' } })
  const wrong = names.find((name) => !allowed.includes(name))
  if (names.length === 0 || wrong)
    throw new Refusal('invalid_request', { fields: { [`set.${wrong ?? ''}`]: 'not_for_these' } })
}
