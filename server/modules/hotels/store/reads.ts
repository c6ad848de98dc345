import { type Handle, over, type Selectable } from '../../../database/handle.ts'
import { inList } from '../../../database/in-list.ts'
import type { CancelPolicy, Hotel, RatePlan, RoomType } from '../hotel.ts'
import type { HotelTables } from '../tables.ts'
import { readHotel, readPolicy, readRatePlan, readRoomType } from './rows.ts'

/** All reading SQL of the module. */

const idsAtOnce = 500

export async function hotelById(handle: Handle, id: string): Promise<Hotel | null> {
  const row = await on(handle).selectFrom('hotel').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? readHotel(row) : null
}

export async function hotelsByIds(handle: Handle, ids: readonly string[]): Promise<Hotel[]> {
  return (await rowsByIds(handle, 'hotel', ids)).map(readHotel)
}

/** In the order of their ids, after the cursor. */
export async function hotelsAfter(
  handle: Handle,
  page: { after: string; limit: number; ids?: readonly string[] | undefined },
): Promise<Hotel[]> {
  let query = on(handle).selectFrom('hotel').selectAll().where('id', '>', page.after).orderBy('id').limit(page.limit)
  if (page.ids) query = query.where('id', 'in', page.ids.length > 0 ? page.ids : [''])
  return (await query.execute()).map(readHotel)
}

export async function areas(
  handle: Handle,
): Promise<{ province: string; city: string; district: string; hotels: number }[]> {
  const rows = await on(handle)
    .selectFrom('hotel')
    .select((eb) => ['province', 'city', 'district', eb.fn.countAll<number>().as('hotels')])
    .where('state', '=', 'open')
    .groupBy(['province', 'city', 'district'])
    .orderBy('province')
    .orderBy('city')
    .orderBy('district')
    .execute()
  return rows.map((row) => ({ ...row, hotels: Number(row.hotels) }))
}

export async function roomTypeById(handle: Handle, id: string): Promise<RoomType | null> {
  const row = await on(handle).selectFrom('room_type').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? readRoomType(row) : null
}

export async function roomTypesByIds(handle: Handle, ids: readonly string[]): Promise<RoomType[]> {
  return (await rowsByIds(handle, 'room_type', ids)).map(readRoomType)
}

export async function roomTypesOf(handle: Handle, hotelIds: readonly string[]): Promise<RoomType[]> {
  const rows = await inChunks(hotelIds, (chunk) =>
    on(handle)
      .selectFrom('room_type')
      .selectAll()
      .where('hotel_id', 'in', chunk)
      .orderBy('sort')
      .orderBy('id')
      .execute(),
  )
  return rows.map(readRoomType)
}

export async function ratePlanById(handle: Handle, id: string): Promise<RatePlan | null> {
  const row = await on(handle).selectFrom('rate_plan').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? readRatePlan(row) : null
}

export async function ratePlansByIds(handle: Handle, ids: readonly string[]): Promise<RatePlan[]> {
  return (await rowsByIds(handle, 'rate_plan', ids)).map(readRatePlan)
}

export async function ratePlansOf(handle: Handle, roomTypeIds: readonly string[]): Promise<RatePlan[]> {
  const rows = await inChunks(roomTypeIds, (chunk) =>
    on(handle)
      .selectFrom('rate_plan')
      .selectAll()
      .where('room_type_id', 'in', chunk)
      .orderBy('sort')
      .orderBy('id')
      .execute(),
  )
  return rows.map(readRatePlan)
}

/** Whether other plans follow this one's price. */
export async function hasFollowers(handle: Handle, ratePlanId: string): Promise<boolean> {
  const row = await on(handle)
    .selectFrom('rate_plan')
    .select('id')
    .where('parent_id', '=', ratePlanId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function policiesByIds(handle: Handle, ids: readonly string[]): Promise<CancelPolicy[]> {
  return (await rowsByIds(handle, 'cancel_policy', ids)).map(readPolicy)
}

export async function allPolicies(handle: Handle): Promise<CancelPolicy[]> {
  return (await on(handle).selectFrom('cancel_policy').selectAll().orderBy('id').limit(200).execute()).map(readPolicy)
}

export interface Changed {
  id: string
  version: number
  changedAt: number
}

/** Where a poll stands: behind that row, in the order of changes. */
export interface ChangeMark {
  changedAt: number
  id: string
}

/** Branches and types whose row changed after that mark, oldest first: for caches that poll. */
export async function changedSince(
  handle: Handle,
  table: 'hotel' | 'room_type',
  after: ChangeMark,
  limit: number,
): Promise<Changed[]> {
  const rows = await on(handle)
    .selectFrom(table)
    .select(['id', 'version', 'changed_at'])
    .where((eb) =>
      eb.or([
        eb('changed_at', '>', after.changedAt),
        eb.and([eb('changed_at', '=', after.changedAt), eb('id', '>', after.id)]),
      ]),
    )
    .orderBy('changed_at')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ id: row.id, version: row.version, changedAt: row.changed_at }))
}

/** On the way of every booking, so by prepared statements. */
async function rowsByIds<Table extends keyof HotelTables>(
  handle: Handle,
  table: Table,
  ids: readonly string[],
): Promise<Selectable<HotelTables[Table]>[]> {
  return inChunks(ids, (chunk) => {
    const { marks, values } = inList(chunk)
    return handle
      .prepared(`select * from ${table} where id in (${marks})`)
      .all<Selectable<HotelTables[Table]>>(...values)
  })
}

async function inChunks<Row>(ids: readonly string[], read: (chunk: string[]) => Promise<Row[]>): Promise<Row[]> {
  const rows: Row[] = []
  for (let from = 0; from < ids.length; from += idsAtOnce) rows.push(...(await read(ids.slice(from, from + idsAtOnce))))
  return rows
}

function on(handle: Handle) {
  return over<HotelTables>(handle)
}
