import type { Handle, Tx, Updateable } from '../../../database/handle.ts'
import { changed } from '../../../database/handle.ts'
import type { OrderRoom, OrderRoomState } from '../order.ts'
import type { OrderRoomRow } from '../tables.ts'
import { locking, on } from './orders.ts'

/** The rooms of an order, in their order. */
export async function roomsOf(handle: Handle, orderId: string): Promise<OrderRoom[]> {
  return (await rooms(handle, orderId).execute()).map(readRoom)
}

export async function roomsForWriting(tx: Tx, orderId: string): Promise<OrderRoom[]> {
  return (await locking(tx, rooms(tx, orderId)).execute()).map(readRoom)
}

export async function roomsOfMany(handle: Handle, orderIds: readonly string[]): Promise<Map<string, OrderRoom[]>> {
  const byOrder = new Map<string, OrderRoom[]>(orderIds.map((id) => [id, []]))
  if (orderIds.length === 0) return byOrder
  const rows = await on(handle)
    .selectFrom('order_room')
    .selectAll()
    .where('order_id', 'in', orderIds)
    .orderBy('room_index')
    .execute()
  for (const row of rows) byOrder.get(row.order_id)!.push(readRoom(row))
  return byOrder
}

/** Changes a room that is still in the state it was seen in; false when somebody was faster. */
export async function changeRoom(
  tx: Tx,
  room: Pick<OrderRoom, 'id' | 'state'>,
  set: Omit<Updateable<OrderRoomRow>, 'id' | 'order_id'> & { state?: OrderRoomState },
): Promise<boolean> {
  const result = await on(tx)
    .updateTable('order_room')
    .set(set)
    .where('id', '=', room.id)
    .where('state', '=', room.state)
    .executeTakeFirst()
  return changed(result) === 1
}

function rooms(handle: Handle, orderId: string) {
  return on(handle).selectFrom('order_room').selectAll().where('order_id', '=', orderId).orderBy('room_index')
}

export function readRoom(row: OrderRoomRow): OrderRoom {
  return {
    id: row.id,
    roomIndex: row.room_index,
    guestName: row.guest_name,
    roomId: row.room_id,
    roomNumber: row.room_number,
    state: row.state,
    checkedInAt: row.checked_in_at,
    checkedOutAt: row.checked_out_at,
  }
}
