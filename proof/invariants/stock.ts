import { type Invariant, rows } from './invariant.ts'

/** Lines of orders whose stock is counted: the order's mode is not `never`. */
const counted = `
  select l.room_type_id, l.night,
    sum(case when l.stock = 'held' then 1 else 0 end) as held,
    sum(case when l.stock = 'sold' then 1 else 0 end) as sold
  from order_line l group by l.room_type_id, l.night`

export const stockInvariants: Invariant[] = [
  {
    id: 'I1',
    promise: 'No night is held and sold beyond its total, or below nothing',
    check: rows(`select room_type_id, night, total, held, sold from inventory_night
      where held < 0 or sold < 0 or (total is not null and held + sold > total)`),
  },
  {
    id: 'I2',
    promise: 'The counters of a night equal the order lines in that state',
    check: rows(`select coalesce(i.room_type_id, c.room_type_id) as room_type_id, coalesce(i.night, c.night) as night,
        i.held, c.held as lines_held, i.sold, c.sold as lines_sold
      from inventory_night i full join (${counted}) c on c.room_type_id = i.room_type_id and c.night = i.night
      where coalesce(i.held, 0) <> coalesce(c.held, 0) or coalesce(i.sold, 0) <> coalesce(c.sold, 0)`),
  },
  {
    id: 'I3',
    promise: 'An order has every night of its stay once per room, in one state, given up only from some night on',
    check: rows(`select o.id, o.status, count(*) as lines, o.rooms, o.check_in, o.check_out
      from orders o left join order_line l on l.order_id = o.id
        and l.night >= o.check_in and l.night < o.check_out
      group by o.id
      having count(l.night) <> o.rooms * (julianday(o.check_out) - julianday(o.check_in))
        or count(distinct case when l.stock <> 'released' then l.stock end) > 1
        or min(case when l.stock = 'released' then l.night end) < max(case when l.stock <> 'released' then l.night end)`),
  },
  {
    id: 'I4',
    promise: 'What state an order is in says what its nights are, by stock mode',
    check:
      rows(`select o.id, o.status, o.stock_mode, l.night, l.stock from orders o join order_line l on l.order_id = o.id
      where case
        when o.status in ('awaiting_payment', 'cancelling', 'expiring')
          then l.stock <> case o.stock_mode when 'order' then 'held' else 'none' end
        when o.status in ('paid', 'checked_in')
          then l.stock not in (case o.stock_mode when 'never' then 'none' else 'sold' end, 'released')
        when o.status in ('finished', 'no_show') then l.stock = 'held'
        else l.stock in ('held', 'sold') end`),
  },
  {
    id: 'I5',
    promise: 'A hold ends once: nothing is held for an order that no longer waits for money',
    check: rows(`select o.id, o.status, l.night from orders o join order_line l on l.order_id = o.id
      where l.stock = 'held' and o.status not in ('awaiting_payment', 'cancelling', 'expiring')`),
  },
  {
    id: 'I6',
    promise: 'Stock is never lowered below what is held and sold',
    check: rows(`select room_type_id, night, total, held, sold from inventory_night
      where total is not null and total < held + sold`),
  },
  {
    id: 'I45',
    promise: 'A room number has at most one stay a night',
    check: rows(`select room_id, night, count(*) as uses from room_night group by room_id, night having count(*) > 1
      union all
      select n.room_id, n.night, 0 from room_night n left join room_block b on b.id = n.block_id
      where n.block_id is not null and (b.id is null or b.room_id <> n.room_id
        or n.night < b.from_night or n.night >= b.to_night)`),
  },
  {
    id: 'I46',
    promise: 'A block that lasts has all its nights, and what is off sale is what blocks took',
    check: rows(`select b.room_id, b.from_night as night, count(n.night) as had from room_block b
      left join room_night n on n.block_id = b.id
      where b.ended_at is null
      group by b.id having count(n.night) <> julianday(b.to_night) - julianday(b.from_night)
      union all
      select coalesce(i.room_type_id, l.room_type_id), coalesce(i.night, l.night), coalesce(i.off_sale, 0)
      from inventory_night i full join (
        select b.room_type_id, w.night, count(*) as rooms from room_block_lowered w
        join room_block b on b.id = w.block_id group by b.room_type_id, w.night
      ) l on l.room_type_id = i.room_type_id and l.night = i.night
      where coalesce(i.off_sale, 0) <> coalesce(l.rooms, 0)`),
  },
]
