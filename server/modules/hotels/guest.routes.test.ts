import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getHotel, searchHotels } from '../../../contract/guest/hotels.ts'
import { newWorld } from '../../test/world.ts'

test('the gallery of a branch has each picture once, the avatar among them or apart', async () => {
  await using world = await newWorld()
  const { items } = await world.anyone.call(searchHotels, { query: { limit: 100 } })
  for (const { id, cover } of items) {
    const { avatar, images } = await world.anyone.call(getHotel, { params: { id } })
    const ids = images.map((image) => image.id)
    assert.deepEqual(ids, [...new Set(ids)])
    assert.equal(cover?.id, ids[0], 'what a list shows is what the gallery begins with')
    assert.ok(avatar)
  }
})
