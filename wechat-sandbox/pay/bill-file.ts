import { chinaBillTime } from '../china-time.ts'
import type { Context } from '../context.ts'

export type BillType = 'ALL' | 'SUCCESS' | 'REFUND'

/** A line of the ledger with what the bill tells about it. */
export interface BillRow {
  at: number
  kind: 'payment' | 'refund_accepted'
  appid: string
  openid: string
  out_trade_no: string
  transaction_id: string
  out_refund_no: string | null
  refund_id: string | null
  amount_fen: number
  description: string
  attach: string | null
  refund_status: keyof typeof refundStates | null
}

export const billColumns = [
  '交易时间',
  '公众账号ID',
  '商户号',
  '特约商户号',
  '设备号',
  '微信订单号',
  '商户订单号',
  '用户标识',
  '交易类型',
  '交易状态',
  '付款银行',
  '货币种类',
  '应结订单金额',
  '代金券金额',
  '微信退款单号',
  '商户退款单号',
  '退款金额',
  '充值券退款金额',
  '退款类型',
  '退款状态',
  '商品名称',
  '商户数据包',
  '手续费',
  '费率',
  '订单金额',
  '申请退款金额',
  '费率备注',
] as const

const totals = [
  '总交易单数',
  '应结订单总金额',
  '退款总金额',
  '充值券退款总金额',
  '手续费总金额',
  '订单总金额',
  '申请退款总金额',
]
const refundStates = { PROCESSING: 'PROCESSING', SUCCESS: 'SUCCESS', ABNORMAL: 'CHANGE', CLOSED: 'FAIL' } as const

/** Payments and refunds of a day, from the ledger. A refund stands on the day it was asked, with its state as of now. */
export function billRows({ db }: Context, wish: { from: number; until: number; billType: BillType }): BillRow[] {
  const kinds = { ALL: ['payment', 'refund_accepted'], SUCCESS: ['payment', ''], REFUND: ['', 'refund_accepted'] }
  return db.all<BillRow>(
    `SELECT ledger.at, ledger.kind, ledger.appid, ledger.openid, ledger.out_trade_no, ledger.transaction_id,
            ledger.out_refund_no, ledger.refund_id, ledger.amount_fen, trades.description, trades.attach,
            refunds.status AS refund_status
     FROM ledger JOIN trades ON trades.out_trade_no = ledger.out_trade_no
     LEFT JOIN refunds ON refunds.out_refund_no = ledger.out_refund_no
     WHERE ledger.at >= ? AND ledger.at < ? AND ledger.kind IN (?, ?) ORDER BY ledger.at DESC, ledger.seq DESC`,
    wish.from,
    wish.until,
    ...kinds[wish.billType],
  )
}

/** The file as WeChat writes it: UTF-8 with a BOM, a backtick before every value, amounts in yuan, then the totals. */
export function writeBill({ keys }: Context, rows: BillRow[]): string {
  const lines = rows.map((row) => line(valuesOf(row, keys.mchid)))
  return `\uFEFF${[billColumns.join(','), ...lines, totals.join(','), line(totalsOf(rows))].join('\r\n')}\r\n`
}

function valuesOf(row: BillRow, mchid: string): string[] {
  const payment = row.kind === 'payment'
  const amount = yuan(row.amount_fen)
  return [
    chinaBillTime(row.at),
    row.appid,
    mchid,
    '0',
    '',
    row.transaction_id,
    row.out_trade_no,
    row.openid,
    'JSAPI',
    payment ? 'SUCCESS' : 'REFUND',
    'OTHERS',
    'CNY',
    payment ? amount : '0.00',
    '0.00',
    row.refund_id ?? '0',
    row.out_refund_no ?? '0',
    payment ? '0.00' : amount,
    '0.00',
    payment ? '' : 'ORIGINAL',
    row.refund_status ? refundStates[row.refund_status] : '',
    row.description,
    row.attach ?? '',
    '0.00000',
    '0.60%',
    payment ? amount : '0.00',
    payment ? '0.00' : amount,
    '',
  ]
}

function totalsOf(rows: BillRow[]): string[] {
  const sum = (kind: BillRow['kind']): string =>
    yuan(rows.reduce((total, row) => (row.kind === kind ? total + row.amount_fen : total), 0))
  const [paid, refunded] = [sum('payment'), sum('refund_accepted')]
  return [String(rows.length), paid, refunded, '0.00', '0.00000', paid, refunded]
}

/** A comma inside a value would break a file that has no quotes. */
function line(values: string[]): string {
  return values.map((value) => `\`${value.replaceAll(/[,\r\n]/g, ' ')}`).join(',')
}

function yuan(fen: number): string {
  return `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
}
