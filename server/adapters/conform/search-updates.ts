import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { NightsChange, SearchIndex } from '../../ports/search.ts'
import type { CreateIndex } from './search.ts'
import { aHotel, aTable, aType, now, usualNight, usualPlanNight } from './search-world.ts'

const stay = { checkIn: '2026-06-05', checkOut: '2026-06-07' }

function change(version: number, roomsLeft: number, night = '2026-06-05'): NightsChange {
  return { roomTypeId: 'a-t', version, nights: { [night]: { ...usualNight, roomsLeft } }, ratePlans: [] }
}

export function searchUpdates(createIndex: CreateIndex) {
  async function filled(): Promise<SearchIndex> {
    const index = await createIndex()
    await index.upsertHotels([aHotel('a'), aHotel('b', { sort: 1 })])
    assert.deepEqual(await index.setAvailability([aTable('a', { version: 5 }), aTable('b')]), [])
    return index
  }

  const found = async (index: SearchIndex, q?: string) =>
    (await index.search({ at: now, limit: 10, ...(q ? { q } : {}) })).items.map((hit) => hit.hotelId).join('')

  const offerOfA = async (index: SearchIndex) =>
    (await index.search({ at: now, stay, limit: 10 })).items.find((hit) => hit.hotelId === 'a')?.offer

  describe('a document', () => {
    test('that is newer replaces the one before, and what was found by it', async () => {
      const index = await filled()
      await index.upsertHotels([
        aHotel('a', { version: 2, name: { zh: '太古里店' }, city: '乐山', tags: [{ zh: '泳池' }] }),
      ])
      assert.equal(await found(index, '太古里'), 'a')
      assert.equal(await found(index, 'leshan'), 'a')
      assert.equal(await found(index, '驿站'), 'b')
      assert.equal((await index.search({ at: now, city: '成都', limit: 9 })).items.length, 1)
      assert.equal((await offerOfA(index))?.totalFen, 80_000, 'its nights stay')
    })

    test('that is older changes nothing', async () => {
      const index = await filled()
      await index.upsertHotels([aHotel('a', { version: 3, sort: 9 })])
      await index.upsertHotels([aHotel('a', { version: 2, sort: 0 })])
      assert.equal(await found(index), 'ba')
    })

    test('of a closed branch is not found, and is again when it opens', async () => {
      const index = await filled()
      await index.upsertHotels([aHotel('a', { version: 2, open: false })])
      assert.equal(await found(index), 'b')
      assert.equal(await found(index, '驿站'), 'b')
      await index.upsertHotels([aHotel('a', { version: 3 })])
      assert.equal(await found(index, '驿站'), 'ab')
      assert.notEqual(await offerOfA(index), null)
    })

    test('that brings a new type or plan asks for its nights', async () => {
      const index = await createIndex()
      assert.deepEqual(await index.upsertHotels([aHotel('a'), aHotel('b')]), ['a-t', 'b-t'])
      await index.setAvailability([aTable('a')])
      assert.deepEqual(await index.upsertHotels([aHotel('a', { version: 2 })]), [])
      const roomTypes = [aType('a-t', ['new', 'a-p'])]
      assert.deepEqual(await index.upsertHotels([aHotel('a', { version: 3, roomTypes })]), ['a-t'])
      assert.equal((await offerOfA(index))?.ratePlanId, 'a-p', 'the plan that stayed keeps its nights')
    })

    test('that drops a type or a plan drops its nights', async () => {
      const index = await filled()
      await index.upsertHotels([aHotel('a', { version: 2, roomTypes: [aType('a-t', [])] })])
      assert.equal(await offerOfA(index), null)
      assert.deepEqual(await index.upsertHotels([aHotel('a', { version: 3 })]), ['a-t'])
      await index.setAvailability([aTable('a', { version: 5 })])
      assert.notEqual(await offerOfA(index), null)
      await index.upsertHotels([aHotel('a', { version: 4, roomTypes: [] })])
      assert.equal(await offerOfA(index), null)
      assert.deepEqual(await index.setAvailability([aTable('a', { version: 6 })]), ['a-t'])
    })

    test('moves its types and plans about and keeps their nights', async () => {
      const index = await createIndex()
      const plan = (id: string) => ({ id, usualWeek: Array(7).fill(usualPlanNight), nights: {} })
      const type = (id: string, ...plans: string[]) => aType(id, plans)
      const before = [type('t1', 'p1', 'p2'), type('t2', 'p3')]
      await index.upsertHotels([aHotel('a', { roomTypes: before }), aHotel('b')])
      const cheap = { '2026-06-05': { ...usualPlanNight, priceFen: 7 } }
      await index.setAvailability([
        { ...aTable('a'), roomTypeId: 't1', ratePlans: [plan('p1'), { ...plan('p2'), nights: cheap }] },
        { ...aTable('a'), roomTypeId: 't2', ratePlans: [plan('p3')] },
        aTable('b', { usual: { roomsLeft: 1 } }),
      ])
      await index.upsertHotels([aHotel('a', { version: 2, roomTypes: [type('t2', 'p3'), type('t1', 'p2')] })])
      assert.deepEqual([(await offerOfA(index))?.ratePlanId, (await offerOfA(index))?.totalFen], ['p2', 40_007])
      assert.equal((await index.search({ at: now, stay, limit: 9 })).items[1]?.offer?.roomsLeft, 1)
    })

    test('is gone when removed, twice is no matter, and may come again', async () => {
      const index = await filled()
      await index.removeHotels(['a', 'nobody'])
      await index.removeHotels(['a'])
      assert.equal(await found(index), 'b')
      assert.equal(await found(index, '驿站'), 'b')
      await index.upsertHotels([aHotel('a'), aHotel('c', { sort: 2 })])
      assert.equal(await found(index, '驿站'), 'bac')
      assert.equal(await offerOfA(index), null, 'its nights were forgotten')
    })
  })

  describe('nights', () => {
    test('that changed count from the next search on, the others stay', async () => {
      const index = await filled()
      assert.deepEqual(await index.changeNights([change(6, 2)]), [])
      assert.equal((await offerOfA(index))?.roomsLeft, 2)
      await index.changeNights([change(7, 1, '2026-06-06')])
      await index.changeNights([change(8, 9, '2026-06-05')])
      assert.equal((await offerOfA(index))?.roomsLeft, 1)
      const nights = { '2026-06-06': { ...usualPlanNight, priceFen: 1 } }
      await index.changeNights([{ roomTypeId: 'a-t', version: 9, nights: {}, ratePlans: [{ id: 'a-p', nights }] }])
      assert.equal((await offerOfA(index))?.totalFen, 40_001)
    })

    test('of one type do not touch those of another with the same week', async () => {
      const index = await filled()
      await index.changeNights([change(6, 0)])
      const { items } = await index.search({ at: now, stay, limit: 10 })
      assert.deepEqual(
        items.map((hit) => [hit.hotelId, hit.available]),
        [
          ['b', true],
          ['a', false],
        ],
      )
    })

    test('that are older than the table are not taken, and the caller hears of it', async () => {
      const index = await filled()
      assert.deepEqual(await index.changeNights([change(4, 0)]), ['a-t'])
      assert.deepEqual(await index.changeNights([{ ...change(1, 0), roomTypeId: 'unknown' }]), ['unknown'])
      assert.equal((await offerOfA(index))?.roomsLeft, 5)
      assert.deepEqual(await index.setAvailability([aTable('a', { version: 4, usual: { roomsLeft: 0 } })]), [])
      assert.equal((await offerOfA(index))?.roomsLeft, 5)
    })

    test('of a plan the table does not know are not taken', async () => {
      const index = await filled()
      const stranger = { ...change(6, 0), ratePlans: [{ id: 'new', nights: {} }] }
      assert.deepEqual(await index.changeNights([stranger]), ['a-t'])
      assert.equal((await offerOfA(index))?.roomsLeft, 5)
    })

    test('of a whole table replace all that was told before', async () => {
      const index = await filled()
      await index.changeNights([change(6, 0)])
      await index.setAvailability([aTable('a', { version: 7, plan: { priceFen: 1_000 } })])
      assert.deepEqual([(await offerOfA(index))?.totalFen, (await offerOfA(index))?.roomsLeft], [2_000, 5])
    })

    test('of types that no branch has are not kept', async () => {
      const index = await createIndex()
      assert.deepEqual(await index.setAvailability([aTable('a')]), ['a-t'])
      await index.upsertHotels([aHotel('a')])
      assert.equal(await offerOfA(index), null)
    })
  })

  test('the version of an answer grows with every change', async () => {
    const index = await filled()
    const version = async () => (await index.search({ at: now, limit: 1 })).version
    const before = await version()
    assert.equal(await version(), before)
    await index.changeNights([change(6, 2)])
    const after = await version()
    assert.ok(after > before)
    await index.upsertHotels([aHotel('a', { version: 2 })])
    assert.ok((await version()) > after)
  })
}
