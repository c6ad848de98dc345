import type { Handle } from '../../../database/handle.ts'
import { inList } from '../../../database/in-list.ts'
import type { Fen } from '../../../kernel/money.ts'
import type { Night } from '../../../kernel/stay.ts'

/**
 * Sums over many orders. The common case, nights that are sold, is read from one index of the lines and touches no
 * order; what is not common (nobody came, cancelled with a fee, not paid yet) is found by the index of the branch's
 * orders, and only those orders' lines are read. Callers ask for one branch and some nights at a time.
 */

/** From the first, before the second. */
export interface Nights {
  from: Night
  to: Night
}

/** The rooms of a type on one night that are counted as sold. */
export interface SoldNight {
  night: Night
  rooms: number
  /** Of them, those that nothing is asked for. */
  freeRooms: number
  /** What is asked for them, after discounts and refunds, paid or not. */
  askedFen: Fen
}

/** The nights of a type that a guest has or had: also those of orders that nobody came for, see `unusualNights`. */
export async function soldNights(
  handle: Handle,
  { roomTypeId, from, to }: Nights & { roomTypeId: string },
): Promise<SoldNight[]> {
  const sums = `l.night, count(*) as rooms, sum(case when l.share_fen > l.refunded_fen then 0 else 1 end) as freeRooms,
    sum(l.share_fen - l.refunded_fen) as askedFen`
  const counted = handle.prepared(
    `select ${sums} from order_line l
     where l.room_type_id = ? and l.stock = 'sold' and l.night >= ? and l.night < ? group by l.night`,
  )
  // Types without a limit take no stock: there the order alone says whether its nights are sold.
  const uncounted = handle.prepared(
    `select ${sums} from order_line l join orders o on o.id = l.order_id
     where l.room_type_id = ? and l.stock = 'none' and l.night >= ? and l.night < ?
       and o.stock_mode = 'never' and o.status in ('paid', 'checked_in', 'finished', 'no_show')
     group by l.night`,
  )
  const rows = [
    ...(await counted.all<SoldNight>(roomTypeId, from, to)),
    ...(await uncounted.all<SoldNight>(roomTypeId, from, to)),
  ]
  return rows.map(({ night, rooms, freeRooms, askedFen }) => ({
    night,
    rooms: Number(rooms),
    freeRooms: Number(freeRooms),
    askedFen: Number(askedFen),
  }))
}

/** The nights of orders that are not as sold nights usually are: nobody came, cancelled with a fee, or money is due. */
export interface UnusualNight {
  roomTypeId: string
  night: Night
  status: 'no_show' | 'cancelled' | 'refunding' | 'refunded' | 'paid' | 'checked_in' | 'finished'
  /** Rooms that `soldNights` counts. */
  rooms: number
  freeRooms: number
  /** What `soldNights` asks for them. */
  askedFen: Fen
  /** Of that, what is not paid. */
  dueFen: Fen
  /** What was paid for the night and not returned, whoever has it now. */
  keptFen: Fen
}

/** Of orders of a branch that arrive in a span, their nights in another. */
export async function unusualNights(
  handle: Handle,
  { hotelId, arrivals, nights }: { hotelId: string; arrivals: Nights; nights: Nights },
): Promise<UnusualNight[]> {
  const has = `l.stock in ('sold', 'none')`
  const rows = await handle
    .prepared(
      `select l.room_type_id as roomTypeId, l.night, o.status,
         sum(case when ${has} then 1 else 0 end) as rooms,
         sum(case when ${has} and l.share_fen <= l.refunded_fen then 1 else 0 end) as freeRooms,
         sum(case when ${has} then l.share_fen - l.refunded_fen else 0 end) as askedFen,
         sum(case when ${has} and l.payment_id is null then l.share_fen - l.refunded_fen else 0 end) as dueFen,
         sum(case when l.payment_id is null then 0 else l.share_fen - l.refunded_fen end) as keptFen
       from orders o join order_line l on l.order_id = o.id
       where o.hotel_id = ? and o.check_in >= ? and o.check_in < ?
         and (o.status = 'no_show'
           or (o.status in ('cancelled', 'refunding', 'refunded') and o.paid_fen > o.refunded_fen)
           or (o.status in ('paid', 'checked_in', 'finished') and o.total_fen - o.waived_fen > o.paid_fen))
         and l.night >= ? and l.night < ?
       group by l.room_type_id, l.night, o.status`,
    )
    .all<UnusualNight>(hotelId, arrivals.from, arrivals.to, nights.from, nights.to)
  return rows.map((row) => ({
    ...row,
    rooms: Number(row.rooms),
    freeRooms: Number(row.freeRooms),
    askedFen: Number(row.askedFen),
    dueFen: Number(row.dueFen),
    keptFen: Number(row.keptFen),
  }))
}

/** The money of a rate plan's nights. */
export interface PlanSum {
  ratePlanId: string
  /** Paid and not returned. */
  keptFen: Fen
  dueFen: Fen
}

const isStay = `o.status in ('paid', 'checked_in', 'finished')`

/** By rate plan, of stays that arrive in a span and lie wholly within another: their orders say it all. */
export async function planSums(
  handle: Handle,
  { hotelId, arrivals, nights }: { hotelId: string; arrivals: Nights; nights: Nights },
): Promise<PlanSum[]> {
  const rows = await handle
    .prepared(
      `select o.rate_plan_id as ratePlanId, sum(o.paid_fen - o.refunded_fen) as keptFen,
         sum(case when ${isStay} then o.total_fen - o.waived_fen - o.paid_fen else 0 end) as dueFen
       from orders o where o.hotel_id = ? and o.check_in >= ? and o.check_in < ? and o.check_in >= ? and o.check_out <= ?
       group by o.rate_plan_id`,
    )
    .all<PlanSum>(hotelId, arrivals.from, arrivals.to, nights.from, nights.to)
  return rows.map(planSum)
}

/** By rate plan, of stays that arrive in a span and reach over an end of the other: of their lines those within. */
export async function planSumsReaching(
  handle: Handle,
  { hotelId, arrivals, nights }: { hotelId: string; arrivals: Nights; nights: Nights },
): Promise<PlanSum[]> {
  const { from, to } = nights
  const rows = await handle
    .prepared(
      `select o.rate_plan_id as ratePlanId,
         sum(case when l.payment_id is null then 0 else l.share_fen - l.refunded_fen end) as keptFen,
         sum(case when l.payment_id is null and ${isStay} and l.stock in ('sold', 'none')
           then l.share_fen - l.refunded_fen else 0 end) as dueFen
       from orders o join order_line l on l.order_id = o.id
       where o.hotel_id = ? and o.check_in >= ? and o.check_in < ? and (o.check_in < ? or o.check_out > ?)
         and o.check_out > ? and l.night >= ? and l.night < ?
       group by o.rate_plan_id`,
    )
    .all<PlanSum>(hotelId, arrivals.from, arrivals.to, from, to, from, from, to)
  return rows.map(planSum)
}

function planSum(row: PlanSum): PlanSum {
  return { ...row, keptFen: Number(row.keptFen), dueFen: Number(row.dueFen) }
}

/** Orders that were paid, by the day they arrive on, and how many of them were cancelled. */
export async function bookingsOf(
  handle: Handle,
  { hotelId, from, to }: Nights & { hotelId: string },
): Promise<{ bookings: number; cancelled: number }> {
  const row = await handle
    .prepared(
      `select count(*) as bookings,
         coalesce(sum(case when status in ('cancelled', 'refunding', 'refunded') then 1 else 0 end), 0) as cancelled
       from orders where hotel_id = ? and check_in >= ? and check_in < ? and paid_fen > 0`,
    )
    .get<{ bookings: number; cancelled: number }>(hotelId, from, to)
  return { bookings: Number(row?.bookings ?? 0), cancelled: Number(row?.cancelled ?? 0) }
}

/** Orders by id, of these branches: what a report says of each. */
export interface OrderFigures {
  id: string
  orderNo: string
  hotelId: string
  discountFen: Fen
  /** Paid and not returned. */
  keptFen: Fen
}

/** Of at most some hundreds of ids. One of another branch is left out. */
export async function figuresOfOrders(
  handle: Handle,
  wish: { orderIds: readonly string[]; hotelIds: 'all' | readonly string[] },
): Promise<OrderFigures[]> {
  if (wish.orderIds.length === 0) return []
  const { marks, values } = inList(wish.orderIds)
  const rows = await handle
    .prepared(
      `select id, order_no as orderNo, hotel_id as hotelId, discount_fen as discountFen,
         paid_fen - refunded_fen as keptFen from orders where id in (${marks})`,
    )
    .all<OrderFigures>(...values)
  const { hotelIds } = wish
  const wanted = hotelIds === 'all' ? null : new Set(hotelIds)
  return rows
    .filter((row) => wanted?.has(row.hotelId) ?? true)
    .map((row) => ({ ...row, discountFen: Number(row.discountFen), keptFen: Number(row.keptFen) }))
}

/** The first and the last day on which an order of the branch arrives; null without orders. */
export async function arrivalsFrom(handle: Handle, hotelId: string): Promise<{ first: Night; last: Night } | null> {
  const row = await handle
    .prepared('select min(check_in) as first, max(check_in) as last from orders where hotel_id = ?')
    .get<{ first: Night | null; last: Night | null }>(hotelId)
  return row?.first && row.last ? { first: row.first, last: row.last } : null
}

/** Ids of a branch's orders that arrive on these days. */
export async function orderIdsArriving(
  handle: Handle,
  { hotelId, from, to }: Nights & { hotelId: string },
): Promise<string[]> {
  const rows = await handle
    .prepared('select id from orders where hotel_id = ? and check_in >= ? and check_in < ?')
    .all<{ id: string }>(hotelId, from, to)
  return rows.map(({ id }) => id)
}
