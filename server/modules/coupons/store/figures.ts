import type { Handle } from '../../../database/handle.ts'
import type { Instant, Night } from '../../../kernel/stay.ts'

/** How a coupon's grants of one stretch of time count in a span. */
export interface GrantFigures {
  granted: number
  used: number
  expired: number
}

/**
 * Of the grants given from one instant, before another: how many were given in the span, used in it, or ran out on a
 * day of it. Reads one index, so callers go through the life of a coupon in short stretches.
 */
export async function grantFigures(
  handle: Handle,
  wish: {
    couponId: string
    given: { from: Instant; to: Instant }
    span: { from: Instant; to: Instant; firstDay: Night; endDay: Night }
    today: Night
  },
): Promise<GrantFigures> {
  const { couponId, given, span, today } = wish
  const row = await handle
    .prepared(
      `select coalesce(sum(case when granted_at >= ? and granted_at < ? then 1 else 0 end), 0) as granted,
         coalesce(sum(case when state = 'used' and changed_at >= ? and changed_at < ? then 1 else 0 end), 0) as used,
         coalesce(sum(case when state = 'usable' and valid_until >= ? and valid_until < ?
           and valid_until < ? then 1 else 0 end), 0) as expired
       from coupon_grant where coupon_id = ? and granted_at >= ? and granted_at < ?`,
    )
    .get<GrantFigures>(
      ...[span.from, span.to, span.from, span.to, span.firstDay, span.endDay, today, couponId, given.from, given.to],
    )
  return { granted: Number(row!.granted), used: Number(row!.used), expired: Number(row!.expired) }
}

/** The orders that used grants of this stretch within the span. */
export async function ordersUsing(
  handle: Handle,
  wish: { couponId: string; given: { from: Instant; to: Instant }; used: { from: Instant; to: Instant } },
): Promise<string[]> {
  const { couponId, given, used } = wish
  const rows = await handle
    .prepared(
      `select order_id as orderId from coupon_grant
       where coupon_id = ? and granted_at >= ? and granted_at < ? and state = 'used'
         and changed_at >= ? and changed_at < ?`,
    )
    .all<{ orderId: string }>(couponId, given.from, given.to, used.from, used.to)
  return rows.map(({ orderId }) => orderId)
}

/** When the first grant of each coupon was given. */
export async function firstGrants(handle: Handle): Promise<Map<string, Instant>> {
  const rows = await handle
    .prepared(
      `select id as couponId, (select min(g.granted_at) from coupon_grant g where g.coupon_id = coupon.id) as at
       from coupon`,
    )
    .all<{ couponId: string; at: Instant | null }>()
  return new Map(rows.flatMap(({ couponId, at }) => (at === null ? [] : [[couponId, Number(at)] as const])))
}
