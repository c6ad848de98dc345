import type { Tx } from '../../../database/handle.ts'
import type { Night } from '../../../kernel/stay.ts'

/** SQL of the nights whose total nobody set: they have a row because somebody booked or closed them. */

const whose = `room_type_id = ? and night >= ? and total_set_by = 'default'`

/** These nights with their held and sold rooms, kept from other writers until the transaction ends. */
export async function defaultNightsForWriting(
  tx: Tx,
  roomTypeId: string,
  from: Night,
): Promise<{ night: Night; booked: number }[]> {
  const lock = tx.dialect === 'mysql' ? ' for update' : ''
  const rows = await tx
    .prepared(`select night, held + sold as booked from inventory_night where ${whose} order by night${lock}`)
    .all<{ night: Night; booked: number }>(roomTypeId, from)
  return rows.map(({ night, booked }) => ({ night, booked }))
}

/** Answers how many nights have the new total. */
export async function writeDefaultTotal(
  tx: Tx,
  { roomTypeId, from, total }: { roomTypeId: string; from: Night; total: number | null },
): Promise<number> {
  const { changes } = await tx
    .prepared(`update inventory_night set total = ?, changed_at = ? where ${whose}`)
    .run(total, tx.now, roomTypeId, from)
  return changes
}
