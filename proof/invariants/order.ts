import { type Invariant, rows, special, suite } from './invariant.ts'

const graceMs = 5 * 60_000

export const orderInvariants: Invariant[] = [
  {
    id: 'I8',
    promise: 'Orders move along legal edges only, with a gapless sequence',
    check: special('legal-edges'),
  },
  {
    id: 'I9',
    promise: 'A paid order ends unstayed only through a refund, or a confirmed return of nothing',
    check: rows(`select e.order_id, e.seq, e.from_status, e.to_status, e.cause from order_event e
      where e.from_status in ('paid', 'checked_in') and e.to_status in ('cancelled', 'expired')
        and (e.to_status = 'expired' or e.cause not in ('guest', 'staff')
          or exists (select 1 from refund r where r.subject_id = e.order_id and r.cause = 'cancel'))
      union all
      select o.id, o.seq, null, o.status, null from orders o
      where o.status in ('refunding', 'refunded')
        and not exists (select 1 from refund r where r.subject_id = o.id and r.cause <> 'extra')`),
  },
  {
    id: 'I10',
    promise: 'No order waits for money beyond its deadline, except with an open alarm while WeChat cannot be asked',
    check: rows(
      `select id, order_no, status, pay_before from orders
      where status in ('awaiting_payment', 'cancelling', 'expiring') and pay_before < :now - :grace
        and (status = 'awaiting_payment' or not exists (select 1 from alarm a
          where a.kind = 'closing_overdue' and a.subject = 'order:' || orders.id and a.closed_at is null))`,
      graceMs,
    ),
  },
  {
    id: 'I11',
    promise: 'No order expires early',
    check: rows(`select e.order_id, e.at, o.pay_before from order_event e
      join orders o on o.id = e.order_id where e.to_status in ('expiring', 'expired') and e.at < o.pay_before`),
  },
  { id: 'I12', promise: 'Of pay, cancel and expire one wins', check: suite('server/modules/orders/races.test.ts') },
]
