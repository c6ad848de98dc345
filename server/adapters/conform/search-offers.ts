import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addNights } from '../../kernel/stay.ts'
import type { HotelDoc, RoomTypeTable, SearchQuery } from '../../ports/search.ts'
import type { CreateIndex } from './search.ts'
import { aHotel, aTable, aType, now, type TableParts, today } from './search-world.ts'

const stay = { checkIn: '2026-06-05', checkOut: '2026-06-08' }

export function searchOffers(createIndex: CreateIndex) {
  /** The one hit of an index that holds one hotel. */
  async function hit(
    told: { doc?: HotelDoc; tables?: RoomTypeTable[]; parts?: TableParts },
    query: Partial<SearchQuery>,
  ) {
    const index = await createIndex()
    await index.upsertHotels([told.doc ?? aHotel('a')])
    await index.setAvailability(told.tables ?? [aTable('a', told.parts)])
    const { items } = await index.search({ at: now, limit: 10, ...query })
    assert.equal(items.length, 1)
    return items[0]!
  }

  async function assertFull(parts: TableParts, query: Partial<SearchQuery> = {}) {
    const { available, offer } = await hit({ parts }, { stay, ...query })
    assert.deepEqual({ available, offer }, { available: false, offer: null })
  }

  async function assertHad(parts: TableParts, query: Partial<SearchQuery> = {}) {
    assert.equal((await hit({ parts }, { stay, ...query })).available, true)
  }

  describe('an offer for dates', () => {
    test('is the sum of its nights, times the rooms, with averages and the fewest rooms left', async () => {
      const parts = {
        nights: { '2026-06-06': { roomsLeft: 3, listFen: 60_001 } },
        planNights: { '2026-06-07': { priceFen: 50_001 } },
      }
      const { offer, available, distanceM } = await hit({ parts }, { stay, rooms: 2 })
      assert.deepEqual(offer, {
        roomTypeId: 'a-t',
        ratePlanId: 'a-p',
        totalFen: 260_002,
        fromFen: 43_334,
        listFen: 53_334,
        roomsLeft: 3,
      })
      assert.deepEqual({ available, distanceM }, { available: true, distanceM: null })
    })

    test('is not there when one night is full, closed, or not sold by the plan', async () => {
      for (const night of ['2026-06-05', '2026-06-06', '2026-06-07']) {
        await assertFull({ nights: { [night]: { roomsLeft: 0 } } })
        await assertFull({ nights: { [night]: { closed: true } } })
        await assertFull({ planNights: { [night]: { closed: true } } })
      }
    })

    test('does not mind the nights before and after the stay', async () => {
      const others = { '2026-06-04': { closed: true }, '2026-06-08': { closed: true } }
      await assertHad({ nights: others, planNights: others })
    })

    test('needs rooms enough on every night', async () => {
      const parts = { nights: { '2026-06-06': { roomsLeft: 2 } } }
      await assertHad(parts, { rooms: 2 })
      await assertFull(parts, { rooms: 3 })
    })

    test('knows types without a limit', async () => {
      const { offer } = await hit({ parts: { usual: { roomsLeft: null } } }, { stay, rooms: 9, guests: 18 })
      assert.equal(offer?.roomsLeft, null)
    })

    test('needs rooms that hold the guests together', async () => {
      await assertHad({}, { rooms: 2, guests: 4 })
      await assertFull({}, { rooms: 2, guests: 5 })
    })

    test('asks of the first night only whether the stay is long enough', async () => {
      await assertFull({ planNights: { '2026-06-05': { minStay: 4 } } })
      await assertHad({ planNights: { '2026-06-05': { minStay: 3 }, '2026-06-06': { minStay: 9 } } })
    })

    test('takes the weekday of an untouched night', async () => {
      const table = aTable('a')
      const week = [1, 2, 3, 4, 5, 6, 7].map((yuan) => ({ priceFen: yuan * 100, closed: false, minStay: 1 }))
      const tables = [{ ...table, ratePlans: [{ id: 'a-p', usualWeek: week, nights: {} }] }]
      // Friday, Saturday, Sunday.
      assert.equal((await hit({ tables }, { stay })).offer?.totalFen, 600 + 700 + 100)
    })

    test('reaches over months', async () => {
      const nights = { '2026-06-30': { priceFen: 1 }, '2026-08-01': { priceFen: 2 } }
      const long = { checkIn: '2026-06-20', checkOut: '2026-08-10' }
      const { offer } = await hit({ parts: { planNights: nights } }, { stay: long })
      assert.equal(offer?.totalFen, 49 * 40_000 + 3)
    })

    test('has no list price when a night has none', async () => {
      const { offer } = await hit({ parts: { nights: { '2026-06-06': { listFen: null } } } }, { stay })
      assert.equal(offer?.listFen, null)
    })

    test('starts on the hotel’s day and ends with its horizon', async () => {
      const oneNight = (from: string) => ({ stay: { checkIn: from, checkOut: addNights(from, 1) } })
      await assertFull({}, oneNight(addNights(today, -1)))
      await assertHad({}, oneNight(today))
      await assertHad({}, oneNight(addNights(today, 364)))
      await assertFull({}, oneNight(addNights(today, 365)))
      await assertFull({}, { stay: { checkIn: today, checkOut: today } })
    })

    test('can still begin yesterday at one in the morning', async () => {
      const oneInChina = Date.UTC(2026, 5, 1, 17)
      await assertHad({}, { at: oneInChina, stay: { checkIn: today, checkOut: '2026-06-03' } })
      await assertFull({}, { at: oneInChina + 5 * 3_600_000, stay: { checkIn: today, checkOut: '2026-06-03' } })
    })

    test('is the cheapest of types and plans on sale, of equals the one named first', async () => {
      const plan = (id: string, priceFen: number) => ({
        id,
        usualWeek: Array(7).fill({ priceFen, closed: false, minStay: 1 }),
        nights: {},
      })
      const table = (roomTypeId: string, ...plans: ReturnType<typeof plan>[]) => ({
        ...{ roomTypeId, version: 1, nights: {}, ratePlans: plans },
        usual: { roomsLeft: 1, closed: false, listFen: null },
      })
      const type = (id: string, onSale: boolean, ...plans: string[]) => aType(id, plans, { onSale })
      const doc = aHotel('a', {
        roomTypes: [type('t1', false, 'p1'), type('t2', true, 'p3', 'p2'), type('t3', true, 'p5')],
      })
      const tables = [
        table('t1', plan('p1', 100)),
        table('t2', plan('p2', 300), plan('p3', 300), plan('p4', 200)),
        table('t3', plan('p5', 300)),
      ]
      const { offer } = await hit({ doc, tables }, { stay })
      assert.deepEqual([offer?.roomTypeId, offer?.ratePlanId], ['t2', 'p3'])
    })

    test('is not there while the nights of a type are unknown', async () => {
      assert.equal((await hit({ tables: [] }, { stay })).available, false)
    })
  })

  describe('an offer without dates', () => {
    test('is the lowest price of the next thirty nights from the hotel’s day on', async () => {
      const planNights = {
        [addNights(today, -1)]: { priceFen: 100 },
        [addNights(today, 29)]: { priceFen: 30_000, minStay: 5 },
        [addNights(today, 30)]: { priceFen: 200 },
      }
      const nights = { [addNights(today, 29)]: { roomsLeft: 2, listFen: 35_000 } }
      const { available, offer } = await hit({ parts: { nights, planNights } }, {})
      assert.equal(available, null)
      assert.deepEqual(offer, {
        ...{ roomTypeId: 'a-t', ratePlanId: 'a-p', totalFen: null, fromFen: 30_000, listFen: 35_000, roomsLeft: 2 },
      })
      assert.equal((await hit({ parts: { nights, planNights } }, { rooms: 3 })).offer?.fromFen, 40_000)
    })

    test('is not there when no night is for sale', async () => {
      const { available, offer } = await hit({ parts: { usual: { closed: true } } }, {})
      assert.deepEqual({ available, offer }, { available: null, offer: null })
    })
  })
}
