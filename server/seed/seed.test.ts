import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { createFolderFiles } from '../adapters/embedded/folder-files/folder-files.ts'
import { migrations } from '../database/migrations/index.ts'
import { createAudit } from '../modules/audit/index.ts'
import { createFiles } from '../modules/files/index.ts'
import { createHotels } from '../modules/hotels/index.ts'
import { createRooms } from '../modules/rooms/index.ts'
import { testDatabase } from '../test/database.ts'
import { seedChain } from './chain.ts'
import { seedDemo } from './demo.ts'

async function house() {
  const db = await testDatabase(migrations)
  const folder = mkdtempSync(join(tmpdir(), 'yizhan-seed-'))
  const audit = createAudit()
  const deps = {
    db,
    hotels: createHotels({ audit, onDailyStock: async () => undefined }),
    rooms: createRooms({ audit }),
    files: createFiles({ db, files: createFolderFiles(folder) }),
    coupons: { seed: async () => undefined },
  }
  return {
    deps,
    audit,
    hotels: () => deps.hotels.hotelsAfter(db, { after: '', limit: 500 }),
    async [Symbol.asyncDispose]() {
      await db[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

test('the demonstration is five branches in three cities, every stock mode, every picture drawn', async () => {
  await using place = await house()
  const { db, hotels, rooms, files } = place.deps
  await seedDemo(place.deps)
  const all = await place.hotels()
  const cities = all.map(({ city }) => city).sort()
  assert.deepEqual(cities, ['北京市', '成都市', '成都市', '成都市', '深圳市'])
  const types = await hotels.roomTypesOf(
    db,
    all.map(({ id }) => id),
  )
  assert.deepEqual([...new Set(types.map(({ stockMode }) => stockMode))].sort(), ['never', 'order', 'payment'])
  const pictures = [...all, ...types].flatMap(({ imageIds }) => imageIds)
  const views = await files.views(
    db,
    pictures.map((id) => ({ id, alt: '' })),
  )
  assert.equal(views.length, pictures.length)
  assert.ok(views.every(({ widths }) => widths.join() === '375,750,1200'))
  for (const type of types) {
    assert.ok(type.name.en && type.description.en && type.bed.en, `${type.id} has no English`)
    const numbers = (await rooms.ofHotel(db, type.hotelId, type.id)).length
    if (type.dailyStock !== null) assert.equal(numbers, type.dailyStock, type.id)
  }
  assert.equal((await place.audit.verify(db)).brokenAt, null)
})

test('every type has a price of its own and plans that follow it', async () => {
  await using place = await house()
  const { db, hotels } = place.deps
  await seedDemo(place.deps)
  const types = await hotels.roomTypesOf(
    db,
    (await place.hotels()).map(({ id }) => id),
  )
  const plans = await hotels.ratePlansOf(
    db,
    types.map(({ id }) => id),
  )
  for (const type of types) {
    const own = plans.filter(({ roomTypeId }) => roomTypeId === type.id)
    assert.equal(own.filter(({ parentId }) => parentId === null).length, 1, type.id)
    assert.equal(own.length, 3, type.id)
  }
})

test('a chain has as many branches as asked for, the same every time, with four types and two plans each', async () => {
  const shape = async () => {
    await using place = await house()
    const { db, hotels } = place.deps
    await seedChain(place.deps, { hotels: 25 })
    const invented = (await place.hotels()).filter(({ id }) => id.startsWith('hot_chain_'))
    const types = await hotels.roomTypesOf(
      db,
      invented.map(({ id }) => id),
    )
    const plans = await hotels.ratePlansOf(
      db,
      types.map(({ id }) => id),
    )
    assert.deepEqual([invented.length, types.length, plans.length], [20, 80, 160])
    return JSON.stringify([
      invented.map(({ imageIds: _i, avatarId: _a, ...hotel }) => hotel),
      types.map(({ imageIds: _i, ...type }) => type),
      plans,
    ])
  }
  assert.equal(await shape(), await shape())
})
