import { changed, over, type Tx } from '../../../database/handle.ts'
import type { CancelPolicy, Hotel, RatePlan, RoomType } from '../hotel.ts'
import type { HotelTables } from '../tables.ts'
import { writeHotel, writePolicy, writeRatePlan, writeRoomType } from './rows.ts'

/** All writing SQL of the module. An update must still find the version it was made from. */

export async function insertHotel(tx: Tx, hotel: Hotel): Promise<void> {
  await on(tx).insertInto('hotel').values(writeHotel(hotel, tx.now)).execute()
}

export async function updateHotel(tx: Tx, hotel: Hotel, fromVersion: number): Promise<boolean> {
  const { id, ...row } = writeHotel(hotel, tx.now)
  const result = await on(tx)
    .updateTable('hotel')
    .set(row)
    .where('id', '=', id)
    .where('version', '=', fromVersion)
    .executeTakeFirst()
  return changed(result) === 1
}

export async function insertRoomType(tx: Tx, type: RoomType): Promise<void> {
  await on(tx).insertInto('room_type').values(writeRoomType(type, tx.now)).execute()
}

export async function updateRoomType(tx: Tx, type: RoomType, fromVersion: number): Promise<boolean> {
  const { id, ...row } = writeRoomType(type, tx.now)
  const result = await on(tx)
    .updateTable('room_type')
    .set(row)
    .where('id', '=', id)
    .where('version', '=', fromVersion)
    .executeTakeFirst()
  return changed(result) === 1
}

/** The type reads differently from now on, for a reason that stands in another row. Answers its new version. */
export async function raiseVersion(tx: Tx, roomTypeId: string): Promise<{ version: number; hotelId: string } | null> {
  await on(tx)
    .updateTable('room_type')
    .set((eb) => ({ version: eb('version', '+', 1), changed_at: tx.now }))
    .where('id', '=', roomTypeId)
    .execute()
  const row = await on(tx)
    .selectFrom('room_type')
    .select(['version', 'hotel_id'])
    .where('id', '=', roomTypeId)
    .executeTakeFirst()
  return row ? { version: row.version, hotelId: row.hotel_id } : null
}

export async function insertRatePlan(tx: Tx, plan: RatePlan): Promise<void> {
  await on(tx).insertInto('rate_plan').values(writeRatePlan(plan)).execute()
}

export async function updateRatePlan(tx: Tx, plan: RatePlan): Promise<boolean> {
  const { id, ...row } = writeRatePlan(plan)
  return changed(await on(tx).updateTable('rate_plan').set(row).where('id', '=', id).executeTakeFirst()) === 1
}

export async function insertPolicy(tx: Tx, policy: CancelPolicy): Promise<void> {
  await on(tx).insertInto('cancel_policy').values(writePolicy(policy, tx.now)).execute()
}

/** Rewrites a policy that no plan uses. False: one does by now. */
export async function updateUnusedPolicy(tx: Tx, policy: CancelPolicy): Promise<boolean> {
  const { id, ...row } = writePolicy(policy, tx.now)
  const result = await on(tx)
    .updateTable('cancel_policy')
    .set(row)
    .where('id', '=', id)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('rate_plan').select('id').whereRef('policy_id', '=', 'cancel_policy.id'))),
    )
    .executeTakeFirst()
  return changed(result) === 1
}

/** Puts a policy away, perhaps for the version after it, or brings it back. */
export async function shelvePolicy(
  tx: Tx,
  policy: Pick<CancelPolicy, 'id' | 'archivedAt' | 'replacedBy'>,
): Promise<void> {
  await on(tx)
    .updateTable('cancel_policy')
    .set({ archived_at: policy.archivedAt, replaced_by: policy.replacedBy, changed_at: tx.now })
    .where('id', '=', policy.id)
    .execute()
}

/** Plans of one policy take another. */
export async function movePlans(tx: Tx, { from, to }: { from: string; to: string }): Promise<void> {
  await on(tx).updateTable('rate_plan').set({ policy_id: to }).where('policy_id', '=', from).execute()
}

export async function deleteById(
  tx: Tx,
  table: 'hotel' | 'room_type' | 'rate_plan' | 'cancel_policy',
  id: string,
): Promise<void> {
  await on(tx).deleteFrom(table).where('id', '=', id).execute()
}

export async function deletePlansOf(tx: Tx, roomTypeId: string): Promise<void> {
  await on(tx).deleteFrom('rate_plan').where('room_type_id', '=', roomTypeId).execute()
}

function on(tx: Tx) {
  return over<HotelTables>(tx)
}
