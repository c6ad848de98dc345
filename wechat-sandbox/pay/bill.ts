import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { chinaDayEnd, chinaDayStart } from '../china-time.ts'
import type { Context } from '../context.ts'
import { randomLetters } from '../numbers.ts'
import type { Call } from '../serve.ts'
import { type BillType, billRows, writeBill } from './bill-file.ts'
import { PayError } from './errors.ts'

const tenOClockMs = 10 * 3_600_000
const keptMs = 92 * 86_400_000
const linkLifeMs = 5 * 60_000

/** GET /v3/bill/tradebill: from ten o'clock of the next day, for three months. The digest is of the file before gzip. */
export function tradeBill(context: Context, { query, headers }: Call): object {
  const { db, clock } = context
  const day = query.get('bill_date') ?? ''
  const billType = query.get('bill_type') ?? 'ALL'
  const now = clock.now()
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(chinaDayStart(day))) throw queryError('bill_date', day)
  if (!['ALL', 'SUCCESS', 'REFUND'].includes(billType)) throw queryError('bill_type', billType)
  const zip = query.get('tar_type')
  if (zip !== null && zip !== 'GZIP') throw queryError('tar_type', zip)
  const end = chinaDayEnd(day)
  if (now < end || now - end > keptMs) throw queryError('bill_date', day)
  if (now < end + tenOClockMs) throw new PayError('STATEMENT_CREATING')
  const rows = billRows(context, { from: chinaDayStart(day), until: end, billType: billType as BillType })
  if (rows.length === 0) throw new PayError('NO_STATEMENT_EXIST')

  const file = Buffer.from(writeBill(context, rows))
  const token = randomLetters(64)
  db.run(`DELETE FROM bill_files WHERE valid_until < ?`, now)
  const values = [token, zip ? gzipSync(file) : file, now + linkLifeMs]
  db.run(`INSERT INTO bill_files (token, bytes, valid_until) VALUES (?, ?, ?)`, ...values)
  return {
    hash_type: 'SHA1',
    hash_value: createHash('sha1').update(file).digest('hex'),
    download_url: `http://${headers.host}/v3/billdownload/file?token=${token}`,
  }
}

/** GET /v3/billdownload/file */
export function billFile({ db, clock }: Context, { query }: Call): Buffer {
  const row = db.one<{ bytes: Uint8Array }>(
    `SELECT bytes FROM bill_files WHERE token = ? AND valid_until > ?`,
    query.get('token') ?? '',
    clock.now(),
  )
  if (!row) throw new PayError('PARAM_ERROR', '下载链接无效或已过期')
  return Buffer.from(row.bytes)
}

function queryError(field: string, value: string): PayError {
  return new PayError('PARAM_ERROR', `输入源“/query/${field}”校验失败`, {
    field: `/${field}`,
    value,
    location: 'query',
  })
}
