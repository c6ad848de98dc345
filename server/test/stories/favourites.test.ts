import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { editHotel } from '../../../contract/admin/catalogue.ts'
import { editInventory } from '../../../contract/admin/inventory.ts'
import { listAdminRoomTypes } from '../../../contract/admin/room-types.ts'
import { ApiProblem } from '../../../contract/client.ts'
import { deleteFavourite, listFavouriteIds, listFavourites, putFavourite } from '../../../contract/guest/favourites.ts'
import { searchHotels } from '../../../contract/guest/hotels.ts'
import { newWorld, type World } from '../world.ts'

let world: World
before(async () => {
  world = await newWorld()
})
after(() => world[Symbol.asyncDispose]())

const refused = (code: string) => (error: unknown) => error instanceof ApiProblem && error.code === code

async function marks(hotelIds: readonly string[]) {
  const { client } = await world.guest()
  for (const hotelId of hotelIds) {
    await client.call(putFavourite, { params: { hotelId } })
    await world.sandbox.advanceClock(1)
  }
  return client
}

async function allHotels(): Promise<string[]> {
  return (await world.anyone.call(searchHotels, { query: { limit: 100 } })).items.map(({ id }) => id)
}

test('a marked branch is the card that the search shows, for the same dates, rooms, guests and place', async () => {
  const ids = await allHotels()
  const client = await marks(ids)
  const wish = { checkIn: world.day(20), checkOut: world.day(23), rooms: 2, guests: 3, lat: 30.66, lng: 104.06 }
  const { items } = await client.call(listFavourites, { query: { ...wish, limit: 100 } })
  const found = await client.call(searchHotels, { query: { ...wish, limit: 100 } })
  const cards = new Map(found.items.map((card) => [card.id, card]))
  assert.deepEqual(
    items.map(({ id }) => id),
    [...ids].reverse(),
  )
  for (const { state, addedAt, ...card } of items) {
    assert.deepEqual(card, cards.get(card.id))
    assert.equal(state, 'open')
    assert.ok(Math.abs(Date.parse(addedAt) - world.app.ports.clock.now()) < 3_600_000)
  }
  assert.ok(items.some(({ fromFen, cover, tags, city }) => fromFen && cover && tags.length > 0 && city))
})

test('a list price of a night and a branch that is full are said as in the search', async () => {
  const hotelId = 'hot_chengdu_huaili'
  const client = await marks([hotelId])
  const manager = await world.staff()
  const stay = { checkIn: world.day(40), checkOut: world.day(41) }
  const nights = { from: stay.checkIn, to: stay.checkOut }
  const types = await manager.client.call(listAdminRoomTypes, { query: { hotelId } })
  const roomTypeIds = types.items.map(({ id }) => id)
  const change = (set: { listFen?: number; closed?: boolean }) =>
    manager.client.call(editInventory, { body: { hotelId, roomTypeIds, ...nights, set } })
  const both = async () => {
    await world.settle()
    const mine = (await client.call(listFavourites, { query: stay })).items[0]!
    const theirs = (await client.call(searchHotels, { query: { ...stay, limit: 100 } })).items
    const { state: _state, addedAt: _addedAt, ...card } = mine
    return { card, found: theirs.find(({ id }) => id === hotelId) }
  }
  await change({ listFen: 123_400 })
  await world.until(async () => (await both()).found?.listFen === 123_400)
  assert.deepEqual((await both()).card, (await both()).found)
  await change({ closed: true })
  await world.until(async () => (await both()).found?.available === false)
  const { card, found } = await both()
  assert.deepEqual([card.available, card.fromFen], [false, null])
  assert.deepEqual(card, found)
  assert.ok(card.alternatives?.dates)
})

test('a branch that takes no new guests stays, says so and has no price', async () => {
  const hotelId = 'hot_chengdu_qingcheng'
  const client = await marks([hotelId])
  const manager = await world.staff()
  await manager.client.call(editHotel, { params: { id: hotelId }, body: { state: 'closed' } })
  const query = { checkIn: world.day(5), checkOut: world.day(6) }
  const { items } = await client.call(listFavourites, { query })
  assert.deepEqual(
    items.map(({ id, state, fromFen, available }) => [id, state, fromFen, available]),
    [[hotelId, 'closed', null, null]],
  )
  assert.ok(items[0]?.cover)
})

test('pages have each mark once, also when marks are taken away between them; ids are all there at once', async () => {
  const ids = (await allHotels()).slice(0, 5)
  const client = await marks(ids)
  const newest = [...ids].reverse()
  assert.deepEqual((await client.call(listFavouriteIds)).hotelIds, newest)
  const first = await client.call(listFavourites, { query: { limit: 2 } })
  await client.call(deleteFavourite, { params: { hotelId: newest[1]! } })
  await client.call(deleteFavourite, { params: { hotelId: newest[2]! } })
  const rest = await client.call(listFavourites, { query: { limit: 2, cursor: first.nextCursor! } })
  assert.deepEqual(
    [...first.items, ...rest.items].map(({ id }) => id),
    [newest[0], newest[1], newest[3], newest[4]],
  )
  assert.equal(rest.nextCursor, null)
  await assert.rejects(client.call(listFavourites, { query: { cursor: 'page-2' } }), refused('invalid_request'))
})

test('dates in the wrong order, a place without its other half and a branch that is not there are refused', async () => {
  const client = await marks([])
  const wrong = { checkIn: world.day(3), checkOut: world.day(3) }
  await assert.rejects(client.call(listFavourites, { query: wrong }), refused('search_invalid'))
  await assert.rejects(client.call(listFavourites, { query: { lat: 30 } }), refused('search_invalid'))
  await assert.rejects(client.call(putFavourite, { params: { hotelId: 'hot_none' } }), refused('not_found'))
})
