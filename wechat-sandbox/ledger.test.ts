import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from './database.ts'
import { type Movement, readLedger, writeLedger } from './ledger.ts'

const movement: Movement = {
  kind: 'payment',
  appid: 'wx1',
  openid: 'o1',
  outTradeNo: 'T-1',
  transactionId: '42',
  outRefundNo: null,
  refundId: null,
  amountFen: 100,
}

test('the ledger takes rows and gives none of them up', () => {
  const db = openDatabase(':memory:')
  writeLedger(db, 1, movement)
  writeLedger(db, 2, { ...movement, kind: 'refund_accepted', outRefundNo: 'R-1', refundId: '50' })
  assert.throws(() => db.run(`UPDATE ledger SET amount_fen = 1`), /append-only/)
  assert.throws(() => db.run(`DELETE FROM ledger WHERE seq = 1`), /append-only/)
  assert.throws(() => writeLedger(db, 3, { ...movement, amountFen: 0 }), /CHECK/)
  const rows = readLedger(db, { afterSeq: 0, limit: 10 })
  assert.deepEqual(
    rows.map((row) => [row.seq, row.kind, row.amountFen]),
    [
      [1, 'payment', 100],
      [2, 'refund_accepted', 100],
    ],
  )
  assert.deepEqual(readLedger(db, { afterSeq: 1, limit: 10 }).length, 1)
  db.close()
})

test('a transaction that fails leaves nothing behind', () => {
  const db = openDatabase(':memory:')
  const failing = () =>
    db.transaction(() => {
      writeLedger(db, 1, movement)
      throw new Error('after the write')
    })
  assert.throws(failing, /after the write/)
  assert.deepEqual(readLedger(db, { afterSeq: 0, limit: 10 }), [])
  db.close()
})
