import type { Handle } from '../../database/handle.ts'
import { addNights, horizonNights, type Night, nightOf, nightsOf } from '../../kernel/stay.ts'
import type { RatePlanNight, RoomTypeNight, RoomTypeTable } from '../../ports/search.ts'
import type { RoomType } from '../hotels/index.ts'
import type { StockNight } from '../inventory/index.ts'
import { basicsOfTypes, type OfferDeps, type PlanBasics, type Touched, touchedNights } from './basics.ts'
import { planNight } from './night-price.ts'
import { leftOf } from './price-stay.ts'

/** A Sunday: the days of a week from it stand for the usual week. */
const someSunday = nightOf(3)
const untouched = new Map<never, never>()

/**
 * All nights of room types as the search index wants them: the usual ones and those somebody touched from `today` on.
 * The same rules as every other price here.
 */
export async function searchTables(
  handle: Handle,
  deps: OfferDeps,
  wish: { roomTypeIds: readonly string[]; today: Night; version: number },
): Promise<RoomTypeTable[]> {
  const from = addNights(wish.today, -1)
  const to = addNights(wish.today, horizonNights + 2)
  const basics = await basicsOfTypes(handle, deps, wish.roomTypeIds)
  const touched = await touchedNights(
    handle,
    deps,
    basics.map((each) => ({ basics: each, from, to })),
  )
  const byType = new Map<string, PlanBasics[]>()
  for (const each of basics) byType.set(each.type.id, [...(byType.get(each.type.id) ?? []), each])
  return [...byType].map(([roomTypeId, plans]) => tableOf(roomTypeId, plans, touched, wish.version))
}

/** A touched night of a type as the index wants it. */
export function stockNight(type: RoomType, row: StockNight): RoomTypeNight {
  return { roomsLeft: leftOf(type, row), closed: row.closed, listFen: row.listFen ?? type.listFen }
}

function tableOf(roomTypeId: string, plans: readonly PlanBasics[], touched: Touched, version: number): RoomTypeTable {
  const { type } = plans[0]!
  const usual: RoomTypeNight = { roomsLeft: leftOf(type, undefined), closed: false, listFen: type.listFen }
  const rows = [...(touched.stock.get(roomTypeId)?.values() ?? [])]
  const nights = rows.map((row): [Night, RoomTypeNight] => [row.night, stockNight(type, row)])
  return {
    roomTypeId,
    version,
    usual,
    nights: Object.fromEntries(nights),
    ratePlans: plans.map((each) => planTable(each, touched)),
  }
}

function planTable({ plan, parent }: PlanBasics, touched: Touched) {
  const week = nightsOf({ checkIn: someSunday, checkOut: addNights(someSunday, 7) })
  const usualWeek: RatePlanNight[] = week.map((night) => planNight(plan, parent, untouched, night))
  const changed = new Set([
    ...(touched.rates.get(plan.id)?.keys() ?? []),
    ...((parent && touched.rates.get(parent.id)?.keys()) ?? []),
  ])
  const nights = [...changed].map((night): [Night, RatePlanNight] => [
    night,
    planNight(plan, parent, touched.rates, night),
  ])
  return { id: plan.id, usualWeek, nights: Object.fromEntries(nights) }
}
