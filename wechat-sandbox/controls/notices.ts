import type { FastifyInstance } from 'fastify'
import Type, { type Static } from 'typebox'
import type { Context } from '../context.ts'
import { type NoticeAnswer, sendOnce } from '../notices/deliver.ts'
import { type MutationName, mutationNames, mutations } from '../notices/mutations.ts'
import { type NoticeRow, readNotices } from '../notices/queue.ts'
import { Refused } from './refused.ts'

const Send = Type.Object({
  outRefundNo: Type.Optional(Type.String({ maxLength: 64 })),
  mutation: Type.Optional(Type.String({ maxLength: 64 })),
  shiftSeconds: Type.Optional(Type.Integer({ minimum: -3_600, maximum: 3_600 })),
})

/** Notices told so far, and telling one again, right or wrong. */
export function noticeControls(app: FastifyInstance, context: Context): void {
  app.get('/sandbox/notices/mutations', () => ({ items: mutationNames }))
  app.get<{ Querystring: { outTradeNo?: string; limit?: string } }>('/sandbox/notices', ({ query }) => {
    const rows = readNotices(context, { outTradeNo: query.outTradeNo ?? null, limit: limitOf(query.limit, 100) })
    return { items: rows.map(noticeView) }
  })
  app.post<{ Params: { outTradeNo: string }; Body: Static<typeof Send> }>(
    '/sandbox/trades/:outTradeNo/notices',
    { schema: { body: Send } },
    ({ params, body }) => sendAgain(context, params.outTradeNo, body),
  )
}

export function limitOf(text: string | undefined, standard: number): number {
  const limit = Number(text ?? standard)
  return Number.isInteger(limit) && limit >= 1 ? Math.min(limit, 1_000) : standard
}

export function noticeView(row: NoticeRow): object {
  return {
    seq: row.seq,
    noticeId: row.notice_id,
    eventType: row.event_type,
    outTradeNo: row.out_trade_no,
    outRefundNo: row.out_refund_no,
    mutation: row.mutation,
    at: new Date(row.made_at).toISOString(),
    tries: row.tries,
    nextAt: row.next_at === null ? null : new Date(row.next_at).toISOString(),
    outcome: row.outcome,
    lastAnswer: row.last_answer,
  }
}

/** Sends the trade's (or the refund's) newest true notice once more, now, and tells what the product answered. */
function sendAgain(context: Context, outTradeNo: string, wish: Static<typeof Send>): Promise<NoticeAnswer> {
  if (wish.mutation !== undefined && !(wish.mutation in mutations)) {
    throw new Refused(400, 'no_such_mutation', `mutations are ${mutationNames.join(', ')}`)
  }
  const notice = context.db.one<NoticeRow>(
    `SELECT * FROM notices WHERE out_trade_no = ? AND out_refund_no IS ? ORDER BY seq DESC LIMIT 1`,
    outTradeNo,
    wish.outRefundNo ?? null,
  )
  if (!notice) throw new Refused(404, 'no_such_notice', 'nothing was told about this trade yet')
  const mutation = (wish.mutation ?? null) as MutationName | null
  return sendOnce(context, { ...notice, mutation }, { shiftMs: (wish.shiftSeconds ?? 0) * 1_000 })
}
