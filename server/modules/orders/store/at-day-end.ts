import type { Handle } from '../../../database/handle.ts'
import type { Fen } from '../../../kernel/money.ts'
import { addNights, type Instant, type Night, nightsAtMost } from '../../../kernel/stay.ts'
import { on } from './orders.ts'

/** What is open at a branch when a hotel day ends. */
export interface DayEnd {
  hotelId: string
  day: Night
  limit: number
}

export interface OpenBalance {
  orderId: string
  orderNo: string
  status: 'paid' | 'checked_in' | 'finished'
  checkOut: Night
  balanceFen: Fen
}

/** Stays that have begun and are not paid in full, those that leave first before the others. */
export async function openBalances(handle: Handle, { hotelId, day, limit }: DayEnd): Promise<OpenBalance[]> {
  const rows = await stays(handle, { hotelId, day })
    .select((eb) => [
      'id as orderId',
      'order_no as orderNo',
      'status',
      'check_out as checkOut',
      eb(eb('total_fen', '-', eb.ref('waived_fen')), '-', eb.ref('paid_fen')).as('balanceFen'),
    ])
    .where('status', 'in', ['paid', 'checked_in', 'finished'])
    .where((eb) => eb(eb('total_fen', '-', eb.ref('waived_fen')), '>', eb.ref('paid_fen')))
    .orderBy('check_out')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    ...row,
    status: row.status as OpenBalance['status'],
    balanceFen: Number(row.balanceFen),
  }))
}

export interface RoomInHouse {
  orderId: string
  orderNo: string
  roomNumber: string | null
  guestName: string
  checkIn: Night
  checkOut: Night
}

/** Rooms whose guests had come and not left at that instant, by number. */
export async function roomsInHouse(handle: Handle, wish: DayEnd & { at: Instant }): Promise<RoomInHouse[]> {
  return stays(handle, wish)
    .innerJoin('order_room', 'order_room.order_id', 'orders.id')
    .select([
      'orders.id as orderId',
      'orders.order_no as orderNo',
      'order_room.room_number as roomNumber',
      'order_room.guest_name as guestName',
      'orders.check_in as checkIn',
      'orders.check_out as checkOut',
    ])
    .where('orders.status', 'in', ['checked_in', 'finished'])
    .where('order_room.checked_in_at', '<', wish.at)
    .where((eb) => eb.or([eb('order_room.checked_out_at', 'is', null), eb('order_room.checked_out_at', '>=', wish.at)]))
    .orderBy('order_room.room_number')
    .orderBy('orders.id')
    .limit(wish.limit)
    .execute()
}

/** Orders of the branch that arrived until that day and can still be there or have left lately. */
function stays(handle: Handle, { hotelId, day }: Pick<DayEnd, 'hotelId' | 'day'>) {
  return on(handle)
    .selectFrom('orders')
    .where('orders.hotel_id', '=', hotelId)
    .where('orders.check_in', '>', addNights(day, -2 * nightsAtMost))
    .where('orders.check_in', '<=', day)
}
