import type { OrderStatus } from '../../../../contract/order-status.ts'
import { insertedOnce } from '../../../database/dialect.ts'
import type { Handle, Tx } from '../../../database/handle.ts'
import { type Actor, actorText } from '../../../kernel/actor.ts'
import type { Fen } from '../../../kernel/money.ts'
import type { Instant } from '../../../kernel/stay.ts'
import { on } from './orders.ts'

/** One step of an order's life. */
export interface OrderEvent {
  seq: number
  from: OrderStatus | null
  to: OrderStatus
  cause: string
  actor: string
  actorName: string | null
  at: Instant
}

/** What happened beside the steps of its life: a room given, a night added, money at the desk. */
export type OrderActKind =
  | 'assigned'
  | 'unassigned'
  | 'room_in'
  | 'room_in_undone'
  | 'room_out'
  | 'room_out_undone'
  | 'room_changed'
  | 'extended'
  | 'left_early'
  | 'desk_payment'
  | 'extra_payment'
  | 'money_returned'
  | 'cancel_reason'
  | 'invoice_asked'
  | 'invoice_issued'

export interface OrderAct {
  kind: OrderActKind
  actor: string
  actorName: string | null
  at: Instant
  detail: Record<string, unknown>
}

const actsShown = 500

export async function insertEvent(
  tx: Tx,
  orderId: string,
  event: { seq: number; from: OrderStatus | null; to: OrderStatus; cause: string; actor: Actor },
): Promise<void> {
  await on(tx)
    .insertInto('order_event')
    .values({
      order_id: orderId,
      seq: event.seq,
      from_status: event.from,
      to_status: event.to,
      cause: event.cause,
      actor: actorText(event.actor),
      actor_name: nameOf(event.actor),
      at: tx.now,
    })
    .execute()
}

export async function eventsOf(handle: Handle, orderId: string): Promise<OrderEvent[]> {
  const rows = await on(handle)
    .selectFrom('order_event')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('seq')
    .execute()
  return rows.map((row) => ({
    seq: row.seq,
    from: row.from_status,
    to: row.to_status,
    cause: row.cause,
    actor: row.actor,
    actorName: row.actor_name,
    at: row.at,
  }))
}

export async function note(
  tx: Tx,
  orderId: string,
  act: { kind: OrderActKind; actor: Actor; detail: Record<string, unknown> },
): Promise<void> {
  await on(tx)
    .insertInto('order_act')
    .values({
      order_id: orderId,
      kind: act.kind,
      actor: actorText(act.actor),
      actor_name: nameOf(act.actor),
      at: tx.now,
      detail_json: JSON.stringify(act.detail),
    })
    .execute()
}

export async function actsOf(handle: Handle, orderId: string): Promise<OrderAct[]> {
  const rows = await on(handle)
    .selectFrom('order_act')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('seq')
    .limit(actsShown)
    .execute()
  return rows.map((row) => ({
    kind: row.kind as OrderActKind,
    actor: row.actor,
    actorName: row.actor_name,
    at: row.at,
    detail: JSON.parse(row.detail_json),
  }))
}

/** Uses a payment, once: false when it was used before. */
export async function usePayment(
  tx: Tx,
  use: { paymentId: string; orderId: string; amountFen: Fen; usedFor: 'booked' | 'returned' },
): Promise<boolean> {
  return insertedOnce(
    on(tx).insertInto('order_payment').values({
      payment_id: use.paymentId,
      order_id: use.orderId,
      amount_fen: use.amountFen,
      used_for: use.usedFor,
      at: tx.now,
    }),
  )
}

function nameOf(actor: Actor): string | null {
  return actor.kind === 'staff' ? actor.name : null
}
