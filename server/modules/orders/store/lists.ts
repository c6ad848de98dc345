import type { OrderStatus } from '../../../../contract/order-status.ts'
import type { Handle } from '../../../database/handle.ts'
import type { Instant, Night } from '../../../kernel/stay.ts'
import type { Order } from '../order.ts'
import { on, readOrder } from './orders.ts'

/** Where a list goes on: the place of the last order that was shown. */
export interface ListCursor {
  placedAt: Instant
  id: string
}

/** A member's orders, the newest first. */
export async function ordersOfMember(
  handle: Handle,
  filter: {
    memberId: string
    statuses?: readonly OrderStatus[] | undefined
    after?: ListCursor | undefined
    limit: number
  },
): Promise<Order[]> {
  let query = on(handle).selectFrom('orders').selectAll().where('member_id', '=', filter.memberId)
  if (filter.statuses) query = query.where('status', 'in', [...filter.statuses])
  return run(query, filter)
}

export interface DeskFilter {
  /** Branches the caller may see. */
  hotelIds: readonly string[] | 'all'
  statuses?: readonly OrderStatus[] | undefined
  /** Stays that touch a night of [from, to). */
  from?: Night | undefined
  to?: Night | undefined
  /** An order number's beginning, a guest's name's beginning, or a contact phone by its index. */
  find?: { text: string; phoneIndex: string | null } | undefined
  after?: ListCursor | undefined
  limit: number
}

/** Orders of branches, the newest first. */
export async function ordersOfHotels(handle: Handle, filter: DeskFilter): Promise<Order[]> {
  let query = on(handle).selectFrom('orders').selectAll()
  if (filter.hotelIds !== 'all') query = query.where('hotel_id', 'in', [...filter.hotelIds, ''])
  if (filter.statuses) query = query.where('status', 'in', [...filter.statuses])
  if (filter.from) query = query.where('check_out', '>', filter.from)
  if (filter.to) query = query.where('check_in', '<', filter.to)
  const find = filter.find
  if (find) {
    const until = `${find.text}\u{10ffff}`
    query = query.where((eb) =>
      eb.or([
        eb.and([eb('order_no', '>=', find.text), eb('order_no', '<', until)]),
        ...(find.phoneIndex === null ? [] : [eb('phone_index', '=', find.phoneIndex)]),
        eb(
          'id',
          'in',
          eb
            .selectFrom('order_room')
            .select('order_id')
            .where('guest_name', '>=', find.text)
            .where('guest_name', '<', until),
        ),
      ]),
    )
  }
  return run(query, filter)
}

type OrdersQuery = ReturnType<typeof allOrders>

function allOrders(handle: Handle) {
  return on(handle).selectFrom('orders').selectAll()
}

async function run(query: OrdersQuery, page: { after?: ListCursor | undefined; limit: number }): Promise<Order[]> {
  const { after } = page
  const from = after
    ? query.where((eb) =>
        eb.or([
          eb('placed_at', '<', after.placedAt),
          eb.and([eb('placed_at', '=', after.placedAt), eb('id', '<', after.id)]),
        ]),
      )
    : query
  const rows = await from.orderBy('placed_at', 'desc').orderBy('id', 'desc').limit(page.limit).execute()
  return rows.map(readOrder)
}
