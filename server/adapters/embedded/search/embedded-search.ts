import type { SearchIndex } from '../../../ports/search.ts'
import { findAlternatives } from './find-alternatives.ts'
import { createHotels } from './hotels.ts'
import { createUsualNights } from './nights.ts'
import { setChange, setTable } from './room-type.ts'
import { searchHotels } from './search-hotels.ts'
import { createTurns } from './turns.ts'

/** Of one round of the event loop, all searching and loading takes about this much. */
const budgetMs = 4
const dayMs = 86_400_000

/** The search index of one process, in its memory. Empty at first: its owner loads it. */
export function createEmbeddedSearch(): SearchIndex {
  const turns = createTurns(budgetMs)
  const hotels = createHotels()
  const making = { usual: createUsualNights(), oldestDay: 0 }
  const deps = { hotels, turns, version: () => version }
  let version = 0

  /** Takes in one by one, with rests; answers those that were not taken. */
  async function takeIn<Told>(told: readonly Told[], take: (one: Told) => boolean): Promise<Told[]> {
    const refused: Told[] = []
    for (const one of told) {
      if (turns.due()) await turns.pass()
      if (take(one)) version += 1
      else refused.push(one)
    }
    return refused
  }

  /** Nobody asks for nights before yesterday in the westernmost zone: their pages may go. */
  function notice(at: number) {
    making.oldestDay = Math.max(making.oldestDay, Math.floor(at / dayMs) - 2)
  }

  return {
    async upsertHotels(docs) {
      await takeIn(docs, hotels.upsert)
    },
    async removeHotels(ids) {
      await takeIn(ids, hotels.remove)
    },
    async setAvailability(tables) {
      const refused = await takeIn(tables, (table) => {
        const type = hotels.roomType(table.roomTypeId)
        return type !== undefined && setTable(type, table, making)
      })
      return refused.map((table) => table.roomTypeId).filter((id) => !hotels.roomType(id))
    },
    async changeNights(changes) {
      const refused = await takeIn(changes, (change) => {
        const type = hotels.roomType(change.roomTypeId)
        return type !== undefined && setChange(type, change, making.oldestDay)
      })
      return refused.map((change) => change.roomTypeId)
    },
    async search(query) {
      notice(query.at)
      return searchHotels(deps, query)
    },
    async alternatives(wish) {
      notice(wish.at)
      return findAlternatives(deps, wish)
    },
  }
}
