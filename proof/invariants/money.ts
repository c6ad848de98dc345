import { type Invariant, rows, special, suite } from './invariant.ts'

const graceMs = 5 * 60_000

export const moneyInvariants: Invariant[] = [
  {
    id: 'I7',
    promise: 'An order’s money is its lines, in whole fen, at least one',
    check:
      rows(`select o.id, o.total_fen, sum(l.share_fen) as lines_fen from orders o join order_line l on l.order_id = o.id
      where o.status in ('awaiting_payment', 'cancelling', 'expiring', 'paid')
      group by o.id having o.total_fen <> sum(l.share_fen) or o.total_fen < 1
        or o.subtotal_fen - o.discount_fen <> o.total_fen`),
  },
  {
    id: 'I14',
    promise: 'One payment per transaction and per trade number, and the books of order and payment agree',
    check: rows(`select o.id, o.paid_fen, coalesce(sum(p.amount_fen), 0) as booked_fen from orders o
      left join order_payment op on op.order_id = o.id and op.used_for = 'booked'
      left join payment p on p.id = op.payment_id
      group by o.id having o.paid_fen <> coalesce(sum(p.amount_fen), 0)`),
  },
  {
    id: 'I15',
    promise: 'Every success in WeChat’s ledger is a paid order or a full refund',
    check: special('sandbox-ledger'),
  },
  {
    id: 'I16',
    promise: 'What was applied matches its trade in every field',
    check: rows(`select p.id, p.out_trade_no from payment p left join trade t on t.out_trade_no = p.out_trade_no
      where p.method = 'wechat' and (t.out_trade_no is null or t.amount_fen <> p.amount_fen
        or t.subject_id <> p.subject_id or t.state <> 'paid')`),
  },
  {
    id: 'I17',
    promise: 'A forged, tampered or stale notice changes nothing',
    check: suite('server/adapters/wechat/pay-notice.test.ts'),
  },
  {
    id: 'I18',
    promise: 'A notice answered 2xx has its inbox row committed first',
    check: suite('server/test/stories/journey.test.ts'),
  },
  {
    id: 'I19',
    promise: 'Money that came too late or twice goes back once, in full',
    check: rows(`select op.payment_id, op.amount_fen, count(r.id) as refunds, sum(r.amount_fen) as refunded_fen
      from order_payment op left join refund r on r.payment_id = op.payment_id
      where op.used_for = 'returned' group by op.payment_id
      having count(r.id) <> 1 or sum(r.amount_fen) <> op.amount_fen
      union all
      select r.payment_id, p.amount_fen, 1, r.amount_fen from refund r join payment p on p.id = r.payment_id
      where r.cause in ('closing', 'late', 'none_left') and r.amount_fen <> p.amount_fen`),
  },
  {
    id: 'I20',
    promise: 'Refunds never exceed their payment, and refunded means that all of them succeeded',
    check: rows(`select p.id, p.amount_fen, p.refunded_fen, coalesce(sum(r.amount_fen), 0) as refunds_fen
      from payment p left join refund r on r.payment_id = p.id
      group by p.id having p.refunded_fen <> coalesce(sum(r.amount_fen), 0) or p.refunded_fen > p.amount_fen
      union all
      select o.id, o.paid_fen, o.refunded_fen, r.amount_fen from orders o join refund r on r.subject_id = o.id
      where o.status = 'refunded' and r.state <> 'succeeded' and r.cause <> 'extra' and r.cause not like 'goodwill%'
      union all
      select o.id, o.paid_fen, o.refunded_fen, coalesce(sum(l.refunded_fen), 0) from orders o
      join order_line l on l.order_id = o.id group by o.id having o.refunded_fen <> sum(l.refunded_fen)`),
  },
  {
    id: 'I21',
    promise: 'Each difference between WeChat’s bill and the books has a row, and each day with one an alarm',
    check: rows(`select d.day, d.differences, count(b.id) as rows_there from bill_day d
      left join bill_difference b on b.day = d.day group by d.day having d.differences <> count(b.id)`),
  },
  {
    id: 'I22',
    promise: 'A failure notice never uses up the success’s place',
    check: suite('server/modules/orders/edges.test.ts'),
  },
  {
    id: 'M1',
    promise: 'Once faults stop, no refund is left unasked',
    check: rows(
      `select id, state, created_at from refund where state = 'asked' and created_at < :now - :grace
        and not exists (select 1 from alarm a where a.subject = 'refund:' || refund.id and a.closed_at is null)`,
      graceMs,
    ),
  },
]
