import { changed, type Handle, over, type Tx } from '../../database/handle.ts'
import type { Instant, Night } from '../../kernel/stay.ts'
import type { Block } from './block.ts'
import type { BlockTables } from './tables.ts'

/** All SQL of the module. */

export async function insertBlock(tx: Tx, block: Block): Promise<void> {
  const row = {
    id: block.id,
    hotel_id: block.hotelId,
    room_id: block.roomId,
    room_number: block.roomNumber,
    room_type_id: block.roomTypeId,
    from_night: block.from,
    to_night: block.to,
    reason: block.reason,
    created_by: block.by,
    created_at: block.at,
    ended_by: null,
    ended_at: null,
  }
  await on(tx).insertInto('room_block').values(row).execute()
  if (block.loweredNights.length === 0) return
  const lowered = block.loweredNights.map((night) => ({ block_id: block.id, night }))
  await on(tx).insertInto('room_block_lowered').values(lowered).execute()
}

export async function blockById(handle: Handle, id: string): Promise<Block | null> {
  const row = await on(handle).selectFrom('room_block').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? (await whole(handle, [row]))[0]! : null
}

/** False: it was ended before. */
export async function markEnded(tx: Tx, { id, by }: { id: string; by: string }): Promise<boolean> {
  const result = await on(tx)
    .updateTable('room_block')
    .set({ ended_by: by, ended_at: tx.now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return changed(result) === 1
}

/** From a night on it takes nothing off sale any more. */
export async function forgetLowered(tx: Tx, { id, from }: { id: string; from: Night }): Promise<void> {
  await on(tx).deleteFrom('room_block_lowered').where('block_id', '=', id).where('night', '>=', from).execute()
}

export interface BlockFilter {
  hotelId: string
  roomId?: string | undefined
  /** Blocks that touch a night of [from, to) and were not ended; all, ended and over, without. */
  span?: { from: Night; to: Night } | undefined
  after: { at: Instant; id: string } | null
  limit: number
}

/** The newest first. */
export async function blocksOf(handle: Handle, filter: BlockFilter): Promise<Block[]> {
  const { span, after } = filter
  let query = on(handle).selectFrom('room_block').selectAll().where('hotel_id', '=', filter.hotelId)
  if (filter.roomId) query = query.where('room_id', '=', filter.roomId)
  if (span) {
    query = query.where('from_night', '<', span.to).where('to_night', '>', span.from).where('ended_at', 'is', null)
  }
  if (after) {
    query = query.where((eb) =>
      eb.or([eb('created_at', '<', after.at), eb.and([eb('created_at', '=', after.at), eb('id', '<', after.id)])]),
    )
  }
  return whole(handle, await query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(filter.limit).execute())
}

async function whole(handle: Handle, rows: readonly BlockTables['room_block'][]): Promise<Block[]> {
  if (rows.length === 0) return []
  const lowered = await on(handle)
    .selectFrom('room_block_lowered')
    .selectAll()
    .where(
      'block_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('night')
    .execute()
  const nights = Map.groupBy(lowered, (row) => row.block_id)
  return rows.map((row) => ({
    id: row.id,
    hotelId: row.hotel_id,
    roomId: row.room_id,
    roomNumber: row.room_number,
    roomTypeId: row.room_type_id,
    from: row.from_night,
    to: row.to_night,
    reason: row.reason,
    by: row.created_by,
    at: row.created_at,
    ended: row.ended_at === null ? null : { by: row.ended_by!, at: row.ended_at },
    loweredNights: (nights.get(row.id) ?? []).map(({ night }) => night),
  }))
}

function on(handle: Handle) {
  return over<BlockTables>(handle)
}
