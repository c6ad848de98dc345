import type { Handle, Tx } from '../../../database/handle.ts'
import { changed } from '../../../database/handle.ts'
import type { Night } from '../../../kernel/stay.ts'
import type { LineStock, OrderLine } from '../order.ts'
import type { OrderLineRow } from '../tables.ts'
import { locking, on } from './orders.ts'

/** All lines, by night and room. */
export async function linesOf(handle: Handle, orderId: string): Promise<OrderLine[]> {
  return (await lines(handle, orderId).execute()).map(readLine)
}

export async function linesForWriting(tx: Tx, orderId: string): Promise<OrderLine[]> {
  return (await locking(tx, lines(tx, orderId)).execute()).map(readLine)
}

/** The lines of many orders at once, by order. */
export async function linesOfMany(handle: Handle, orderIds: readonly string[]): Promise<Map<string, OrderLine[]>> {
  const byOrder = new Map<string, OrderLine[]>(orderIds.map((id) => [id, []]))
  if (orderIds.length === 0) return byOrder
  const rows = await on(handle)
    .selectFrom('order_line')
    .selectAll()
    .where('order_id', 'in', orderIds)
    .orderBy('night')
    .orderBy('room_index')
    .execute()
  for (const row of rows) byOrder.get(row.order_id)!.push(readLine(row))
  return byOrder
}

/**
 * Moves the lines of an order from one stock state to another, all of them or those of nights from `fromNight` on,
 * and answers how many.
 */
export async function moveLines(
  tx: Tx,
  orderId: string,
  way: { from: LineStock; to: LineStock; fromNight?: Night },
): Promise<number> {
  let update = on(tx)
    .updateTable('order_line')
    .set({ stock: way.to, released_at: way.to === 'released' ? tx.now : null })
    .where('order_id', '=', orderId)
    .where('stock', '=', way.from)
  if (way.fromNight) update = update.where('night', '>=', way.fromNight)
  return changed(await update.executeTakeFirst())
}

/** The lines nobody has paid yet are paid by this payment: all of them, or those that were not given up. */
export async function payLines(
  tx: Tx,
  wish: { orderId: string; paymentId: string; which: 'all' | 'not_released' },
): Promise<void> {
  let update = on(tx)
    .updateTable('order_line')
    .set({ payment_id: wish.paymentId })
    .where('order_id', '=', wish.orderId)
    .where('payment_id', 'is', null)
  if (wish.which === 'not_released') update = update.where('stock', '<>', 'released')
  await update.execute()
}

/** Notes what goes back of a line; its CHECK refuses more than the line cost. */
export async function refundLine(
  tx: Tx,
  orderId: string,
  line: { roomIndex: number; night: Night; amountFen: number },
): Promise<void> {
  await on(tx)
    .updateTable('order_line')
    .set((eb) => ({ refunded_fen: eb('refunded_fen', '+', line.amountFen) }))
    .where('order_id', '=', orderId)
    .where('room_index', '=', line.roomIndex)
    .where('night', '=', line.night)
    .execute()
}

/** The nights of one room become nights of another type. */
export async function retypeLines(
  tx: Tx,
  orderId: string,
  way: { roomIndex: number; fromNight: Night; roomTypeId: string },
): Promise<void> {
  await on(tx)
    .updateTable('order_line')
    .set({ room_type_id: way.roomTypeId })
    .where('order_id', '=', orderId)
    .where('room_index', '=', way.roomIndex)
    .where('night', '>=', way.fromNight)
    .where('stock', '<>', 'released')
    .execute()
}

function lines(handle: Handle, orderId: string) {
  return on(handle)
    .selectFrom('order_line')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('night')
    .orderBy('room_index')
}

function readLine(row: OrderLineRow): OrderLine {
  return {
    roomIndex: row.room_index,
    night: row.night,
    roomTypeId: row.room_type_id,
    priceFen: row.price_fen,
    shareFen: row.share_fen,
    refundedFen: row.refunded_fen,
    paymentId: row.payment_id,
    stock: row.stock,
  }
}
