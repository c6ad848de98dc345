import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Trade } from '../../ports/pay.ts'
import { openTill, type Till } from './test-till.ts'

const settle = (till: Till, told: Trade) => till.inTx((tx) => till.payments.settle(tx, told))
const success = (till: Till, trade: Trade): Trade => ({ ...trade, state: 'SUCCESS', paidAt: till.clock.now() })

async function books(till: Till) {
  const [payments, trades, told, aside] = await Promise.all([
    till.tables.selectFrom('payment').selectAll().execute(),
    till.tables.selectFrom('trade').select(['out_trade_no', 'state']).execute(),
    till.db.prepared(`select event from outbox where event = 'payment.settled'`).all(),
    till.tables.selectFrom('pay_quarantine').select(['subject_no', 'reason']).execute(),
  ])
  return { payments, states: trades.map(({ state }) => state), told: told.length, aside }
}

test('the success of a trade is booked with every field of it, and told once', async () => {
  await using till = await openTill()
  const trade = success(till, await till.opened())
  const settled = await settle(till, trade)
  assert.equal(settled.kind, 'settled')
  const { payments, states, told } = await books(till)
  assert.deepEqual(
    payments.map((row) => [
      row.subject_id,
      row.amount_fen,
      row.out_trade_no,
      row.transaction_id,
      row.paid_at,
      row.method,
    ]),
    [['ord_1', 80_000, trade.outTradeNo, trade.transactionId, trade.paidAt, 'wechat']],
  )
  assert.deepEqual([states, told], [['paid'], 1])
})

test('told twice, twenty times at once, or with its refund: known, and nothing changes', async () => {
  await using till = await openTill()
  const trade = success(till, await till.opened())
  const first = await Promise.all(Array.from({ length: 20 }, () => settle(till, trade)))
  assert.equal(first.filter(({ kind }) => kind === 'settled').length, 1)
  assert.equal(first.filter(({ kind }) => kind === 'known').length, 19)
  const before = await books(till)
  till.clock.pass(86_400_000)
  for (const again of [trade, { ...trade, state: 'REFUND' }, { ...trade, paidAt: trade.paidAt! + 1 }] as Trade[]) {
    assert.equal((await settle(till, again)).kind, 'known')
  }
  assert.deepEqual(await books(till), before)
})

test('a success that comes after the trade was closed here is booked all the same', async () => {
  await using till = await openTill()
  const trade = await till.opened()
  await till.payments.endNow(trade.outTradeNo)
  assert.deepEqual((await books(till)).states, ['closed'])
  assert.equal((await settle(till, success(till, trade))).kind, 'settled')
  assert.deepEqual((await books(till)).states, ['paid'])
})

test('what is not a success books nothing and leaves the place of the success free', async () => {
  await using till = await openTill()
  const trade = await till.opened()
  for (const state of ['NOTPAY', 'USERPAYING', 'PAYERROR', 'CLOSED', 'REVOKED'] as const) {
    assert.deepEqual(await settle(till, { ...trade, state, transactionId: null }), { kind: 'not_paid' })
  }
  assert.deepEqual((await books(till)).payments, [])
  assert.equal((await settle(till, success(till, trade))).kind, 'settled')
})

test('what ends a trade never ends one that is paid', async () => {
  await using till = await openTill()
  const trade = success(till, await till.opened())
  await settle(till, trade)
  for (const state of ['CLOSED', 'REVOKED'] as const) await settle(till, { ...trade, state })
  assert.deepEqual((await books(till)).states, ['paid'])
})

describe('one wrong field and nothing is applied, but a row and an alarm are:', () => {
  const wrong: [reason: string, change: Partial<Trade>][] = [
    ['amount', { amountFen: 79_999 }],
    ['amount', { amountFen: 80_001 }],
    ['currency', { currency: 'USD' }],
    ['appid', { appid: 'app_other' }],
    ['mchid', { mchid: 'mch_2' }],
    ['payer', { openid: 'oSomebodyElse' }],
    ['payer', { openid: null }],
    ['transaction_id', { transactionId: null }],
    ['unknown_trade', { outTradeNo: '26112500000999-1' }],
  ]
  for (const [reason, change] of wrong) {
    const [field, value] = Object.entries(change)[0]!
    test(`${field} ${value}`, async () => {
      await using till = await openTill()
      const trade = success(till, await till.opened())
      const told = { ...trade, ...change }
      for (let time = 0; time < 3; time += 1) assert.deepEqual(await settle(till, told), { kind: 'quarantined' })
      const { payments, states, told: events, aside } = await books(till)
      assert.deepEqual([payments, states, events], [[], ['opened'], 0])
      assert.deepEqual(
        aside.map((row) => ({ ...row })),
        [{ subject_no: told.outTradeNo, reason }],
      )
      assert.deepEqual(await till.openAlarms(), [`notice_quarantined trade:${told.outTradeNo}`])
      assert.equal((await settle(till, trade)).kind, 'settled', 'the true one is booked afterwards')
    })
  }
})

test('what did not match is kept whole, for a person to look at', async () => {
  await using till = await openTill()
  const told = { ...success(till, await till.opened()), amountFen: 1 }
  await settle(till, told)
  const [row] = await till.tables.selectFrom('pay_quarantine').selectAll().execute()
  assert.deepEqual(JSON.parse(row!.content_json), told)
})

test('one transaction never pays two trades, and one trade never has two transactions', async () => {
  await using till = await openTill()
  const [one, other] = [success(till, await till.opened()), success(till, await till.opened())]
  await settle(till, one)
  assert.deepEqual(await settle(till, { ...other, transactionId: one.transactionId }), { kind: 'quarantined' })
  assert.deepEqual(await settle(till, { ...one, transactionId: '42009' }), { kind: 'quarantined' })
  const { payments, states, aside } = await books(till)
  assert.equal(payments.length, 1)
  assert.deepEqual(states, ['paid', 'opened'])
  assert.deepEqual(new Set(aside.map(({ reason }) => reason)), new Set(['transaction_conflict']))
  assert.equal((await settle(till, other)).kind, 'settled')
})

test('a settlement that is rolled back has left nothing, and settles when it comes again', async () => {
  await using till = await openTill()
  const trade = success(till, await till.opened())
  const before = await books(till)
  const failing = till.inTx(async (tx) => {
    await till.payments.settle(tx, trade)
    throw new Error('whoever listened could not take it')
  })
  await assert.rejects(failing, /could not take it/)
  assert.deepEqual(await books(till), before)
  assert.equal((await settle(till, trade)).kind, 'settled')
})
