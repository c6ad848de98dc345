import type { HotelDoc, NightsChange, RoomTypeTable, SearchIndex, SearchQuery } from '../../ports/search.ts'
import type { Told } from './search-oracle.ts'

/** Tells an index things and writes them down, so that its answers can be compared with what it was told. */
export function createTeller(index: SearchIndex) {
  const told: Told = { hotels: new Map(), tables: new Map() }
  return {
    told,
    async hotels(docs: readonly HotelDoc[]) {
      await index.upsertHotels(docs)
      for (const doc of docs) {
        const types = new Set(doc.roomTypes.map((type) => type.id))
        for (const { id } of told.hotels.get(doc.id)?.roomTypes ?? []) if (!types.has(id)) told.tables.delete(id)
        told.hotels.set(doc.id, doc)
      }
    },
    async removal(id: string) {
      await index.removeHotels([id])
      for (const type of told.hotels.get(id)?.roomTypes ?? []) told.tables.delete(type.id)
      told.hotels.delete(id)
    },
    async tables(tables: readonly RoomTypeTable[]) {
      const unknown = await index.setAvailability(tables)
      for (const table of tables) if (!unknown.includes(table.roomTypeId)) told.tables.set(table.roomTypeId, table)
    },
    async change(change: NightsChange) {
      const refused = await index.changeNights([change])
      if (refused.length > 0) throw new Error(`not taken: ${refused}`)
      const table = told.tables.get(change.roomTypeId)!
      told.tables.set(change.roomTypeId, merged(table, change))
    },
  }
}

function merged(table: RoomTypeTable, change: NightsChange): RoomTypeTable {
  const nightsOfPlan = new Map(change.ratePlans.map((plan) => [plan.id, plan.nights]))
  return {
    ...table,
    version: change.version,
    nights: { ...table.nights, ...change.nights },
    ratePlans: table.ratePlans.map((plan) => ({ ...plan, nights: { ...plan.nights, ...nightsOfPlan.get(plan.id) } })),
  }
}

/** Every hit of a query, page by page. Throws when the pages do not end. */
export async function allHits(index: SearchIndex, query: SearchQuery) {
  const hits = []
  let cursor: string | undefined
  for (let page = 0; page < 20_000; page += 1) {
    const { items, nextCursor } = await index.search({ ...query, ...(cursor ? { cursor } : {}) })
    if (items.length > query.limit) throw new Error('a page longer than its limit')
    hits.push(...items)
    if (nextCursor === null) return hits
    cursor = nextCursor
  }
  throw new Error('the pages do not end')
}
