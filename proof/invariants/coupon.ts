import { type Invariant, rows, suite } from './invariant.ts'

const graceMs = 10 * 60_000

export const couponInvariants: Invariant[] = [
  {
    id: 'I23',
    promise: 'One welcome a person and one coupon a check-out',
    check: rows(`select source_type, source_id, count(*) as grants from coupon_grant
      group by source_type, source_id having count(*) > 1`),
  },
  {
    id: 'I24',
    promise: 'No coupon that was earned is lost',
    check: rows(
      `select o.id, o.order_no from orders o
      where o.status = 'finished' and o.member_id is not null and o.changed_at < :now - :grace
        and not exists (select 1 from coupon_grant g where g.source_type = 'check_out' and g.source_id = o.id)
        and exists (select 1 from outbox e where e.message_key = o.id and e.event = 'order.stay_completed'
          and exists (select 1 from coupon c where c.given_on = 'check_out' and c.state = 'active'
            and c.quota is null and c.per_guest is null and c.valid_days is not null and c.changed_at < e.born_at))
        and not exists (select 1 from parked p where p.event_id in (select id from outbox x where x.message_key = o.id))`,
      graceMs,
    ),
  },
  {
    id: 'I25',
    promise: 'A coupon is locked or used by the one live order that names it',
    check: rows(`select g.id, g.state, g.order_id, o.status from coupon_grant g left join orders o on o.id = g.order_id
      where g.order_id is not null and (o.id is null or o.grant_id is null or o.grant_id <> g.id
        or (g.state = 'locked' and o.status not in ('awaiting_payment', 'cancelling', 'expiring'))
        or (g.state = 'used' and o.status in ('awaiting_payment', 'cancelling', 'expiring')))`),
  },
  {
    id: 'I26',
    promise: 'A coupon came back when nothing of the order was kept',
    check: rows(`select o.id, o.status, g.id as grant_id from orders o join coupon_grant g on g.order_id = o.id
      where o.status in ('cancelled', 'expired') and o.paid_fen = 0`),
  },
  {
    id: 'I27',
    promise: 'As many were given as were counted, and never more than there are',
    check: rows(`select c.id, c.granted, c.quota, count(g.id) as grants from coupon c
      left join coupon_grant g on g.coupon_id = c.id
      group by c.id having c.granted <> count(g.id) or (c.quota is not null and c.granted > c.quota)
      union all
      select h.coupon_id, h.granted, c.per_guest, count(g.id) from coupon_holder h
      join coupon c on c.id = h.coupon_id
      left join coupon_grant g on g.coupon_id = h.coupon_id and g.member_id = h.member_id
      group by h.coupon_id, h.member_id having h.granted <> count(g.id)`),
  },
  {
    id: 'I28',
    promise: 'A coupon is used only by its owner, in its scope and time, and leaves at least one fen to pay',
    check: suite('server/modules/coupons/discount.test.ts'),
  },
]
