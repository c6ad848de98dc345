import type { Tx } from '../../../database/handle.ts'
import type { Night } from '../../../kernel/stay.ts'
import { defaultTotal } from './cells.ts'

/** SQL of the nights whose total nobody set: they have a row because somebody booked or closed them. */

const whose = `room_type_id = ? and night >= ? and total_set_by = 'default'`

/** These nights with their held and sold rooms and what they would have of that daily stock, kept from other writers until the transaction ends. */
export async function defaultNightsForWriting(
  tx: Tx,
  { roomTypeId, from, dailyStock }: { roomTypeId: string; from: Night; dailyStock: number | null },
): Promise<{ night: Night; booked: number; total: number | null }[]> {
  const lock = tx.dialect === 'mysql' ? ' for update' : ''
  const rows = await tx
    .prepared(`select night, held + sold as booked, off_sale from inventory_night where ${whose} order by night${lock}`)
    .all<{ night: Night; booked: number; off_sale: number }>(roomTypeId, from)
  return rows.map(({ night, booked, off_sale: offSale }) => ({
    night,
    booked,
    total: defaultTotal(dailyStock, { offSale }),
  }))
}

/** Answers how many nights have the new total. */
export async function writeDefaultTotal(
  tx: Tx,
  { roomTypeId, from, dailyStock }: { roomTypeId: string; from: Night; dailyStock: number | null },
): Promise<number> {
  const { changes } = await tx
    .prepared(
      `update inventory_night set total = case when ? < off_sale then 0 else ? - off_sale end, changed_at = ?
       where ${whose}`,
    )
    .run(dailyStock, dailyStock, tx.now, roomTypeId, from)
  return changes
}
