import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Refusal } from '../../kernel/refusal.ts'
import type { SearchIndex, SearchQuery } from '../../ports/search.ts'
import type { CreateIndex } from './search.ts'
import { allHits } from './search-teller.ts'
import { aHotel, aTable, now } from './search-world.ts'

const stay = { checkIn: '2026-06-05', checkOut: '2026-06-07' }
const near = { lat: 30.65, lng: 104.08 }

/** id, the manager's sort, price of a night in yuan, kilometres to the north of the guest, rooms left. */
const rows: [id: string, sort: number, yuan: number, km: number, rooms: number][] = [
  ['a', 2, 300, 5, 1],
  ['b', 1, 500, 9, 1],
  ['c', 1, 400, 12, 1],
  ['d', 1, 400, 12, 1],
  ['e', 0, 100, 1, 0],
  ['f', 1, 100, 2, 0],
  ['g', 0, 900, 30, 1],
]

export function searchPages(createIndex: CreateIndex) {
  async function filled(): Promise<SearchIndex> {
    const index = await createIndex()
    await index.upsertHotels(rows.map(([id, sort, , km]) => aHotel(id, { sort, lat: near.lat + km / 111.195 })))
    await index.setAvailability(
      rows.map(([id, , yuan, , roomsLeft]) => aTable(id, { usual: { roomsLeft }, plan: { priceFen: yuan * 100 } })),
    )
    return index
  }

  const order = async (index: SearchIndex, query: Partial<SearchQuery>) =>
    (await allHits(index, { at: now, limit: 50, ...query })).map((hit) => hit.hotelId).join('')

  describe('the order of hits', () => {
    test('recommended: with rooms first, the manager’s sort, then price, then id', async () => {
      assert.equal(await order(await filled(), { stay }), 'gcdbaef')
    })

    test('recommended near a place: distance in the price’s stead', async () => {
      assert.equal(await order(await filled(), { stay, near, sort: 'recommended' }), 'gbcdaef')
    })

    test('price: the total, then id; the full ones last', async () => {
      assert.equal(await order(await filled(), { stay, sort: 'price' }), 'acdbgef')
      assert.equal(await order(await filled(), { stay, near, sort: 'price' }), 'acdbgef')
    })

    test('distance: with rooms first, the nearest first, then id', async () => {
      assert.equal(await order(await filled(), { stay, near, sort: 'distance' }), 'abcdgef')
    })

    test('distance without a place is recommended', async () => {
      assert.equal(await order(await filled(), { stay, sort: 'distance' }), 'gcdbaef')
    })

    test('without dates: the lowest night takes the total’s place', async () => {
      assert.equal(await order(await filled(), { sort: 'price' }), 'acdbgef')
      assert.equal(await order(await filled(), { near, sort: 'distance' }), 'abcdgef')
    })

    test('bounds take the average price of a night, both ends included, and leave out the full ones', async () => {
      assert.equal(await order(await filled(), { stay, minFen: 40_000, maxFen: 50_000, rooms: 1 }), 'cdb')
      assert.equal(await order(await filled(), { stay, near, sort: 'distance', maxFen: 40_000 }), 'acd')
      assert.equal(await order(await filled(), { minFen: 50_001 }), 'g')
    })

    test('distance is told in whole metres along the great circle', async () => {
      const index = await createIndex()
      // A degree of longitude on the equator of a sphere with a radius of 6,371,008.8 m.
      await index.upsertHotels([aHotel('a', { lat: 0, lng: 1 }), aHotel('z', { lat: 0, lng: -179 })])
      const { items } = await index.search({ at: now, limit: 2, near: { lat: 0, lng: 0 } })
      assert.deepEqual(
        items.map((hit) => hit.distanceM),
        [111_195, 19_903_919],
      )
    })
  })

  describe('pages', () => {
    test('show each hotel once, whatever their length', async () => {
      const index = await filled()
      for (const sort of ['recommended', 'price', 'distance'] as const) {
        const whole = await order(index, { stay, near, sort })
        for (let limit = 1; limit <= 8; limit += 1) assert.equal(await order(index, { stay, near, sort, limit }), whole)
      }
    })

    test('end without a cursor when the last one is just full', async () => {
      const index = await filled()
      assert.equal((await index.search({ at: now, limit: 7 })).nextCursor, null)
      assert.notEqual((await index.search({ at: now, limit: 6 })).nextCursor, null)
    })

    test('go on after the last hit even when that hotel is gone', async () => {
      const index = await filled()
      const first = await index.search({ at: now, stay, limit: 3 })
      await index.removeHotels(['b', 'd'])
      const second = await index.search({ at: now, stay, limit: 10, cursor: first.nextCursor! })
      assert.equal(second.items.map((hit) => hit.hotelId).join(''), 'aef')
    })

    test('refuse a cursor that is broken or of another query', async () => {
      const index = await filled()
      const { nextCursor } = await index.search({ at: now, stay, limit: 2 })
      const refused = { code: 'invalid_request' }
      for (const cursor of ['', 'nonsense', nextCursor!.slice(2), Buffer.from('[1]').toString('base64url')]) {
        await assert.rejects(index.search({ at: now, stay, limit: 2, cursor }), (error) => {
          assert.ok(error instanceof Refusal)
          return error.code === refused.code
        })
      }
      await assert.rejects(index.search({ at: now, stay, sort: 'price', limit: 2, cursor: nextCursor! }), refused)
      await assert.rejects(index.search({ at: now, stay, q: 'a', limit: 2, cursor: nextCursor! }), refused)
    })

    test('are never longer than the port allows', async () => {
      const index = await filled()
      await assert.rejects(index.search({ at: now, limit: 0 }), RangeError)
      await assert.rejects(index.search({ at: now, limit: 101 }), RangeError)
    })
  })
}
