import { insertedOnce } from '../../database/dialect.ts'
import { changed, type Handle, over, type Tx } from '../../database/handle.ts'
import type { NoticeState, NotificationTables } from './tables.ts'

/** All SQL on notices. */

export type NoticeRow = NotificationTables['notice']
const open = ['waiting', 'sending'] as const

/** False when this notice was written before. */
export async function insertNotice(
  tx: Tx,
  row: Omit<NoticeRow, 'msgid' | 'errcode' | 'errmsg' | 'created_at'>,
): Promise<boolean> {
  return insertedOnce(
    on(tx)
      .insertInto('notice')
      .values({ ...row, msgid: null, errcode: null, errmsg: null, created_at: tx.now }),
  )
}

/** In the order in which they are to be sent. */
export async function noticesOf(handle: Handle, orderId: string): Promise<NoticeRow[]> {
  return on(handle)
    .selectFrom('notice')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('seq')
    .orderBy('resend_no')
    .execute()
}

export async function firstOpen(handle: Handle, orderId: string): Promise<NoticeRow | undefined> {
  return on(handle)
    .selectFrom('notice')
    .selectAll()
    .where('order_id', '=', orderId)
    .where('state', 'in', open)
    .orderBy('seq')
    .orderBy('resend_no')
    .limit(1)
    .executeTakeFirst()
}

export async function moveNotice(
  tx: Tx,
  id: string,
  move: { from: readonly NoticeState[]; to: NoticeState; msgid?: string; errcode?: number; errmsg?: string },
): Promise<boolean> {
  const ended = move.to === 'waiting' || move.to === 'sending' ? null : tx.now
  const result = await on(tx)
    .updateTable('notice')
    .set({
      state: move.to,
      ended_at: ended,
      msgid: move.msgid ?? null,
      errcode: move.errcode ?? null,
      errmsg: move.errmsg ?? null,
    })
    .where('id', '=', id)
    .where('state', 'in', move.from)
    .executeTakeFirst()
  return changed(result) === 1
}

function on(handle: Handle) {
  return over<NotificationTables>(handle)
}
