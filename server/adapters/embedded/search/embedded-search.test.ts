import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setImmediate as nextRound } from 'node:timers/promises'
import { conformSearch } from '../../conform/search.ts'
import { expectedHits } from '../../conform/search-oracle.ts'
import { createTeller } from '../../conform/search-teller.ts'
import { createDice } from '../../conform/search-words.ts'
import { aChain, aHotel, aType, now, randomHotel, randomQuery, randomTable, today } from '../../conform/search-world.ts'
import { createEmbeddedSearch } from './embedded-search.ts'

conformSearch(async () => createEmbeddedSearch())

/** With this budget every piece of work is over its time at once, so it rests wherever it may. */
const restless = { budgetMs: -1 }
const size = { hotels: 300, typesPerHotel: 2, plansPerType: 2, cities: 2, prices: 20 }

describe('the embedded index', () => {
  test('gives the event loop back while it loads and while it searches', async () => {
    const index = createEmbeddedSearch(restless)
    const { docs, tables } = aChain(createDice(3), size)
    const works = [
      () => index.upsertHotels(docs),
      () => index.setAvailability(tables),
      () => index.search({ at: now, limit: 100, stay: { checkIn: today, checkOut: '2026-06-03' } }),
    ]
    for (const work of works) {
      let [rounds, working] = [0, true]
      const done = work().finally(() => {
        working = false
      })
      while (working && rounds < 10_000) {
        await nextRound()
        rounds += 1
      }
      await done
      assert.ok(rounds > 5, `${rounds} rounds`)
    }
  })

  test('answers a search that is interrupted by changes with whole hits, and the next one with all of the changes', async () => {
    const dice = createDice(11)
    const index = createEmbeddedSearch(restless)
    const teller = createTeller(index)
    const { docs, tables } = aChain(dice, size)
    await teller.hotels(docs)
    await teller.tables(tables)
    for (let round = 2; round < 60; round += 1) {
      const query = { ...randomQuery(dice, docs), limit: 100 }
      const searching = Array.from({ length: 4 }, () => index.search(query))
      const hotel = { ...randomHotel(dice, size, dice.below(size.hotels)), version: round }
      const fewer = { ...hotel, roomTypes: hotel.roomTypes.slice(dice.below(2)), version: round }
      await teller.removal(dice.pick(docs).id)
      await teller.hotels([fewer])
      await teller.tables(fewer.roomTypes.map((type) => randomTable(dice, size, type, round)))
      for (const { items } of await Promise.all(searching)) {
        assert.equal(new Set(items.map((hit) => hit.hotelId)).size, items.length)
        for (const { offer, hotelId } of items) assert.ok(!offer || offer.ratePlanId.startsWith(`${hotelId}-`))
      }
      const expected = expectedHits(teller.told, query).slice(0, query.limit)
      assert.deepEqual((await index.search(query)).items, expected)
    }
  })

  test('takes no hotel with more plans than the port allows', async () => {
    const index = createEmbeddedSearch()
    const planIds = Array.from({ length: 1_001 }, (_, at) => `p${at}`)
    const roomTypes = [aType('t', planIds)]
    await assert.rejects(index.upsertHotels([aHotel('a', { roomTypes })]), RangeError)
    const most = [aType('t', planIds.slice(1))]
    assert.deepEqual(await index.upsertHotels([aHotel('a', { roomTypes: most })]), ['t'])
  })
})
