import { noteChanges } from '../../../database/changes.ts'
import type { Handle, Tx, Updateable } from '../../../database/handle.ts'
import { changed, over } from '../../../database/handle.ts'
import type { Order, Terms } from '../order.ts'
import type { OrdersRow, OrderTables } from '../tables.ts'

/** The typed tables of this module. */
export function on(handle: Handle) {
  return over<OrderTables>(handle)
}

/** Makes a read of rows that this transaction will write see their newest state and keep it. */
export function locking<Query extends { forUpdate(): unknown }>(tx: Tx, query: Query): Query {
  return tx.dialect === 'mysql' ? (query.forUpdate() as Query) : query
}

export async function orderById(handle: Handle, id: string): Promise<Order | null> {
  const row = await on(handle).selectFrom('orders').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? readOrder(row) : null
}

/** The order, kept from other writers until this transaction ends. */
export async function orderForWriting(tx: Tx, id: string): Promise<Order | null> {
  const row = await locking(tx, on(tx).selectFrom('orders').selectAll().where('id', '=', id)).executeTakeFirst()
  return row ? readOrder(row) : null
}

/** Changes columns of an order that are not its status; whoever looks at it is shown the change. */
export async function changeOrder(tx: Tx, id: string, set: OrderChange): Promise<void> {
  await on(tx)
    .updateTable('orders')
    .set((eb) => ({ ...set, version: eb('version', '+', 1), changed_at: tx.now }))
    .where('id', '=', id)
    .execute()
  await noteChange(tx, id)
}

/** Adds to what goes back of an order's money; its CHECK refuses more than was paid. */
export async function addRefunded(tx: Tx, id: string, amountFen: number): Promise<void> {
  await on(tx)
    .updateTable('orders')
    .set((eb) => ({
      refunded_fen: eb('refunded_fen', '+', amountFen),
      version: eb('version', '+', 1),
      changed_at: tx.now,
    }))
    .where('id', '=', id)
    .execute()
  await noteChange(tx, id)
}

/** Whoever looks at its branch is told. */
async function noteChange(tx: Tx, id: string): Promise<void> {
  const row = await tx.prepared('select hotel_id from orders where id = ?').get<{ hotel_id: string }>(id)
  if (row) await noteChanges(tx, [{ hotelId: row.hotel_id, kind: 'order', subject: id }])
}

/** Columns other than status and sequence: those move together, in `move.ts` only. */
export type OrderChange = Omit<Updateable<OrdersRow>, 'id' | 'status' | 'seq' | 'version' | 'changed_at'>

/** The status moves on if it is still what it was; false when somebody was faster. */
export async function moveStatus(tx: Tx, order: Order, to: Order['status'], set: OrderChange): Promise<boolean> {
  const moved = await on(tx)
    .updateTable('orders')
    .set((eb) => ({
      ...set,
      status: to,
      seq: eb('seq', '+', 1),
      version: eb('version', '+', 1),
      changed_at: tx.now,
    }))
    .where('id', '=', order.id)
    .where('status', '=', order.status)
    .executeTakeFirst()
  if (changed(moved) !== 1) return false
  await noteChanges(tx, [{ hotelId: order.hotelId, kind: 'order', subject: order.id }])
  return true
}

export function readOrder(row: OrdersRow): Order {
  return {
    id: row.id,
    orderNo: row.order_no,
    memberId: row.member_id,
    hotelId: row.hotel_id,
    roomTypeId: row.room_type_id,
    ratePlanId: row.rate_plan_id,
    checkIn: row.check_in,
    checkOut: row.check_out,
    rooms: row.rooms,
    status: row.status,
    seq: row.seq,
    version: row.version,
    stockMode: row.stock_mode,
    subtotalFen: row.subtotal_fen,
    discountFen: row.discount_fen,
    totalFen: row.total_fen,
    paidFen: row.paid_fen,
    refundedFen: row.refunded_fen,
    waivedFen: row.waived_fen,
    grantId: row.grant_id,
    payBefore: row.pay_before,
    terms: JSON.parse(row.terms_json) as Terms,
    contactPhone: row.contact_phone,
    arrivalTime: row.arrival_time,
    remark: row.remark,
    language: row.language === 'en' ? 'en' : 'zh',
    source: row.source,
    placedAt: row.placed_at,
    changedAt: row.changed_at,
  }
}
