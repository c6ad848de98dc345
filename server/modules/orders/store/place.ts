import type { SqlValue, Tx } from '../../../database/handle.ts'
import { inList } from '../../../database/in-list.ts'
import { insertRows, type Target } from '../../../database/insert-rows.ts'
import { dayMs, type Instant } from '../../../kernel/stay.ts'

/** The rows of one new order, by table, each in the order of its columns below. */
export interface NewRows {
  order: SqlValue[]
  rooms: SqlValue[][]
  lines: SqlValue[][]
  event: SqlValue[]
  consents: SqlValue[][]
}

const orders: Target = {
  table: 'orders',
  columns: [
    'id',
    'order_no',
    'member_id',
    'hotel_id',
    'room_type_id',
    'rate_plan_id',
    'check_in',
    'check_out',
    'rooms',
    'status',
    'seq',
    'version',
    'stock_mode',
    'subtotal_fen',
    'discount_fen',
    'total_fen',
    'paid_fen',
    'refunded_fen',
    'waived_fen',
    'grant_id',
    'pay_before',
    'terms_json',
    'contact_phone',
    'phone_index',
    'arrival_time',
    'remark',
    'language',
    'source',
    'placed_at',
    'changed_at',
  ],
}
const rooms: Target = { table: 'order_room', columns: ['id', 'order_id', 'room_index', 'guest_name', 'state'] }
const lines: Target = {
  table: 'order_line',
  columns: ['order_id', 'room_index', 'night', 'room_type_id', 'price_fen', 'share_fen', 'refunded_fen', 'stock'],
}
const events: Target = {
  table: 'order_event',
  columns: ['order_id', 'seq', 'from_status', 'to_status', 'cause', 'actor', 'actor_name', 'at'],
}
const consents: Target = { table: 'order_consent', columns: ['order_id', 'template', 'accepted_at'] }

/** Writes new orders with all their rows, a table at a time. */
export async function insertOrders(tx: Tx, added: readonly NewRows[]): Promise<void> {
  await insertRows(
    tx,
    orders,
    added.map((rows) => rows.order),
  )
  await insertRows(
    tx,
    rooms,
    added.flatMap((rows) => rows.rooms),
  )
  await insertRows(
    tx,
    lines,
    added.flatMap((rows) => rows.lines),
  )
  await insertRows(
    tx,
    events,
    added.map((rows) => rows.event),
  )
  await insertRows(
    tx,
    consents,
    added.flatMap((rows) => rows.consents),
  )
}

/** Adds nights to an order that has been placed. */
export async function insertLines(tx: Tx, rows: readonly SqlValue[][]): Promise<void> {
  await insertRows(tx, lines, rows)
}

/** Of these order numbers, those that are taken. */
export async function takenNumbers(tx: Tx, numbers: readonly string[]): Promise<Set<string>> {
  const list = inList(numbers)
  const rows = await tx
    .prepared(`select order_no from orders where order_no in (${list.marks})`)
    .all<{ order_no: string }>(...list.values)
  return new Set(rows.map((row) => row.order_no))
}

/** What a member keeps from others without having paid. */
export interface Standing {
  unpaid: number
  roomsHeld: number
  /** Orders of the last day that nobody paid. */
  lapses: number
}

/** How members stand now. Locks their newest orders where several transactions write at once. */
export async function standingOf(tx: Tx, memberIds: readonly string[], now: Instant): Promise<Map<string, Standing>> {
  if (memberIds.length === 0) return new Map()
  const list = inList(memberIds)
  const rows = await tx
    .prepared(
      `select member_id, status, rooms from orders where member_id in (${list.marks}) and placed_at > ?
       and status in ('awaiting_payment', 'cancelling', 'expiring', 'expired')${tx.dialect === 'mysql' ? ' for update' : ''}`,
    )
    .all<{ member_id: string; status: string; rooms: number }>(...list.values, now - dayMs)
  const standing = new Map<string, Standing>()
  for (const row of rows) {
    const one = standing.get(row.member_id) ?? { unpaid: 0, roomsHeld: 0, lapses: 0 }
    standing.set(row.member_id, one)
    if (row.status !== 'expired') {
      one.unpaid += 1
      one.roomsHeld += row.rooms
    }
    if (row.status === 'expired' || row.status === 'expiring') one.lapses += 1
  }
  return standing
}
