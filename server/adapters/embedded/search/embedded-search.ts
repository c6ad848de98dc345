import { dayMs } from '../../../kernel/stay.ts'
import type { SearchIndex } from '../../../ports/search.ts'
import { findAlternatives } from './find-alternatives.ts'
import { createHotels } from './hotels.ts'
import { createLines } from './lines.ts'
import { setChange, setTable } from './room-type.ts'
import { searchHotels } from './search-hotels.ts'
import { createTurns } from './turns.ts'

/**
 * The search index of one process, in its memory. Empty at first: its owner loads it. Of one round of the event loop,
 * all searching and loading together takes about `budgetMs`.
 */
export function createEmbeddedSearch({ budgetMs = 4 } = {}): SearchIndex {
  const turns = createTurns(budgetMs)
  const lines = createLines()
  const hotels = createHotels(lines)
  const deps = { hotels, lines, turns, version: () => version }
  let version = 0
  let oldestDay = 0

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

  /** Nobody asks for nights before yesterday, wherever on earth: they may go. */
  function letPastGo(at: number) {
    const day = Math.floor(at / dayMs) - 2
    if (day <= oldestDay) return
    oldestDay = day
    lines.forgetBefore(day)
  }

  return {
    async upsertHotels(docs) {
      await takeIn(docs, hotels.upsert)
      const types = docs.flatMap((doc) => hotels.get(doc.id)?.types ?? [])
      return types.filter((type) => type.plans.some((plan) => !plan.told)).map((type) => type.id)
    },
    async removeHotels(ids) {
      await takeIn(ids, hotels.remove)
    },
    async setAvailability(tables) {
      const refused = await takeIn(tables, (table) => {
        const type = hotels.roomType(table.roomTypeId)
        return type !== undefined && setTable(type, table, lines)
      })
      return refused.map((table) => table.roomTypeId).filter((id) => !hotels.roomType(id))
    },
    async changeNights(changes) {
      const refused = await takeIn(changes, (change) => {
        const type = hotels.roomType(change.roomTypeId)
        return type !== undefined && setChange(type, change, lines)
      })
      return refused.map((change) => change.roomTypeId)
    },
    async search(query) {
      letPastGo(query.at)
      return searchHotels(deps, query)
    },
    async alternatives(wish) {
      letPastGo(wish.at)
      return findAlternatives(deps, wish)
    },
  }
}
