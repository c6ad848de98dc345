import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { type Fen, fen } from '../../kernel/money.ts'
import type { Instant } from '../../kernel/stay.ts'
import type { BillLine } from '../../ports/pay.ts'
import { unbelieved } from './pay-call.ts'

export const maxBillBytes = 64 * 1024 * 1024
const maxUnpackedBytes = 256 * 1024 * 1024

/**
 * Unpacks a bill and compares it with the digest that WeChat signed, which is of the unpacked bytes. A bill that was
 * cut or changed on the way is `Unavailable`: it can be fetched again.
 */
export function unpackBill(file: Buffer, sha1: string): Buffer {
  const bytes = unzip(file)
  const found = createHash('sha1').update(bytes).digest('hex')
  if (found !== sha1.toLowerCase()) throw unbelieved('the bill does not match its digest')
  return bytes
}

function unzip(file: Buffer): Buffer {
  if (file[0] !== 0x1f || file[1] !== 0x8b) return file
  try {
    return gunzipSync(file, { maxOutputLength: maxUnpackedBytes })
  } catch (cause) {
    throw unbelieved('the bill cannot be unpacked', cause)
  }
}

const columns = {
  at: '交易时间',
  transactionId: '微信订单号',
  outTradeNo: '商户订单号',
  openid: '用户标识',
  state: '交易状态',
  amount: '订单金额',
  refundId: '微信退款单号',
  outRefundNo: '商户退款单号',
  refundAmount: '申请退款金额',
  refundState: '退款状态',
} as const
type Column = keyof typeof columns
const totalsStart = '总交易单数'

/**
 * The lines of a trade bill (`bill_type=ALL`): UTF-8 with a byte order mark, a header, cells that begin with a
 * backtick, sums in yuan, then the totals. Columns are found by name, since kinds and ages of bills order them
 * differently. Throws an Error that names the line. source: WeChat Pay v3, trade bills.
 */
export function parseBill(bytes: Buffer): BillLine[] {
  const rows = bytes
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
  const header = cellsOf(rows[0] ?? '')
  const places = Object.fromEntries(
    Object.entries(columns).map(([column, name]) => {
      const place = header.indexOf(name)
      if (place < 0) throw new Error(`the bill has no column ${name}`)
      return [column, place]
    }),
  ) as Record<Column, number>
  const end = rows.findIndex((row) => row.startsWith(totalsStart) || row.startsWith(`\`${totalsStart}`))
  if (end < 1) throw new Error('the bill ends before its totals')
  return rows.slice(1, end).map((row, index) => {
    const cells = cellsOf(row)
    if (cells.length !== header.length) throw new Error(`line ${index + 2} of the bill has ${cells.length} cells`)
    return lineOf((column) => cells[places[column]]!, index + 2)
  })
}

/** Cells of data begin with a backtick, so a comma inside one does not part it. */
function cellsOf(row: string): string[] {
  return row.startsWith('`') ? row.slice(1).split(',`') : row.split(',')
}

function lineOf(cell: (column: Column) => string, line: number): BillLine {
  const tradeState = cell('state')
  const isPayment = tradeState === 'SUCCESS'
  return {
    // REVOKED is money given back too, by the counter's way of payment.
    kind: isPayment ? 'payment' : 'refund',
    at: billInstant(cell('at'), line),
    transactionId: cell('transactionId'),
    outTradeNo: cell('outTradeNo'),
    openid: cell('openid'),
    amountFen: yuanToFen(cell('amount'), line),
    refundId: numberOrNull(cell('refundId')),
    outRefundNo: numberOrNull(cell('outRefundNo')),
    refundFen: yuanToFen(cell('refundAmount'), line),
    state: tradeState === 'REFUND' ? cell('refundState') : tradeState,
  }
}

/** A payment has 0, or nothing, where a refund has its numbers. */
function numberOrNull(cell: string): string | null {
  return cell === '' || cell === '0' ? null : cell
}

/** Digit by digit: 4.35 yuan times 100 is not 435 in floating point. */
function yuanToFen(cell: string, line: number): Fen {
  const [, yuan, cents = ''] = cell.match(/^(\d{1,10})(?:\.(\d{1,2}))?$/) ?? []
  if (yuan === undefined) throw new Error(`line ${line} of the bill has a sum that is not yuan`)
  return fen(Number(yuan) * 100 + Number(cents.padEnd(2, '0')))
}

/** `2026-11-25 10:11:12`, in China's time. */
function billInstant(cell: string, line: number): Instant {
  const at = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(cell)
    ? Date.parse(`${cell.replace(' ', 'T')}+08:00`)
    : Number.NaN
  if (Number.isNaN(at)) throw new Error(`line ${line} of the bill has no time`)
  return at
}
