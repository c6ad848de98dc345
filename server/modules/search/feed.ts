import type { Db } from '../../database/handle.ts'
import { hotelDay, type Instant, type Night } from '../../kernel/stay.ts'
import type { HotelDoc, NightsChange, RoomTypeNight, SearchIndex } from '../../ports/search.ts'
import { areaOf, type Hotel, type Hotels, type RatePlan, type RoomType } from '../hotels/index.ts'
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
  await index.upsertHotels(branches.map((hotel) => documentOf(hotel, { types, plans, version })))
  await tellRoomTypes(deps, types)
}

/** Tells all nights of these types. */
export async function tellRoomTypes(deps: FeedDeps, types: readonly Pick<RoomType, 'id'>[]): Promise<void> {
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
  { types, plans, version }: { types: readonly RoomType[]; plans: readonly RatePlan[]; version: number },
): HotelDoc {
  const own = types.filter((type) => type.hotelId === hotel.id)
  return {
    id: hotel.id,
    version,
    name: { zh: hotel.name.zh, ...(hotel.name.en ? { en: hotel.name.en } : {}) },
    address: { zh: hotel.address.zh, ...(hotel.address.en ? { en: hotel.address.en } : {}) },
    city: hotel.city,
    area: areaOf(hotel),
    tags: hotel.tags.flatMap((tag) => (tag.en ? [tag.zh, tag.en] : [tag.zh])),
    sort: hotel.sort,
    lat: hotel.lat,
    lng: hotel.lng,
    open: hotel.state === 'open',
    clock: hotel.clock,
    roomTypes: own.map((type) => ({
      id: type.id,
      guests: type.guests,
      onSale: type.onSale,
      ratePlans: plans.filter((plan) => plan.roomTypeId === type.id && plan.onSale).map(({ id }) => ({ id })),
    })),
  }
}

/** A day that has begun nowhere later: nights before it are nobody's. */
function earliestDay(now: Instant): Night {
  return hotelDay(now, { zone: 'Pacific/Midway', dayEndsAtMinutes: 0 })
}
