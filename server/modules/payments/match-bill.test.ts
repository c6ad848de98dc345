import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Db } from '../../database/handle.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { BillLine } from '../../ports/pay.ts'
import { createAlarms } from '../alarms/index.ts'
import { matchBill } from './match-bill.ts'
import { cashier, openTill, strangePayment, type Till } from './test-till.ts'

const day = '2026-11-25'
const next = '2026-11-26'
const at = (text: string) => Date.parse(`${text}+08:00`)

const match = (till: Till, lines: readonly BillLine[], of = day) => till.payments.matchBill({ day: of, lines })
const strange = (line: BillLine, change: Partial<BillLine>): BillLine => ({ ...line, ...change })

describe('a bill that says what the books say', () => {
  test('makes no row and no alarm, whatever stands in which order', async () => {
    await using till = await openTill()
    const paid = [await till.paid(), await till.paid({ amountFen: 1 }), await till.paid({ amountFen: 99_999_999 })]
    const back = await till.refunded(paid[0]!.payment)
    const rest = await till.refunded(paid[0]!.payment, { amountFen: 50_000, cause: 'goodwill' })
    const lines = [back.line, ...paid.map(({ line }) => line), rest.line]
    assert.deepEqual(await match(till, lines), { differences: 0 })
    assert.deepEqual(await till.differences(day), [])
    assert.deepEqual(till.rung, [])
    const [closed] = await till.tables.selectFrom('bill_day').selectAll().execute()
    assert.deepEqual([closed?.day, closed?.bill_lines, closed?.differences], [day, 5, 0])
  })

  test('parts the days at midnight in China, to the second', async () => {
    await using till = await openTill()
    const last = await till.paid({ at: at(`${day}T23:59:59`) })
    const first = await till.paid({ at: at(`${next}T00:00:00`) })
    assert.deepEqual(await match(till, [last.line]), { differences: 0 })
    assert.deepEqual(await match(till, [first.line], next), { differences: 0 })
  })

  test('may have refunds alone, of payments of an earlier day', async () => {
    await using till = await openTill()
    const { payment, line } = await till.paid()
    await match(till, [line])
    const back = await till.refunded(payment, { at: at(`${next}T09:00:00`) })
    assert.deepEqual(await match(till, [back.line], next), { differences: 0 })
  })

  test('names a refund on the day it was asked, when it ended after midnight', async () => {
    await using till = await openTill()
    const { payment, line } = await till.paid()
    const back = await till.refunded(payment, { at: at(`${next}T00:05:00`) })
    assert.deepEqual(await match(till, [line, { ...back.line, at: at(`${day}T23:59:00`) }]), { differences: 0 })
    assert.deepEqual(await match(till, [], next), { differences: 0 })
  })

  test('knows nothing of money at the desk, nor of what went back there', async () => {
    await using till = await openTill()
    const taken = { subjectId: 'ord_9', purpose: 'stay', method: 'cash', amountFen: 9_000, receiptNo: 'R-9' } as const
    const payment = await till.inTx((tx) => till.payments.recordDesk(tx, { ...taken, actor: cashier }))
    await till.inTx((tx) =>
      till.payments.refund(tx, {
        paymentId: payment.id,
        amountFen: 100,
        cause: 'goodwill',
        reason: 'x',
        actor: cashier,
      }),
    )
    assert.deepEqual(await match(till, []), { differences: 0 })
  })

  test('leaves a refund alone that is under way on either side', async () => {
    await using till = await openTill()
    const { payment, line } = await till.paid()
    const ended = await till.refunded(payment, { cause: 'a' })
    const open = await till.refunded(payment, { cause: 'b', state: 'PROCESSING' })
    const lines = [line, strange(ended.line, { state: 'PROCESSING' }), strange(open.line, { state: 'SUCCESS' })]
    assert.deepEqual(await match(till, lines), { differences: 0 })
  })
})

describe('a difference', () => {
  test('is a payment of ours that the bill does not have', async () => {
    await using till = await openTill()
    const { payment } = await till.paid()
    assert.deepEqual(await match(till, []), { differences: 1 })
    const [row] = await till.payments.differencesOf(till.db, day)
    assert.deepEqual(
      [row?.kind, row?.subjectNo, row?.ours, row?.theirs],
      ['missing_there', payment.outTradeNo, { amountFen: 80_000 }, null],
    )
  })

  test('is a refund of ours that the bill does not have', async () => {
    await using till = await openTill()
    const { payment, line } = await till.paid()
    const { refund } = await till.refunded(payment)
    await match(till, [line])
    assert.deepEqual(await till.differences(day), [`missing_there ${refund.outRefundNo}`])
  })

  test('is a payment of the bill that is not in the books', async () => {
    await using till = await openTill()
    const { line } = await till.paid()
    await match(till, [line, strange(line, { transactionId: '42009', outTradeNo: '26112500000999-1' })])
    const [row] = await till.payments.differencesOf(till.db, day)
    assert.deepEqual(
      [row?.kind, row?.subjectNo, row?.ours, row?.theirs],
      ['missing_here', '26112500000999-1', null, { transactionId: '42009', amountFen: 80_000 }],
    )
  })

  test('is a refund of the bill that is not in the books, as when somebody gave it by hand at WeChat', async () => {
    await using till = await openTill()
    const { payment, line } = await till.paid()
    const { line: back } = await till.refunded(payment)
    await match(till, [line, back, strange(back, { outRefundNo: 'by-hand-1', refundId: '50309' })])
    assert.deepEqual(await till.differences(day), ['missing_here by-hand-1'])
  })

  test('is money taken back without a refund number', async () => {
    await using till = await openTill()
    const { payment, line } = await till.paid()
    await match(till, [line, strange(line, { kind: 'refund', state: 'REVOKED' })])
    assert.deepEqual(await till.differences(day), [`missing_here ${payment.outTradeNo}`])
  })

  test('is another sum, be it one fen, of a payment or a refund', async () => {
    await using till = await openTill()
    const { payment, line } = await till.paid()
    const { refund, line: back } = await till.refunded(payment)
    await match(till, [strange(line, { amountFen: 80_001 }), strange(back, { refundFen: 29_999 })])
    assert.deepEqual(
      await till.differences(day),
      [`amount ${payment.outTradeNo}`, `amount ${refund.outRefundNo}`].sort(),
    )
    const rows = await till.payments.differencesOf(till.db, day)
    const money = rows.find((row) => row.subjectNo === payment.outTradeNo)
    assert.deepEqual(money?.ours, { transactionId: payment.transactionId, amountFen: 80_000 })
    assert.deepEqual(money?.theirs, { transactionId: payment.transactionId, amountFen: 80_001 })
  })

  for (const [ours, theirs] of [
    ['SUCCESS', 'FAIL'],
    ['SUCCESS', 'CHANGE'],
    ['CLOSED', 'SUCCESS'],
    ['ABNORMAL', 'SUCCESS'],
  ] as const) {
    test(`is a refund that ended as ${ours} here and as ${theirs} there`, async () => {
      await using till = await openTill()
      const { payment, line } = await till.paid()
      const { refund, line: back } = await till.refunded(payment, { state: ours })
      await match(till, [line, strange(back, { state: theirs })])
      const [row] = await till.payments.differencesOf(till.db, day)
      assert.deepEqual([row?.kind, row?.subjectNo], ['state', refund.outRefundNo])
      assert.equal((row!.theirs as { state: string }).state, theirs)
    })
  }

  for (const [ours, theirs] of [
    ['CLOSED', 'FAIL'],
    ['ABNORMAL', 'CHANGE'],
  ] as const) {
    test(`is not a refund that ended as ${ours} here and as ${theirs} there`, async () => {
      await using till = await openTill()
      const { payment, line } = await till.paid()
      const { line: back } = await till.refunded(payment, { state: ours })
      assert.deepEqual(await match(till, [line, strange(back, { state: theirs })]), { differences: 0 })
    })
  }

  test('is a line that the bill has twice, and one that an earlier bill had', async () => {
    await using till = await openTill()
    const { payment, line } = await till.paid()
    const { refund, line: back } = await till.refunded(payment)
    await match(till, [line, back, line, back])
    const twice = [`duplicate ${payment.outTradeNo}`, `duplicate ${refund.outRefundNo}`].sort()
    assert.deepEqual(await till.differences(day), twice)
    await match(till, [line, back], next)
    assert.deepEqual(await till.differences(next), twice)
  })

  test('is our trade under another transaction number, from both sides', async () => {
    await using till = await openTill()
    const { payment, line } = await till.paid()
    await match(till, [strange(line, { transactionId: '42009' })])
    assert.deepEqual(
      await till.differences(day),
      [`missing_here ${payment.outTradeNo}`, `missing_there ${payment.outTradeNo}`].sort(),
    )
  })

  test('is the transaction under another trade number, from both sides', async () => {
    await using till = await openTill()
    const { payment, line } = await till.paid()
    await match(till, [strange(line, { outTradeNo: 'A-1' })])
    assert.deepEqual(await till.differences(day), ['missing_here A-1', `missing_there ${payment.outTradeNo}`])
  })

  test('is counted as often as it has a row', async () => {
    await using till = await openTill()
    const { line } = await till.paid()
    const unknown = strange(line, { transactionId: '42009', outTradeNo: 'A-1' })
    const { differences } = await match(till, [line, unknown, unknown, unknown])
    const rows = await till.payments.differencesOf(till.db, day)
    const [closed] = await till.tables.selectFrom('bill_day').select('differences').execute()
    assert.deepEqual([differences, closed?.differences], [rows.length, rows.length])
  })

  test('is named once: the next day is about the next day', async () => {
    await using till = await openTill()
    const { payment } = await till.paid()
    await till.refunded(payment)
    assert.deepEqual(await match(till, []), { differences: 2 })
    assert.deepEqual(await match(till, [], next), { differences: 0 })
  })

  test('of money that was booked after its bill had been matched is explained by the booking', async () => {
    await using till = await openTill()
    const trade = await till.opened()
    const told = { ...trade, state: 'SUCCESS', paidAt: at(`${day}T22:00:00`) } as const
    const { line } = await till.paid()
    const late = strange(line, { transactionId: trade.transactionId!, outTradeNo: trade.outTradeNo })
    await match(till, [line, late])
    assert.deepEqual(await till.differences(day), [`missing_here ${trade.outTradeNo}`])
    await till.inTx((tx) => till.payments.settle(tx, told))
    assert.deepEqual(await match(till, [], next), { differences: 0 })
    const [row] = await till.payments.differencesOf(till.db, day)
    assert.notEqual(row?.resolvedAt, null)
    assert.deepEqual(await till.openAlarms(), [])
  })

  test('of money that was booked later for another sum is none that explains itself', async () => {
    await using till = await openTill()
    const trade = await till.opened()
    const { line } = await till.paid()
    await match(till, [
      line,
      strange(line, { transactionId: trade.transactionId!, outTradeNo: trade.outTradeNo, amountFen: 1 }),
    ])
    await till.inTx((tx) => till.payments.settle(tx, { ...trade, state: 'SUCCESS', paidAt: at(`${day}T22:00:00`) }))
    assert.deepEqual(await match(till, [], next), { differences: 1 })
    assert.equal((await till.payments.differencesOf(till.db, day))[0]?.resolvedAt, null)
  })
})

describe('the alarm of a day', () => {
  test('is one, names the day and how much there is to explain', async () => {
    await using till = await openTill()
    await till.paid()
    await till.paid()
    await match(till, [])
    assert.deepEqual(await till.openAlarms(), [`bill_difference bill:${day}`])
    assert.equal(till.rung.length, 1)
    assert.equal(till.rung[0]?.detail.differences, 2)
  })

  test('stays until the last difference has a note, which is kept with who wrote it', async () => {
    await using till = await openTill()
    await till.paid()
    await till.paid()
    await match(till, [])
    const [first, last] = await till.payments.differencesOf(till.db, day)
    const resolve = (id: string, note: string) =>
      till.inTx((tx) => till.payments.resolveDifference(tx, { id, day, actor: cashier, note }))
    await resolve(first!.id, '微信客服确认，次日入账')
    assert.equal((await till.openAlarms()).length, 1)
    await resolve(last!.id, '已退回')
    assert.deepEqual(await till.openAlarms(), [])
    const resolved = (await till.payments.differencesOf(till.db, day)).find((row) => row.id === first!.id)
    assert.deepEqual(
      [resolved?.note, resolved?.resolvedBy, resolved?.resolvedAt],
      ['微信客服确认，次日入账', 'staff:stf_1', till.clock.now()],
    )
  })

  test('is not answered by a note under another day, a note on nothing, or a second note', async () => {
    await using till = await openTill()
    await till.paid()
    await match(till, [])
    const [row] = await till.payments.differencesOf(till.db, day)
    const resolve = (wish: { id: string; day: string }) =>
      till.inTx((tx) => till.payments.resolveDifference(tx, { ...wish, actor: cashier, note: 'x' }))
    const notFound = (error: unknown) => error instanceof Refusal && error.code === 'not_found'
    await assert.rejects(resolve({ id: row!.id, day: next }), notFound)
    await assert.rejects(resolve({ id: 'dif_none', day }), notFound)
    assert.equal((await till.openAlarms()).length, 1)
    await resolve({ id: row!.id, day })
    await assert.rejects(resolve({ id: row!.id, day }), notFound)
  })
})

test('in a bill of hundreds of lines what differs is found, and nothing else', async () => {
  await using till = await openTill()
  const lines: BillLine[] = []
  for (let number = 0; number < 500; number += 1) {
    const { payment, line } = await till.paid({ amountFen: 10_000 + number })
    lines.push(line)
    if (number % 4 === 0) lines.push((await till.refunded(payment, { amountFen: 1_000 })).line)
  }
  const spoilt = lines.map((line, index) => (index % 100 === 50 ? { ...line, amountFen: 1, refundFen: 1 } : line))
  const { differences } = await match(till, [
    ...spoilt.slice(3),
    ...['Z-1', 'Z-2', 'Z-3'].map((outTradeNo) => strangePayment({ outTradeNo, transactionId: `42${outTradeNo}` })),
  ])
  assert.equal(differences, 3 + 3 + 6)
})

describe('a bill that is matched in steps', () => {
  test('comes to the same rows however often it is killed between two of them', async () => {
    await using whole = await openTill()
    await using killed = await openTill()
    const differences = await match(whole, await longBill(whole))
    const lines = await longBill(killed)
    let steps = 0
    while ((await killedAfter(killed, steps, lines)) === 'killed') steps += 1
    assert.equal(steps, 3 + 1 + 1, 'three of lines, one of money that no line names, the end of the day')
    assert.deepEqual(await rowsOf(killed), await rowsOf(whole))
    assert.deepEqual(killed.rung, whole.rung)
    assert.equal(differences.differences, 4 + unnamed)
    assert.deepEqual(await match(killed, lines), { differences: 0 })
  })

  test('explains by itself what was booked after a try that ended on its way', async () => {
    await using till = await openTill()
    const trade = await till.opened()
    const { line } = await till.paid()
    const late = strange(line, { transactionId: trade.transactionId!, outTradeNo: trade.outTradeNo })
    assert.equal(await killedAfter(till, 1, [line, late]), 'killed')
    assert.deepEqual(await till.differences(day), [`missing_here ${trade.outTradeNo}`])
    await till.inTx((tx) => till.payments.settle(tx, { ...trade, state: 'SUCCESS', paidAt: at(`${day}T11:00:00`) }))
    assert.deepEqual(await match(till, [line, late]), { differences: 1 })
    assert.notEqual((await till.payments.differencesOf(till.db, day))[0]?.resolvedAt, null)
    assert.deepEqual(till.rung, [])
  })
})

const linesAtOnce = 10
const unnamed = linesAtOnce + 1

/** Three steps of lines, in the middle of which two are wrong and one is there again; and money that no line names. */
async function longBill(till: Till): Promise<BillLine[]> {
  const lines: BillLine[] = []
  for (let number = 0; number < 21; number += 1) lines.push((await till.paid({ amountFen: 1_000 + number })).line)
  for (let number = 0; number < unnamed; number += 1) await till.paid({ amountFen: 1 })
  const { payment, line } = await till.paid()
  const { line: back } = await till.refunded(payment)
  const [first, second] = [lines[9]!, lines[10]!]
  lines[9] = strange(first, { amountFen: 1 })
  return [...lines, first, second, strangePayment(), line, back]
}

/** The same bill on a database that is gone after so many transactions. */
async function killedAfter(till: Till, steps: number, lines: readonly BillLine[]): Promise<'killed' | 'done'> {
  let left = steps
  const background: Pick<Db, 'transaction'> = {
    transaction(work) {
      if (left === 0) throw new Error('killed')
      left -= 1
      return till.db.background.transaction(work)
    },
  }
  const db: Db = Object.create(till.db, { background: { value: background } })
  const alarms = createAlarms({ onRaised: (alarm) => till.rung.push(alarm) })
  try {
    await matchBill({ db, alarms, linesAtOnce }, { day, lines })
    return 'done'
  } catch (error) {
    if ((error as Error).message !== 'killed') throw error
    return 'killed'
  }
}

async function rowsOf(till: Till) {
  const [days, differences, payments, refunds] = await Promise.all([
    till.tables.selectFrom('bill_day').selectAll().execute(),
    till.tables
      .selectFrom('bill_difference')
      .select(['day', 'kind', 'subject_no', 'ours_json', 'theirs_json', 'resolved_at'])
      .orderBy('kind')
      .orderBy('subject_no')
      .execute(),
    till.tables.selectFrom('payment').select(['out_trade_no', 'billed_day']).orderBy('out_trade_no').execute(),
    till.tables.selectFrom('refund').select(['amount_fen', 'billed_day']).execute(),
  ])
  return { days, differences, payments, refunds }
}
