import type { Tx } from '../../../database/handle.ts'
import type { Night } from '../../../kernel/stay.ts'

/** SQL of the rooms that blocks take out of a night's total. */

interface TypeNight {
  roomTypeId: string
  night: Night
}

/** A night on which every room is held, sold or off sale. */
export interface OffSale {
  night: Night
  booked: number
  total: number
}

/** False: all rooms of the night are held or sold. */
export async function takeOffSale(tx: Tx, { roomTypeId, night }: TypeNight): Promise<boolean> {
  const { changes } = await tx
    .prepared(
      `update inventory_night set total = total - 1, off_sale = off_sale + 1, changed_at = ?
       where room_type_id = ? and night = ? and held + sold + 1 <= total`,
    )
    .run(tx.now, roomTypeId, night)
  return changes === 1
}

/**
 * A total that nobody set is the daily stock less what is still off sale; any other has one room more. MySQL sets the
 * columns from left to right: `off_sale` comes last, so that every expression sees it as it was.
 */
export async function raiseOnSale(
  tx: Tx,
  { roomTypeId, night, dailyStock }: TypeNight & { dailyStock: number | null },
): Promise<boolean> {
  const { changes } = await tx
    .prepared(
      `update inventory_night set
         total = case when total is null or total_set_by = 'staff' then total + 1
           when ? < off_sale - 1 then 0 else ? - off_sale + 1 end,
         changed_at = ?, off_sale = off_sale - 1
       where room_type_id = ? and night = ? and off_sale >= 1`,
    )
    .run(dailyStock, dailyStock, tx.now, roomTypeId, night)
  return changes === 1
}

export async function countOffSale(tx: Tx, { roomTypeId, night }: TypeNight): Promise<OffSale> {
  const row = await tx
    .prepared('select held + sold as booked, total from inventory_night where room_type_id = ? and night = ?')
    .get<{ booked: number; total: number }>(roomTypeId, night)
  return { night, booked: row?.booked ?? 0, total: row?.total ?? 0 }
}
