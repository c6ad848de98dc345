import type { Handle } from '../../../database/handle.ts'
import type { Instant } from '../../../kernel/stay.ts'
import type { Order } from '../order.ts'
import { on, readOrder } from './orders.ts'

/** Who has ordered where: members as the desk may see them. All SQL on them from the side of orders. */

/** Branches whose orders count. */
export type Where = readonly string[] | 'all'

export interface MemberAt {
  memberId: string
  /** When they last ordered there. */
  at: Instant
}

/** Members who have an order at those branches, who ordered last first. */
export async function membersAt(
  handle: Handle,
  wish: { hotelIds: readonly string[]; after?: MemberAt | undefined; limit: number },
): Promise<MemberAt[]> {
  const { after } = wish
  const all = on(handle)
    .selectFrom('orders')
    .select((eb) => [eb.ref('member_id').$notNull().as('member_id'), eb.fn.max('placed_at').as('at')])
    .where('hotel_id', 'in', [...wish.hotelIds, ''])
    .where('member_id', 'is not', null)
    .groupBy('member_id')
  const from = after
    ? all.having((eb) =>
        eb.or([
          eb(eb.fn.max('placed_at'), '<', after.at),
          eb.and([eb(eb.fn.max('placed_at'), '=', after.at), eb('member_id', '<', after.memberId)]),
        ]),
      )
    : all
  const rows = await from.orderBy('at', 'desc').orderBy('member_id', 'desc').limit(wish.limit).execute()
  return rows.map((row) => ({ memberId: row.member_id, at: Number(row.at) }))
}

/** Members whose orders there have that number, a guest whose name begins so, or that contact phone; by their id. */
export async function membersFound(
  handle: Handle,
  wish: { hotelIds: Where; text: string; phoneIndex: string; after: string; limit: number },
): Promise<string[]> {
  const until = `${wish.text}\u{10ffff}`
  let query = on(handle)
    .selectFrom('orders')
    .select((eb) => eb.ref('member_id').$notNull().as('member_id'))
    .distinct()
    .where('member_id', '>', wish.after)
    .where((eb) =>
      eb.or([
        eb('order_no', '=', wish.text),
        eb('phone_index', '=', wish.phoneIndex),
        eb(
          'id',
          'in',
          eb
            .selectFrom('order_room')
            .select('order_id')
            .where('guest_name', '>=', wish.text)
            .where('guest_name', '<', until),
        ),
      ]),
    )
  if (wish.hotelIds !== 'all') query = query.where('hotel_id', 'in', [...wish.hotelIds, ''])
  const rows = await query.orderBy('member_id').limit(wish.limit).execute()
  return rows.map((row) => row.member_id)
}

/** Which of these members have an order there. */
export async function membersAmong(
  handle: Handle,
  wish: { memberIds: readonly string[]; hotelIds: Where },
): Promise<Set<string>> {
  if (wish.memberIds.length === 0) return new Set()
  if (wish.hotelIds === 'all') return new Set(wish.memberIds)
  const rows = await on(handle)
    .selectFrom('orders')
    .select('member_id')
    .distinct()
    .where('member_id', 'in', wish.memberIds)
    .where('hotel_id', 'in', [...wish.hotelIds, ''])
    .execute()
  return new Set(rows.map((row) => row.member_id!))
}

/** A member's orders at those branches, the newest first. */
export async function ordersOfMemberAt(
  handle: Handle,
  wish: { memberId: string; hotelIds: Where; limit: number },
): Promise<Order[]> {
  let query = on(handle).selectFrom('orders').selectAll().where('member_id', '=', wish.memberId)
  if (wish.hotelIds !== 'all') query = query.where('hotel_id', 'in', [...wish.hotelIds, ''])
  const rows = await query.orderBy('placed_at', 'desc').orderBy('id', 'desc').limit(wish.limit).execute()
  return rows.map(readOrder)
}
