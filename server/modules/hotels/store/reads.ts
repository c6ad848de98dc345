import { type Handle, over, type Selectable } from '../../../database/handle.ts'
import { inList } from '../../../database/in-list.ts'
import type { CancelPolicy, Hotel, HotelState, RatePlan, RoomType, Shown } from '../hotel.ts'
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
  page: {
    after: string
    limit: number
    ids?: readonly string[] | undefined
    states?: readonly HotelState[] | undefined
  },
): Promise<Hotel[]> {
  let query = on(handle).selectFrom('hotel').selectAll().where('id', '>', page.after).orderBy('id').limit(page.limit)
  if (page.states) query = query.where('state', 'in', page.states)
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

/** Those in use, unless others are asked for. */
export async function roomTypesOf(
  handle: Handle,
  hotelIds: readonly string[],
  shown: Shown = 'live',
): Promise<RoomType[]> {
  const rows = await inChunks(hotelIds, (chunk) =>
    on(handle)
      .selectFrom('room_type')
      .selectAll()
      .where('hotel_id', 'in', chunk)
      .$if(shown !== 'all', (query) => query.where('archived_at', shown === 'live' ? 'is' : 'is not', null))
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

/** Those in use, unless others are asked for. */
export async function ratePlansOf(
  handle: Handle,
  roomTypeIds: readonly string[],
  shown: Shown = 'live',
): Promise<RatePlan[]> {
  const rows = await inChunks(roomTypeIds, (chunk) =>
    on(handle)
      .selectFrom('rate_plan')
      .selectAll()
      .where('room_type_id', 'in', chunk)
      .$if(shown !== 'all', (query) => query.where('archived_at', shown === 'live' ? 'is' : 'is not', null))
      .orderBy('sort')
      .orderBy('id')
      .execute(),
  )
  return rows.map(readRatePlan)
}

/** The plans that follow this one's price, archived ones among them; they are of its type. */
export async function followersOf(handle: Handle, ratePlanId: string): Promise<RatePlan[]> {
  const rows = await on(handle).selectFrom('rate_plan').selectAll().where('parent_id', '=', ratePlanId).execute()
  return rows.map(readRatePlan)
}

/** Plans that use a policy, archived ones among them, one more than `atMost` where there are more. */
export async function plansUnder(handle: Handle, policyId: string, atMost: number): Promise<RatePlan[]> {
  const rows = await on(handle)
    .selectFrom('rate_plan')
    .selectAll()
    .where('policy_id', '=', policyId)
    .orderBy('id')
    .limit(atMost + 1)
    .execute()
  return rows.map(readRatePlan)
}

export async function policiesByIds(handle: Handle, ids: readonly string[]): Promise<CancelPolicy[]> {
  return (await rowsByIds(handle, 'cancel_policy', ids)).map(readPolicy)
}

/** Those in use, unless others are asked for; the newest 200 of them. */
export async function allPolicies(handle: Handle, shown: Shown = 'live'): Promise<CancelPolicy[]> {
  const rows = await on(handle)
    .selectFrom('cancel_policy')
    .selectAll()
    .$if(shown !== 'all', (query) => query.where('archived_at', shown === 'live' ? 'is' : 'is not', null))
    .orderBy('changed_at', 'desc')
    .orderBy('id')
    .limit(200)
    .execute()
  return rows.map(readPolicy)
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
