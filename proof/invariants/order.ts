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
    check: rows(`select e.order_id, e.seq, e.from_status, e.to_status from order_event e
      where e.from_status in ('paid', 'checked_in') and e.to_status in ('cancelled', 'expired')
        and (e.to_status = 'expired' or e.cause not in ('guest', 'staff')
          or exists (select 1 from orders o where o.id = e.order_id and o.status = 'cancelled' and o.refunded_fen > 0))`),
  },
  {
    id: 'I10',
    promise: 'Once faults stop, no order waits for money beyond its deadline',
    check: rows(
      `select id, order_no, status, pay_before from orders
      where status in ('awaiting_payment', 'cancelling', 'expiring') and pay_before < :now - :grace`,
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
