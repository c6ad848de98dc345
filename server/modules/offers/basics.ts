import type { Handle } from '../../database/handle.ts'
import type { Night } from '../../kernel/stay.ts'
import type { CancelPolicy, Hotel, Hotels, RatePlan, RoomType } from '../hotels/index.ts'
import type { Inventory, RateNight, StockNight } from '../inventory/index.ts'
import type { RateNights } from './night-price.ts'

export interface OfferDeps {
  hotels: Hotels
  inventory: Inventory
  /** How far after the hotel's day the last check-out may be: `horizonNights` unless said, and never more. */
  nightsAhead?(): number
}

/** A plan with everything its price and terms depend on. */
export interface PlanBasics {
  plan: RatePlan
  parent: RatePlan | null
  type: RoomType
  hotel: Hotel
  policy: CancelPolicy
}

/** Reads plans with what belongs to them, each row once. A plan that is not whole is left out. */
export async function basicsOf(
  handle: Handle,
  { hotels }: OfferDeps,
  ratePlanIds: readonly string[],
): Promise<Map<string, PlanBasics>> {
  const plans = await hotels.ratePlansByIds(handle, unique(ratePlanIds))
  const parentIds = unique(plans.flatMap((plan) => (plan.parentId ? [plan.parentId] : [])))
  const known = new Map(plans.map((plan) => [plan.id, plan]))
  const strangers = parentIds.filter((id) => !known.has(id))
  for (const parent of await hotels.ratePlansByIds(handle, strangers)) known.set(parent.id, parent)
  const types = byId(await hotels.roomTypesByIds(handle, unique(plans.map((plan) => plan.roomTypeId))))
  const branches = byId(await hotels.hotelsByIds(handle, unique([...types.values()].map((type) => type.hotelId))))
  const policies = byId(await hotels.policiesByIds(handle, unique(plans.map((plan) => plan.policyId))))
  const basics = new Map<string, PlanBasics>()
  for (const plan of plans) {
    const type = types.get(plan.roomTypeId)
    const hotel = type && branches.get(type.hotelId)
    const policy = policies.get(plan.policyId)
    const parent = plan.parentId ? (known.get(plan.parentId) ?? null) : null
    if (type && hotel && policy) basics.set(plan.id, { plan, parent, type, hotel, policy })
  }
  return basics
}

/** The plans on sale of room types, with what belongs to them, by the manager's sort. */
export async function basicsOfTypes(
  handle: Handle,
  deps: OfferDeps,
  roomTypeIds: readonly string[],
): Promise<PlanBasics[]> {
  const plans = await deps.hotels.ratePlansOf(handle, roomTypeIds)
  const basics = await basicsOf(
    handle,
    deps,
    plans.map((plan) => plan.id),
  )
  return plans.flatMap((plan) => basics.get(plan.id) ?? []).filter(({ plan }) => plan.onSale)
}

/** The touched nights of some plans and their types, `to` exclusive. */
export interface Touched {
  stock: ReadonlyMap<string, ReadonlyMap<Night, StockNight>>
  rates: RateNights
}

export async function touchedNights(
  handle: Handle,
  { inventory }: OfferDeps,
  wanted: readonly { basics: PlanBasics; from: Night; to: Night }[],
): Promise<Touched> {
  const stockSpans = new Map<string, { id: string; from: Night; to: Night }>()
  const rateSpans = new Map<string, { id: string; from: Night; to: Night }>()
  for (const { basics, from, to } of wanted) {
    widen(stockSpans, basics.type.id, { from, to })
    widen(rateSpans, basics.plan.id, { from, to })
    if (basics.parent) widen(rateSpans, basics.parent.id, { from, to })
  }
  const stock = await inventory.nightsIn(handle, [...stockSpans.values()])
  const rates = await inventory.rateNightsIn(handle, [...rateSpans.values()])
  return {
    stock: grouped(stock, (row: StockNight) => row.roomTypeId),
    rates: grouped(rates, (row: RateNight) => row.ratePlanId),
  }
}

function widen(
  spans: Map<string, { id: string; from: Night; to: Night }>,
  id: string,
  { from, to }: { from: Night; to: Night },
): void {
  const known = spans.get(id)
  spans.set(
    id,
    known ? { id, from: from < known.from ? from : known.from, to: to > known.to ? to : known.to } : { id, from, to },
  )
}

function grouped<Row extends { night: Night }>(
  rows: readonly Row[],
  idOf: (row: Row) => string,
): Map<string, Map<Night, Row>> {
  const groups = new Map<string, Map<Night, Row>>()
  for (const row of rows) {
    const group = groups.get(idOf(row)) ?? new Map<Night, Row>()
    groups.set(idOf(row), group.set(row.night, row))
  }
  return groups
}

export function byId<Row extends { id: string }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.id, row]))
}

export function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)]
}
