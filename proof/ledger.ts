import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type LedgerEntry, sandboxClient } from '../wechat-sandbox/client.ts'

export type LedgerRow = Pick<LedgerEntry, 'kind' | 'outTradeNo' | 'transactionId' | 'outRefundNo' | 'amountFen'> & {
  at: number
}

/** WeChat's own ledger: asked of a running sandbox, read from the file of a stopped one; null where there is none. */
export async function readLedger({
  dataDir,
  sandboxUrl,
}: {
  dataDir: string
  sandboxUrl: string | null
}): Promise<LedgerRow[] | null> {
  const file = join(dataDir, 'wechat-sandbox', 'sandbox.db')
  if (!existsSync(file)) return null
  const asked =
    sandboxUrl &&
    (await sandboxClient(sandboxUrl)
      .ledger()
      .catch(() => null))
  if (asked) return asked.map((row) => ({ ...row, at: Date.parse(row.at) }))
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    return database
      .prepare(
        'select kind, out_trade_no as outTradeNo, transaction_id as transactionId, out_refund_no as outRefundNo, amount_fen as amountFen, at from ledger',
      )
      .all() as unknown as LedgerRow[]
  } finally {
    database.close()
  }
}

/** A payment or refund younger than this may still be on its way into the books. */
const graceMs = 5 * 60_000

/**
 * I15, both ways. Each payment in WeChat's own ledger is booked or went back whole, or a person is told; and the books
 * claim no payment and no refund that WeChat has not made.
 */
export function disagreements(ground: {
  ledger: readonly LedgerRow[]
  database: DatabaseSync
  now: number
}): Record<string, unknown>[] {
  return [...unsettled(ground), ...invented(ground)]
}

function unsettled({ ledger, database, now }: Parameters<typeof disagreements>[0]): Record<string, unknown>[] {
  const back = new Map<string, number>()
  for (const { kind, outTradeNo, amountFen } of ledger) {
    if (kind === 'refund_settled') back.set(outTradeNo, (back.get(outTradeNo) ?? 0) + amountFen)
  }
  const booked = database.prepare(
    `select 1 as there from payment p join order_payment op on op.payment_id = p.id
     where p.out_trade_no = ? and p.transaction_id = ? and p.amount_fen = ?`,
  )
  const alarmed = database.prepare('select 1 as open from alarm where closed_at is null and subject = ?')
  return ledger
    .filter(
      ({ kind, at, outTradeNo, transactionId, amountFen }) =>
        kind === 'payment' &&
        at <= now - graceMs &&
        !booked.get(outTradeNo, transactionId, amountFen) &&
        back.get(outTradeNo) !== amountFen &&
        !alarmed.get(`trade:${outTradeNo}`),
    )
    .map((row) => ({ ...row }))
}

function invented({ ledger, database }: Parameters<typeof disagreements>[0]): Record<string, unknown>[] {
  const key = (...parts: unknown[]) => parts.join(' ')
  const paid = new Set(
    ledger.filter(({ kind }) => kind === 'payment').map((row) => key(row.outTradeNo, row.transactionId, row.amountFen)),
  )
  const returned = new Set(
    ledger.filter(({ kind }) => kind === 'refund_settled').map((row) => key(row.outRefundNo, row.amountFen)),
  )
  const payments = database
    .prepare(`select out_trade_no, transaction_id, amount_fen from payment where method = 'wechat'`)
    .all()
  const refunds = database
    .prepare(
      `select r.out_refund_no, r.amount_fen from refund r join payment p on p.id = r.payment_id
       where p.method = 'wechat' and r.state = 'succeeded'`,
    )
    .all()
  return [
    ...payments.filter((row) => !paid.has(key(row.out_trade_no, row.transaction_id, row.amount_fen))),
    ...refunds.filter((row) => !returned.has(key(row.out_refund_no, row.amount_fen))),
  ]
}
