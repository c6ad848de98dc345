import { insertedOnce } from '../../../database/dialect.ts'
import type { Tx } from '../../../database/handle.ts'
import type { Demand } from '../inventory.ts'

/** How rooms move between free, held and sold. */
export type Move = keyof typeof statements

const key = 'changed_at = ? where room_type_id = ? and night = ?'
const enoughFree = '(total is null or held + sold + ? <= total)'

/** Each carries its condition, so that no two of them can take the same room whatever happens at the same moment. */
const statements = {
  hold: `update inventory_night set held = held + ?, ${key} and ${enoughFree}`,
  release: `update inventory_night set held = held - ?, ${key} and held >= ?`,
  sell: `update inventory_night set held = held - ?, sold = sold + ?, ${key} and held >= ?`,
  take: `update inventory_night set sold = sold + ?, ${key} and ${enoughFree}`,
  giveBack: `update inventory_night set sold = sold - ?, ${key} and sold >= ?`,
} as const

/** Moves the rooms of one type and night. False: the condition did not hold, or there is no row. */
export async function moveRooms(tx: Tx, move: Move, { roomTypeId, night, rooms }: Demand): Promise<boolean> {
  const counters = move === 'sell' ? [rooms, rooms] : [rooms]
  const { changes } = await tx.prepared(statements[move]).run(...counters, tx.now, roomTypeId, night, rooms)
  return changes === 1
}

/** Makes the row of a night that nobody touched before. False: it was there. */
export function makeNight(tx: Tx, { roomTypeId, night, defaultTotal }: Omit<Demand, 'rooms'>): Promise<boolean> {
  const insert = tx.prepared(
    `insert into inventory_night (room_type_id, night, total, total_set_by, held, sold, closed, changed_at)
     values (?, ?, ?, 'default', 0, 0, 0, ?)`,
  )
  return insertedOnce({ execute: () => insert.run(roomTypeId, night, defaultTotal, tx.now) })
}
