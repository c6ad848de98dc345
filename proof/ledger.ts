import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type LedgerEntry, sandboxClient } from '../wechat-sandbox/client.ts'

export type LedgerRow = Pick<LedgerEntry, 'kind' | 'outTradeNo' | 'transactionId' | 'amountFen'> & { at: number }

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
        'select kind, out_trade_no as outTradeNo, transaction_id as transactionId, amount_fen as amountFen, at from ledger',
      )
      .all() as unknown as LedgerRow[]
  } finally {
    database.close()
  }
}
