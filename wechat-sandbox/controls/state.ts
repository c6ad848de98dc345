import type { FastifyInstance } from 'fastify'
import type { Context } from '../context.ts'
import { listFaults } from '../faults.ts'
import { readNotices } from '../notices/queue.ts'
import { listPeople } from '../people.ts'
import { templateNames, templates } from '../templates.ts'
import { noticeView } from './notices.ts'
import { listPrepays } from './payments.ts'
import { productAnswers } from './product.ts'
import { callsView, instant, ledgerView, messagesView } from './records.ts'
import { creditsOf, settingOf } from './subscriptions.ts'

const shown = 40

/** Everything the page shows, in one answer: it asks once a second. */
export function stateControl(app: FastifyInstance, context: Context): void {
  app.get('/sandbox/product', async () => ({
    url: context.settings.productUrl,
    answers: await productAnswers(context),
  }))
  app.get<{ Querystring: { userId?: string } }>('/sandbox/state', ({ query: { userId = '' } }) => ({
    now: instant(context.clock.now()),
    people: listPeople(context),
    prepays: listPrepays(context, 'open').filter((prepay) => prepay.userId === userId),
    credits: creditsOf(context, userId),
    subscriptions: settingOf(context, userId),
    messages: messagesView(context, { userId, limit: shown }),
    ledger: newestLedger(context),
    totals: totalsOf(context),
    calls: callsView(context, { path: '', limit: shown }),
    notices: readNotices(context, { outTradeNo: null, limit: shown }).map(noticeView),
    waitingRefunds: waitingRefunds(context),
    faults: listFaults(context.db),
    templates,
    templateNames: Object.fromEntries(templateNames.map((name) => [context.keys.templates[name], name])),
  }))
}

function newestLedger(context: Context) {
  const last = context.db.one<{ seq: number | null }>(`SELECT max(seq) AS seq FROM ledger`)!.seq ?? 0
  return ledgerView(context, { afterSeq: Math.max(0, last - shown), limit: shown }).reverse()
}

function totalsOf({ db }: Context): { paidFen: number; refundedFen: number } {
  return db.one<{ paidFen: number; refundedFen: number }>(
    `SELECT coalesce(sum(amount_fen) FILTER (WHERE kind = 'payment'), 0) AS paidFen,
            coalesce(sum(amount_fen) FILTER (WHERE kind = 'refund_settled'), 0) AS refundedFen FROM ledger`,
  )!
}

function waitingRefunds({ db }: Context) {
  return db.all<{ outRefundNo: string; amountFen: number }>(
    `SELECT out_refund_no AS outRefundNo, refund_fen AS amountFen FROM refunds WHERE status = 'PROCESSING'
     ORDER BY made_at LIMIT 20`,
  )
}
