import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addNights } from '../../kernel/stay.ts'
import type { CreateIndex } from './search.ts'
import { expectedAlternatives, expectedHits } from './search-oracle.ts'
import { expectedFacets } from './search-oracle-facets.ts'
import { allHits, createTeller } from './search-teller.ts'
import { createDice, type Dice } from './search-words.ts'
import {
  aChain,
  now,
  randomHotel,
  randomNight,
  randomPlanNight,
  randomQuery,
  randomTable,
  today,
} from './search-world.ts'

const size = { hotels: 200, typesPerHotel: 3, plansPerType: 2, cities: 5, prices: 12 }
const rounds = 1_000

export function searchAnswers(createIndex: CreateIndex) {
  test(`${rounds} random queries, with changes between them, are answered as by the letter of the port`, async () => {
    const dice = createDice(20_260_601)
    const index = await createIndex()
    const teller = createTeller(index)
    const { docs, tables } = aChain(dice, size)
    await teller.hotels(docs)
    await teller.tables(tables)
    let [hits, offers, pages] = [0, 0, 0]

    for (let round = 0; round < rounds; round += 1) {
      if (dice.below(3) === 0) await changeSomething(dice, teller, round)
      const query = randomQuery(dice, docs)
      const expected = expectedHits(teller.told, query)
      assert.deepEqual(await allHits(index, query), expected, `round ${round}: ${JSON.stringify(query)}`)
      hits += expected.length
      offers += expected.filter((hit) => hit.offer).length
      if (expected.length > query.limit) pages += 1

      if (round % 4 === 0) {
        const { facets } = await index.search({ ...query, facets: true })
        assert.deepEqual(facets, expectedFacets(teller.told, query), `round ${round}: ${JSON.stringify(query)}`)
      }
      const { stay, rooms = 1, guests = 1 } = query
      if (!stay) continue
      const wish = { at: now, hotelId: dice.pick(docs).id, stay, rooms, guests }
      assert.deepEqual(await index.alternatives(wish), expectedAlternatives(teller.told, wish), JSON.stringify(wish))
    }
    // The comparison means something only if most of it was about something.
    assert.ok(hits > 10 * rounds && offers > 5 * rounds && pages > rounds / 3, JSON.stringify({ hits, offers, pages }))
  })
}

async function changeSomething(dice: Dice, teller: ReturnType<typeof createTeller>, round: number) {
  const version = round + 2
  const no = dice.below(size.hotels)
  const hotel = { ...randomHotel(dice, size, no), version }
  const table = dice.pick([...teller.told.tables.values()])
  const nights = Array.from({ length: 1 + dice.below(4) }, () => addNights(today, dice.below(40)))
  switch (dice.below(5)) {
    case 0:
      return teller.hotels([hotel])
    case 1:
      return teller.removal(hotel.id)
    case 2:
      await teller.hotels([hotel])
      return teller.tables(hotel.roomTypes.map((type) => randomTable(dice, size, type, version)))
    default:
      return teller.change({
        roomTypeId: table.roomTypeId,
        version,
        nights: Object.fromEntries(nights.map((night) => [night, randomNight(dice)])),
        ratePlans: table.ratePlans.slice(0, 1).map(({ id }) => ({
          id,
          nights: Object.fromEntries(nights.slice(0, 2).map((night) => [night, randomPlanNight(dice, size)])),
        })),
      })
  }
}
