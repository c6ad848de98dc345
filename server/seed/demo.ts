import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db, Tx } from '../database/handle.ts'
import type { FilesModule } from '../modules/files/index.ts'
import type { Hotels } from '../modules/hotels/index.ts'
import type { Rooms } from '../modules/rooms/index.ts'
import { type DemoHotel, type DemoType, demoHotels, demoPolicies } from './demo-data.ts'

export interface SeedDeps {
  db: Db
  hotels: Hotels
  rooms: Rooms
  files: FilesModule
  coupons: { seed(tx: Tx): Promise<unknown> }
}

const actor = { kind: 'system', cause: 'seed' } as const
const art = join(import.meta.dirname, '../../brand/art')
const roomsWithoutLimit = 4

/** Fills an empty database with the demonstration chain, in one transaction after the pictures are drawn. */
export async function seedDemo(deps: SeedDeps): Promise<void> {
  const pictures = await drawPictures(deps.files, demoHotels)
  await deps.db.transaction(async (tx) => {
    for (const policy of demoPolicies) await deps.hotels.createPolicy(tx, policy, actor)
    for (const [sort, hotel] of demoHotels.entries()) await seedHotel(tx, deps, { hotel, sort, pictures })
    await deps.coupons.seed(tx)
  })
}

async function drawPictures(files: FilesModule, hotels: readonly DemoHotel[]): Promise<Map<string, string>> {
  const names = new Set(hotels.flatMap((hotel) => [...hotel.pictures, ...hotel.types.map((type) => type.picture)]))
  const drawn = await Promise.all(
    [...names].map(async (name) => [name, await files.putDrawing(await readFile(join(art, `${name}.svg`)))] as const),
  )
  return new Map(drawn)
}

async function seedHotel(
  tx: Tx,
  deps: SeedDeps,
  { hotel, sort, pictures }: { hotel: DemoHotel; sort: number; pictures: ReadonlyMap<string, string> },
): Promise<void> {
  const { id, types, pictures: names, ...rest } = hotel
  await deps.hotels.createHotel(
    tx,
    {
      ...rest,
      id,
      sort,
      state: 'open',
      avatarId: pictures.get(names[0]!)!,
      imageIds: names.map((name) => pictures.get(name)!),
      clock: { zone: 'Asia/Shanghai', dayEndsAtMinutes: 360 },
      checkInFromMinutes: 14 * 60,
      checkOutUntilMinutes: 12 * 60,
    },
    actor,
  )
  for (const [index, type] of types.entries()) await seedType(tx, deps, { hotelId: id, type, index, pictures })
}

async function seedType(
  tx: Tx,
  { hotels, rooms }: SeedDeps,
  {
    hotelId,
    type,
    index,
    pictures,
  }: { hotelId: string; type: DemoType; index: number; pictures: ReadonlyMap<string, string> },
): Promise<void> {
  const { yuan, weekend, listYuan, stock, mode, picture, ...rest } = type
  const id = `${hotelId.replace('hot_', 'rmt_')}_${index + 1}`
  await hotels.createRoomType(
    tx,
    {
      ...rest,
      id,
      hotelId,
      imageIds: [pictures.get(picture)!],
      facilities: [
        { zh: '无线网', en: 'Wi-Fi' },
        { zh: '空调', en: 'Air conditioning' },
        { zh: '热水壶', en: 'Kettle' },
      ],
      listFen: listYuan * 100,
      dailyStock: stock,
      stockMode: mode,
      onSale: true,
      sort: index,
    },
    actor,
  )
  await seedPlans(
    tx,
    hotels,
    id,
    [0, 0, 0, 0, 0, weekend, weekend].map((more) => (yuan + more) * 100),
  )
  const numbers = Array.from(
    { length: stock ?? roomsWithoutLimit },
    (_, room) => `${index + 2}${String(room + 1).padStart(2, '0')}`,
  )
  for (const number of numbers) await rooms.create(tx, { hotelId, roomTypeId: id, number, floor: String(index + 2) })
}

/** Flexible is the type's own price; breakfast adds to it; in advance takes a tenth off. */
async function seedPlans(tx: Tx, hotels: Hotels, roomTypeId: string, baseFen: number[]): Promise<void> {
  const id = (name: string) => `${roomTypeId.replace('rmt_', 'rpl_')}_${name}`
  const plan = { roomTypeId, minStay: 1, onSale: true, baseFen }
  const own = { ...plan, parentId: null, derive: null }
  await hotels.createRatePlan(
    tx,
    {
      ...own,
      id: id('flexible'),
      name: { zh: '灵活价', en: 'Flexible' },
      breakfast: 0,
      policyId: 'pol_flexible',
      sort: 0,
    },
    actor,
  )
  const derived = { ...plan, parentId: id('flexible') }
  await hotels.createRatePlan(
    tx,
    {
      ...derived,
      id: id('breakfast'),
      name: { zh: '含双早', en: 'With breakfast' },
      breakfast: 2,
      derive: { fen: 6_000 },
      policyId: 'pol_flexible',
      sort: 1,
    },
    actor,
  )
  await hotels.createRatePlan(
    tx,
    {
      ...derived,
      id: id('advance'),
      name: { zh: '提前付', en: 'Advance' },
      breakfast: 0,
      derive: { percent: -10 },
      policyId: 'pol_advance',
      sort: 2,
    },
    actor,
  )
}
