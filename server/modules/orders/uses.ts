import type { Handle } from '../../database/handle.ts'
import { on } from './store/orders.ts'

/** What of the catalogue orders name: a branch, one of its types or one of its plans. */
export interface Named {
  hotelId: string
  roomTypeId?: string | undefined
  ratePlanId?: string | undefined
}

const notOver = ['awaiting_payment', 'cancelling', 'expiring', 'paid', 'checked_in'] as const

/** Orders that are not over and name it, also by a room that was moved there: how many, and the first by check-in. */
export async function comingOrders(
  handle: Handle,
  named: Named,
  atMost: number,
): Promise<{ count: number; orderNos: string[] }> {
  const coming = naming(handle, named).where('status', 'in', notOver)
  const counted = await coming.select((eb) => eb.fn.countAll<number>().as('orders')).executeTakeFirst()
  const first = await coming.select('order_no').orderBy('check_in').orderBy('order_no').limit(atMost).execute()
  return { count: Number(counted?.orders ?? 0), orderNos: first.map((row) => row.order_no) }
}

/** Whether any order ever named it. */
export async function wereEverOrdered(handle: Handle, named: Named): Promise<boolean> {
  return (await naming(handle, named).select('id').limit(1).executeTakeFirst()) !== undefined
}

/** The orders of rooms of orders, by the room. */
export async function ordersOfRooms(
  handle: Handle,
  orderRoomIds: readonly string[],
): Promise<Map<string, { orderId: string; orderNo: string }>> {
  if (orderRoomIds.length === 0) return new Map()
  const rows = await on(handle)
    .selectFrom('order_room')
    .innerJoin('orders', 'orders.id', 'order_room.order_id')
    .select(['order_room.id as orderRoomId', 'orders.id as orderId', 'orders.order_no as orderNo'])
    .where('order_room.id', 'in', [...orderRoomIds])
    .execute()
  return new Map(rows.map(({ orderRoomId, ...order }) => [orderRoomId, order]))
}

function naming(handle: Handle, { hotelId, roomTypeId, ratePlanId }: Named) {
  let query = on(handle).selectFrom('orders').where('hotel_id', '=', hotelId)
  if (ratePlanId) query = query.where('rate_plan_id', '=', ratePlanId)
  if (roomTypeId) {
    query = query.where((eb) =>
      eb.or([
        eb('room_type_id', '=', roomTypeId),
        eb.exists(
          eb
            .selectFrom('order_line')
            .select('night')
            .whereRef('order_line.order_id', '=', 'orders.id')
            .where('order_line.room_type_id', '=', roomTypeId),
        ),
      ]),
    )
  }
  return query
}
