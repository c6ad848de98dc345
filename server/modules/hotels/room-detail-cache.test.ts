import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { createDatabaseCache } from '../../adapters/embedded/database-cache/database-cache.ts'
import { createFolderFiles } from '../../adapters/embedded/folder-files/folder-files.ts'
import { migrations } from '../../database/migrations/index.ts'
import { testClock, testDatabase } from '../../test/database.ts'
import { createAudit } from '../audit/index.ts'
import { createFiles } from '../files/index.ts'
import { createHotels, createRoomDetails } from './index.ts'
import { createVersionedCache } from './room-detail/cache.ts'

const actor = { kind: 'system', cause: 'test' } as const
const words = (zh: string) => ({ zh })

/** A branch with one type, and two processes' caches over one database. */
async function house() {
  const clock = testClock()
  const db = await testDatabase(migrations, clock)
  const hotels = createHotels({ audit: createAudit(), onDailyStock: async () => undefined })
  const files = createFiles({ db, files: createFolderFiles(mkdtempSync(join(tmpdir(), 'yizhan-files-'))) })
  const shared = createDatabaseCache({ db, clock })
  const hotel = await db.transaction((tx) =>
    hotels.createHotel(
      tx,
      {
        name: words('驿站'),
        sort: 0,
        state: 'open',
        avatarId: null,
        imageIds: [],
        tags: [],
        phone: '1',
        description: words('x'),
        province: '四川省',
        city: '成都市',
        district: '青羊区',
        address: words('x'),
        lat: 30,
        lng: 104,
        clock: { zone: 'Asia/Shanghai', dayEndsAtMinutes: 360 },
        checkInFromMinutes: 840,
        checkOutUntilMinutes: 720,
      },
      actor,
    ),
  )
  const createType = (id: string) =>
    db.transaction((tx) =>
      hotels.createRoomType(
        tx,
        {
          id,
          hotelId: hotel.id,
          name: words('大床房'),
          imageIds: [],
          description: words('x'),
          areaM2: 20,
          bed: words('大床'),
          guests: 2,
          facilities: [],
          listFen: 50_000,
          dailyStock: 3,
          stockMode: 'order',
          onSale: true,
          sort: 0,
        },
        actor,
      ),
    )
  await createType('rmt_1')
  const rename = (zh: string) => db.transaction((tx) => hotels.editRoomType(tx, 'rmt_1', { name: words(zh) }, actor))
  const process = () => createRoomDetails({ db, clock, shared, files })
  return { clock, db, hotels, shared, rename, createType, one: process(), two: process() }
}

type RoomDetails = ReturnType<typeof createRoomDetails>
const nameIn = async (details: RoomDetails) => {
  const { ready, from } = await details.get('rmt_1', 'zh')
  return [JSON.parse(ready.bytes!.toString()).name, from]
}

test('the first read is the database’s, the other process’s the shared level’s, the next ones their own', async () => {
  const { db, one, two } = await house()
  await using _ = db
  assert.deepEqual(await nameIn(one), ['大床房', 'database'])
  assert.deepEqual(await nameIn(two), ['大床房', 'shared'])
  assert.deepEqual(await nameIn(one), ['大床房', 'process'])
})

test('a change reaches every process by polling when every broadcast is lost', async () => {
  const { db, clock, rename, one, two } = await house()
  await using _ = db
  await nameIn(one)
  await nameIn(two)
  await rename('院景大床房')
  clock.pass(1_000)
  await Promise.all([one.poll(), two.poll()])
  assert.equal((await nameIn(one))[0], '院景大床房')
  assert.equal((await nameIn(two))[0], '院景大床房')
})

test('a broadcast drops the copy at once, here and in the shared level', async () => {
  const { db, rename, one, two } = await house()
  await using _ = db
  await nameIn(one)
  await nameIn(two)
  const { version } = await rename('茶室套房')
  await two.dropRoomType({ roomTypeId: 'rmt_1', hotelId: 'x', version })
  assert.deepEqual(await nameIn(two), ['茶室套房', 'database'])
})

test('a type that does not exist is remembered as such, until it does', async () => {
  const { db, createType, one } = await house()
  await using _ = db
  assert.equal((await one.get('rmt_2', 'zh')).ready.bytes, null)
  assert.equal((await one.get('rmt_2', 'zh')).from, 'process')
  const { hotelId, version } = await createType('rmt_2')
  await one.dropRoomType({ roomTypeId: 'rmt_2', hotelId, version })
  assert.notEqual((await one.get('rmt_2', 'zh')).ready.bytes, null)
})

const nothingShared = { get: async () => null, put: async () => undefined, dropOlder: async () => undefined }

test('however many ask at once, the rows are read once', async () => {
  let loads = 0
  const load = async () => {
    loads += 1
    await new Promise((resolve) => setImmediate(resolve))
    return { version: 1, content: Buffer.from('x') }
  }
  const cache = createVersionedCache({ shared: nothingShared, load })
  await Promise.all(Array.from({ length: 100 }, () => cache.get('k', 's')))
  assert.equal(loads, 1)
})

test('a fill that began before a change is not kept after it', async () => {
  let release = () => {}
  const gate = new Promise<void>((resolve) => {
    release = resolve
  })
  let version = 1
  const load = async () => {
    const read = { version, content: Buffer.from(`v${version}`) }
    if (read.version === 1) await gate
    return read
  }
  const cache = createVersionedCache({ shared: nothingShared, load })
  const late = cache.get('k', 's')
  await new Promise((resolve) => setImmediate(resolve))
  version = 2
  await cache.raise('s', 2, ['k'])
  release()
  await late
  assert.equal(cache.peek('k'), undefined)
  assert.equal((await cache.get('k', 's')).ready.version, 2)
})

test('the cache keeps to its bounds', async () => {
  const load = async () => ({ version: 1, content: Buffer.alloc(1_000) })
  const cache = createVersionedCache({ shared: nothingShared, load, entriesAtMost: 50, bytesAtMost: 20_000 })
  for (let key = 0; key < 200; key += 1) await cache.get(`k${key}`, `s${key}`)
  assert.ok(cache.size() <= 20, String(cache.size()))
})
