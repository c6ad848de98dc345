import type { Db } from '../../database/handle.ts'
import { hotelDay, type Instant, type Night } from '../../kernel/stay.ts'
import type {
  FreeUntil,
  HotelDoc,
  NightsChange,
  RoomTypeNight,
  SearchIndex,
  Words as SearchWords,
} from '../../ports/search.ts'
import {
  areaOf,
  type CancelPolicy,
  type Hotel,
  type Hotels,
  type RatePlan,
  type RoomType,
  type Words,
} from '../hotels/index.ts'
import type { StockNight } from '../inventory/index.ts'
import type { Offers } from '../offers/index.ts'

export interface FeedDeps {
  db: Db
  index: SearchIndex
  hotels: Hotels
  offers: Offers
  now(): Instant
  /** Grows with each telling, so that an older one never replaces a newer one. */
  nextVersion(): number
}

const hotelsAtOnce = 200

/** Tells the index every branch and all its nights, in chunks that leave room for others. */
export async function loadAll(deps: FeedDeps): Promise<number> {
  let after = ''
  let loaded = 0
  for (;;) {
    const branches = await deps.hotels.hotelsAfter(deps.db, { after, limit: hotelsAtOnce })
    if (branches.length === 0) return loaded
    await tellHotels(deps, branches)
    loaded += branches.length
    after = branches.at(-1)!.id
  }
}

/** Tells these branches and all nights of their types. */
export async function tellHotels(deps: FeedDeps, branches: readonly Hotel[]): Promise<void> {
  const { db, index, hotels } = deps
  const version = deps.nextVersion()
  const types = await hotels.roomTypesOf(
    db,
    branches.map((hotel) => hotel.id),
  )
  const plans = await hotels.ratePlansOf(
    db,
    types.map((type) => type.id),
  )
  const found = await hotels.policiesByIds(db, [...new Set(plans.map((plan) => plan.policyId))])
  const policies = new Map(found.map((policy) => [policy.id, policy]))
  await index.upsertHotels(branches.map((hotel) => documentOf(hotel, { types, plans, policies, version })))
  await tellRoomTypes(deps, types)
}

/** Tells all nights of these types. */
async function tellRoomTypes(deps: FeedDeps, types: readonly Pick<RoomType, 'id'>[]): Promise<void> {
  const { db, index, offers } = deps
  const version = deps.nextVersion()
  const roomTypeIds = types.map((type) => type.id)
  await index.setAvailability(await offers.searchTables(db, { roomTypeIds, today: earliestDay(deps.now()), version }))
}

/** Tells only the nights that changed; a type the index cannot place them in is told whole. */
export async function tellNights(deps: FeedDeps, nights: readonly StockNight[]): Promise<void> {
  if (nights.length === 0) return
  const version = deps.nextVersion()
  const byType = Map.groupBy(nights, (night) => night.roomTypeId)
  const types = await deps.hotels.roomTypesByIds(deps.db, [...byType.keys()])
  const changes = types.map((type): NightsChange => {
    const told = byType
      .get(type.id)!
      .map((row): [Night, RoomTypeNight] => [row.night, deps.offers.stockNight(type, row)])
    return { roomTypeId: type.id, version, nights: Object.fromEntries(told), ratePlans: [] }
  })
  const refused = await deps.index.changeNights(changes)
  if (refused.length > 0)
    await tellRoomTypes(
      deps,
      refused.map((id) => ({ id })),
    )
}

function documentOf(
  hotel: Hotel,
  {
    types,
    plans,
    policies,
    version,
  }: {
    types: readonly RoomType[]
    plans: readonly RatePlan[]
    policies: ReadonlyMap<string, CancelPolicy>
    version: number
  },
): HotelDoc {
  const own = types.filter((type) => type.hotelId === hotel.id)
  return {
    id: hotel.id,
    version,
    name: wordsOf(hotel.name),
    address: wordsOf(hotel.address),
    city: hotel.city,
    area: areaOf(hotel),
    tags: hotel.tags.map(wordsOf),
    sort: hotel.sort,
    lat: hotel.lat,
    lng: hotel.lng,
    open: hotel.state === 'open',
    clock: hotel.clock,
    roomTypes: own.map((type) => ({
      id: type.id,
      guests: type.guests,
      onSale: type.onSale,
      bed: wordsOf(type.bed),
      ratePlans: plans
        .filter((plan) => plan.roomTypeId === type.id && plan.onSale)
        .map(({ id, breakfast, policyId }) => ({ id, breakfast, freeUntil: freeUntilOf(policies.get(policyId)) })),
    })),
  }
}

function wordsOf({ zh, en }: Words): SearchWords {
  return en ? { zh, en } : { zh }
}

/** The end of the phases that keep nothing, where a policy begins with one. */
function freeUntilOf(policy: CancelPolicy | undefined): FreeUntil | null {
  const paid = policy?.phases.findIndex(({ kept }) => kept.kind !== 'nothing') ?? 0
  const last = policy?.phases.at(paid < 0 ? -1 : paid - 1)
  if (!last || paid === 0) return null
  return last.untilDaysBefore === null ? 'always' : { daysBefore: last.untilDaysBefore, hour: last.untilHour ?? 0 }
}

/** A day that has begun nowhere later: nights before it are nobody's. */
function earliestDay(now: Instant): Night {
  return hotelDay(now, { zone: 'Pacific/Midway', dayEndsAtMinutes: 0 })
}
