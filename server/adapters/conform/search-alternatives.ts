import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { HotelDoc, RoomTypeTable } from '../../ports/search.ts'
import type { CreateIndex } from './search.ts'
import { aHotel, aTable, now } from './search-world.ts'

const stay = { checkIn: '2026-06-10', checkOut: '2026-06-12' }
const full = { usual: { roomsLeft: 0 } }

function km(north: number): Partial<HotelDoc> {
  return { lat: 30.65 + north / 111.195 }
}

export function searchAlternatives(createIndex: CreateIndex) {
  async function offered(docs: HotelDoc[], tables: RoomTypeTable[], ask: object = {}) {
    const index = await createIndex()
    await index.upsertHotels(docs)
    await index.setAvailability(tables)
    return index.alternatives({ at: now, hotelId: 'a', stay, rooms: 1, guests: 1, ...ask })
  }

  describe('instead of a full stay', () => {
    test('the cheapest one of the same length within three days is offered', async () => {
      const parts = { nights: { '2026-06-10': { closed: true } }, planNights: { '2026-06-13': { priceFen: 30_000 } } }
      const { shift } = await offered([aHotel('a')], [aTable('a', parts)])
      assert.deepEqual(shift?.stay, { checkIn: '2026-06-12', checkOut: '2026-06-14' })
      assert.equal(shift?.offer.totalFen, 70_000)
    })

    test('of equal prices the smaller shift is offered, then the earlier', async () => {
      const { shift } = await offered([aHotel('a')], [aTable('a')])
      assert.deepEqual(shift?.stay, { checkIn: '2026-06-09', checkOut: '2026-06-11' })
      const closed = { nights: { '2026-06-09': { closed: true }, '2026-06-10': { closed: true } } }
      const later = await offered([aHotel('a')], [aTable('a', closed)])
      assert.deepEqual(later.shift?.stay, { checkIn: '2026-06-11', checkOut: '2026-06-13' })
    })

    test('nothing is offered farther away, in the past, or in a closed branch', async () => {
      const open = {
        usual: { closed: true },
        nights: { '2026-06-14': { closed: false }, '2026-06-15': { closed: false } },
      }
      assert.equal((await offered([aHotel('a')], [aTable('a', open)])).shift, null)
      const soon = { stay: { checkIn: '2026-06-01', checkOut: '2026-06-02' } }
      const past = { usual: { closed: true }, nights: { '2026-05-31': { closed: false } } }
      assert.equal((await offered([aHotel('a')], [aTable('a', past)], soon)).shift, null)
      assert.equal((await offered([aHotel('a', { open: false })], [aTable('a')])).shift, null)
    })

    test('the nearest branch with rooms within thirty kilometres is offered', async () => {
      const docs = [
        aHotel('a'),
        aHotel('b', km(1)),
        aHotel('c', km(2)),
        aHotel('d', km(3)),
        aHotel('e', { ...km(1), open: false }),
      ]
      const { shift, sister } = await offered(docs, [
        aTable('a', full),
        aTable('b', full),
        aTable('c'),
        aTable('d'),
        aTable('e'),
      ])
      assert.equal(shift, null)
      assert.equal(sister?.hotelId, 'c')
      assert.equal(sister?.distanceM, 2_000)
      assert.equal(sister?.offer.totalFen, 80_000)
    })

    test('of branches equally near the one with the lower id is offered, and none beyond thirty kilometres', async () => {
      const docs = [aHotel('a'), aHotel('c', km(29.9)), aHotel('b', km(29.9)), aHotel('d', km(30.1))]
      const tables = [aTable('a', full), aTable('b'), aTable('c'), aTable('d')]
      assert.equal((await offered(docs, tables)).sister?.hotelId, 'b')
      const none = await offered(docs, [aTable('a'), aTable('d')])
      assert.equal(none.sister, null)
    })

    test('a branch nobody knows has no alternatives', async () => {
      assert.deepEqual(await offered([aHotel('b')], [aTable('b')]), { shift: null, sister: null })
    })
  })
}
