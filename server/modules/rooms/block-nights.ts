import { insertedOnce } from '../../database/dialect.ts'
import type { Tx } from '../../database/handle.ts'
import type { Night } from '../../kernel/stay.ts'
import { type RoomNight, readNight } from './room.ts'
import { on } from './store.ts'

/**
 * Takes these nights of a number for a block. The primary key (room, night) is the guard, as for stays. Answers the
 * nights that somebody has already, with who: the caller refuses then, and the others go with its transaction.
 */
export async function blockNights(
  tx: Tx,
  { roomId, blockId, nights }: { roomId: string; blockId: string; nights: readonly Night[] },
): Promise<RoomNight[]> {
  const taken: Night[] = []
  for (const night of nights) {
    const row = { room_id: roomId, night, order_room_id: null, block_id: blockId }
    if (!(await insertedOnce(on(tx).insertInto('room_night').values(row)))) taken.push(night)
  }
  return taken.length === 0 ? [] : holdersOf(tx, roomId, taken)
}

/** Gives back a block's nights from one on; answers them. */
export async function freeBlock(
  tx: Tx,
  { blockId, fromNight }: { blockId: string; fromNight: Night },
): Promise<Night[]> {
  const rows = await on(tx)
    .selectFrom('room_night')
    .select('night')
    .where('block_id', '=', blockId)
    .where('night', '>=', fromNight)
    .orderBy('night')
    .execute()
  await on(tx).deleteFrom('room_night').where('block_id', '=', blockId).where('night', '>=', fromNight).execute()
  return rows.map(({ night }) => night)
}

async function holdersOf(tx: Tx, roomId: string, nights: readonly Night[]): Promise<RoomNight[]> {
  const rows = await on(tx)
    .selectFrom('room_night')
    .selectAll()
    .where('room_id', '=', roomId)
    .where('night', 'in', [...nights])
    .orderBy('night')
    .execute()
  return rows.map(readNight)
}
