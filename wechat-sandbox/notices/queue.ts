import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import type { MutationName } from './mutations.ts'

export interface NoticeRow {
  seq: number
  notice_id: string
  event_type: string
  out_trade_no: string
  out_refund_no: string | null
  url: string
  plaintext: string
  summary: string
  mutation: MutationName | null
  retried: 0 | 1
  made_at: number
  tries: number
  next_at: number | null
  outcome: 'waiting' | 'accepted' | 'given_up' | 'withheld'
  last_answer: string | null
}

export interface NoticeWish {
  eventType: string
  summary: string
  url: string
  outTradeNo: string
  outRefundNo?: string
  plaintext: object
  delivery?: Delivery
}

/**
 * How a notice travels. `normal`: until it is accepted or the schedule ends. `none`: never. `forged` (signed by a
 * stranger) and `tampered` (changed on the way): sent in place of the true one, not retried. `replayed`: the true one,
 * and beside it an old one, validly signed ten minutes ago.
 */
export interface Delivery {
  mode: 'normal' | 'none' | 'forged' | 'tampered' | 'replayed'
  /** How many copies. Each copy of a true notice has the same id and its own retries. */
  times: number
  delayMs: number
}

const mutationOfMode = {
  forged: 'signed-by-another-key',
  tampered: 'body-changed',
  replayed: 'timestamp-600-old',
} as const

/** Puts a notice in the queue, in the transaction that made it true. */
export function addNotice(context: Context, wish: NoticeWish): void {
  const { mode, times, delayMs } = wish.delivery ?? { mode: 'normal', times: 1, delayMs: 0 }
  const noticeId = randomUUID()
  const trueOne = { noticeId, mutation: null, delayMs: mode === 'none' ? null : delayMs }
  if (mode === 'none' || mode === 'replayed') insert(context, wish, trueOne)
  const mutation = mode === 'normal' || mode === 'none' ? null : mutationOfMode[mode]
  const copies = mode === 'none' ? 0 : times
  for (let copy = 0; copy < copies; copy += 1) insert(context, wish, { noticeId, mutation, delayMs })
  context.wake()
}

interface Copy {
  noticeId: string
  mutation: MutationName | null
  /** Null: never sent. */
  delayMs: number | null
}

function insert({ db, clock }: Context, wish: NoticeWish, { noticeId, mutation, delayMs }: Copy): void {
  const now = clock.now()
  db.run(
    `INSERT INTO notices (notice_id, event_type, out_trade_no, out_refund_no, url, plaintext, summary, mutation, retried,
       made_at, tries, next_at, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)`,
    noticeId,
    wish.eventType,
    wish.outTradeNo,
    wish.outRefundNo ?? null,
    wish.url,
    JSON.stringify(wish.plaintext),
    wish.summary,
    mutation,
    mutation === null ? 1 : 0,
    now,
    delayMs === null ? null : now + delayMs,
    delayMs === null ? 'withheld' : 'waiting',
  )
}

/** The newest notices, newest first. */
export function readNotices({ db }: Context, { outTradeNo, limit }: { outTradeNo: string | null; limit: number }) {
  return db.all<NoticeRow>(
    `SELECT * FROM notices WHERE (? IS NULL OR out_trade_no = ?) ORDER BY seq DESC LIMIT ?`,
    outTradeNo,
    outTradeNo,
    limit,
  )
}
