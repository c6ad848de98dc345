import { changed, type Db, type Tx } from '../../database/handle.ts'
import type { Alarms } from '../alarms/index.ts'
import { chaseEveryMs } from './close-unpaid.ts'
import { expireIfUnpaid } from './expire-if-unpaid.ts'
import type { Order } from './order.ts'
import { type ClosingDeps, settleClosing } from './settle-closing.ts'
import { on, orderForWriting } from './store/orders.ts'

export interface SweepDeps extends ClosingDeps {
  db: Db
  alarms: Pick<Alarms, 'raise' | 'settle'>
}

const batch = 100
/** The message comes first; the sweep is for those it did not reach. */
const expireGraceMs = 2_000
/** An order that still waits for WeChat so long after its deadline needs a person. */
const overdueAfterMs = 30 * 60_000

/** Sweep: ends the orders whose deadline passed unnoticed. Answers how many it looked at; a full batch means more. */
export async function expireOverdue(deps: SweepDeps, now: number): Promise<number> {
  const due = await on(deps.db)
    .selectFrom('orders')
    .select('id')
    .where('status', '=', 'awaiting_payment')
    .where('pay_before', '<=', now - expireGraceMs)
    .orderBy('pay_before')
    .limit(batch)
    .execute()
  await Promise.all(
    due.map(({ id }) => deps.db.transaction((tx) => expireIfUnpaid(tx, deps, { orderId: id, noticedBy: 'sweep' }))),
  )
  return due.length
}

/**
 * Sweep: asks WeChat again about orders that are being closed, each once a minute whoever runs it, and rings the bell
 * for those that take too long.
 */
export async function chaseClosing(deps: SweepDeps, now: number): Promise<number> {
  const waiting = await on(deps.db)
    .selectFrom('orders')
    .select('id')
    .where('status', 'in', ['cancelling', 'expiring'])
    .where((eb) => eb.or([eb('chase_at', 'is', null), eb('chase_at', '<=', now)]))
    .limit(batch)
    .execute()
  await Promise.all(waiting.map(({ id }) => deps.db.transaction((tx) => chase(tx, deps, id))))
  return waiting.length
}

async function chase(tx: Tx, deps: SweepDeps, orderId: string): Promise<void> {
  if (!(await claimChase(tx, orderId))) return
  const order = (await orderForWriting(tx, orderId))!
  if (tx.now > order.payBefore + overdueAfterMs) await ring(tx, deps, order)
  await settleClosing(tx, deps, orderId)
}

async function claimChase(tx: Tx, orderId: string): Promise<boolean> {
  const claimed = await on(tx)
    .updateTable('orders')
    .set({ chase_at: tx.now + chaseEveryMs })
    .where('id', '=', orderId)
    .where('status', 'in', ['cancelling', 'expiring'])
    .where((eb) => eb.or([eb('chase_at', 'is', null), eb('chase_at', '<=', tx.now)]))
    .executeTakeFirst()
  return changed(claimed) === 1
}

async function ring(tx: Tx, { alarms }: SweepDeps, order: Order): Promise<void> {
  await alarms.raise(tx, {
    kind: 'closing_overdue',
    subject: `order:${order.id}`,
    hotelId: order.hotelId,
    detail: { orderNo: order.orderNo, status: order.status, payBefore: order.payBefore },
  })
}
