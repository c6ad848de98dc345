import { insertedOnce } from '../../database/dialect.ts'
import { changed, type Handle, over, type Tx } from '../../database/handle.ts'
import type { NoticeState, NotificationTables } from './tables.ts'

/** All SQL on notices. */

export type NoticeRow = NotificationTables['notice']
const open = ['waiting', 'sending'] as const

/** False when this notice was written before. */
export async function insertNotice(
  tx: Tx,
  row: Omit<NoticeRow, 'id' | 'msgid' | 'errcode' | 'errmsg' | 'created_at'>,
): Promise<boolean> {
  const { order_id, seq, resend_no, template, event, state, asked_by, ended_at } = row
  const insert = tx.prepared(
    `insert into notice (id, order_id, seq, resend_no, template, event, state, asked_by, created_at, ended_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  return insertedOnce({
    execute: () =>
      insert.run(noticeId(row), order_id, seq, resend_no, template, event, state, asked_by, tx.now, ended_at),
  })
}

/** One of each number and try, side by side with its order's others. */
function noticeId({ order_id, seq, resend_no }: Pick<NoticeRow, 'order_id' | 'seq' | 'resend_no'>): string {
  return `ntc_${order_id.replace(/^ord_/, '')}-${seq}.${resend_no}`
}

/** In the order in which they are to be sent. */
export async function noticesOf(handle: Handle, orderId: string): Promise<NoticeRow[]> {
  return handle.prepared('select * from notice where order_id = ? order by seq, resend_no').all<NoticeRow>(orderId)
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
