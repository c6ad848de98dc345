import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Unavailable } from '../../kernel/refusal.ts'
import { cashier, openTill, strangePayment, type Till } from './test-till.ts'

const day = '2026-11-25'
const next = '2026-11-26'
const at = (text: string) => Date.parse(`${text}+08:00`)
const hourMs = 3_600_000

/** Lets hours pass, looking for bills every half hour as the sweep does. */
async function passHours(till: Till, hours: number): Promise<void> {
  for (let half = 0; half < hours * 2; half += 1) {
    till.clock.pass(hourMs / 2)
    await till.payments.askBills()
    await till.runErrands()
  }
}
const billsAsked = (till: Till) => till.wechat.asked.filter((call) => call.startsWith('bill'))
const matched = async (till: Till) =>
  (await till.tables.selectFrom('bill_day').select('day').orderBy('day').execute()).map((row) => row.day)

test('bills are not asked for before there was a trade, nor before ten of the next morning', async () => {
  await using till = await openTill()
  await passHours(till, 24)
  assert.deepEqual(billsAsked(till), [])
  await till.paid()
  till.clock.set(at(`${'2026-11-27'}T09:59:59`))
  await till.payments.askBills()
  await till.runErrands()
  assert.deepEqual(billsAsked(till), [])
  till.clock.pass(1_000)
  await till.payments.askBills()
  await till.runErrands()
  assert.deepEqual(billsAsked(till), ['bill 2026-11-26'])
})

test('bills are asked for from the first trade on, also when no money of it was ever booked', async () => {
  await using till = await openTill()
  const trade = await till.opened()
  const { transactionId, outTradeNo } = trade
  till.wechat.bills.set(day, [strangePayment({ transactionId: transactionId!, outTradeNo })])
  await passHours(till, 24)
  assert.deepEqual(await till.differences(day), [`missing_here ${outTradeNo}`])
})

test('bills that were matched are never matched again, however often they are fetched', async () => {
  await using till = await openTill()
  const { line } = await till.paid()
  till.wechat.bills.set(day, [line, strangePayment()])
  await passHours(till, 23)
  const rows = await till.payments.differencesOf(till.db, day)
  assert.equal(rows.length, 1)
  await till.inTx((tx) => till.payments.resolveDifference(tx, { id: rows[0]!.id, day, actor: cashier, note: 'x' }))
  const lines = [line, strangePayment(), strangePayment({ outTradeNo: 'B-2' })]
  const again = await till.payments.matchBill({ day, lines })
  assert.deepEqual(again, { differences: 0 })
  assert.equal((await till.payments.differencesOf(till.db, day)).length, 1)
  assert.deepEqual(await till.openAlarms(), [])
  assert.equal(till.rung.length, 1)
})

test('bills that are not there yet are asked for again, and the day waits for them', async () => {
  await using till = await openTill()
  const { line } = await till.paid()
  await passHours(till, 24)
  assert.ok(billsAsked(till).length >= 2)
  assert.deepEqual(await matched(till), [])
  till.wechat.bills.set(day, [line])
  await passHours(till, 1)
  assert.deepEqual(await matched(till), [day])
  assert.deepEqual(await till.differences(day), [])
})

test('bills of a day without any trade never come: the days after it are matched all the same', async () => {
  await using till = await openTill()
  const { line } = await till.paid()
  till.wechat.bills.set(day, [line])
  await passHours(till, 24 * 10)
  const later = await till.paid()
  const { line: lastLine } = later
  till.wechat.bills.set('2026-12-05', [{ ...lastLine }])
  await passHours(till, 24 * 2)
  const days = await matched(till)
  assert.ok(days.includes('2026-12-05'), `the last day matched is ${days.at(-1)}`)
  assert.deepEqual(await till.differences('2026-12-05'), [])
  assert.deepEqual(till.rung, [])
  const asked = billsAsked(till).length
  await passHours(till, 24)
  assert.ok(billsAsked(till).length - asked <= 60, 'days that are over are not asked about for ever')
})

test('bills of a day on which we took money and WeChat has none are a difference by the day after', async () => {
  await using till = await openTill()
  const { payment } = await till.paid()
  await passHours(till, 48)
  assert.deepEqual(await till.differences(day), [`missing_there ${payment.outTradeNo}`])
})

test('bills of several days are matched in their order: no payment is missed because a later bill came first', async () => {
  await using till = await openTill()
  for (const night of [day, next, '2026-11-27']) {
    till.clock.set(at(`${night}T12:00:00`))
    const { line } = await till.paid()
    till.wechat.bills.set(night, [line])
  }
  till.clock.set(at('2026-11-28T12:00:00'))
  till.wechat.failures.push(new Unavailable('WeChat Pay'))
  await passHours(till, 2)
  assert.deepEqual(await matched(till), [day, next, '2026-11-27'])
  assert.deepEqual(till.rung, [])
})

test('bills that are asked for out of turn wait for their turn', async () => {
  await using till = await openTill()
  const { line } = await till.paid()
  till.wechat.bills.set(day, [line]).set(next, [])
  till.clock.set(at('2026-11-27T12:00:00'))
  await till.inTx((tx) => till.errands.ask(tx, { kind: 'pay.bill', subject: next }))
  await till.runErrands()
  assert.deepEqual(await matched(till), [])
  await passHours(till, 1)
  assert.deepEqual(await matched(till), [day, next])
  assert.deepEqual(till.rung, [])
})

test('bills of an installation that slept for a year are asked for as far back as WeChat keeps them; older ones ring', async () => {
  await using till = await openTill()
  const { payment } = await till.paid()
  till.clock.set(at('2027-11-25T12:00:00'))
  await till.payments.askBills()
  await till.runErrands()
  const first = billsAsked(till)[0] ?? ''
  assert.ok(first >= 'bill 2027-08-25', first)
  await passHours(till, 24)
  const rows = await till.tables.selectFrom('bill_difference').select('subject_no').execute()
  assert.deepEqual(
    rows.map((row) => row.subject_no),
    [payment.outTradeNo],
  )
  const [gone, ...others] = till.rung.filter(({ kind }) => kind === 'bill_gone')
  assert.deepEqual([gone?.subject, gone?.detail, others], ['bill:2026-11-25', { from: day, to: '2027-08-27' }, []])
})

test('bills that cannot be believed are asked for again, and nothing is matched meanwhile', async () => {
  await using till = await openTill()
  const { line } = await till.paid()
  till.wechat.bills.set(day, [line])
  till.clock.set(at(`${next}T10:00:00`))
  till.wechat.failures.push(new Unavailable('WeChat Pay'), new Error('line 2 of the bill has no time'))
  await till.payments.askBills()
  await till.runErrands()
  assert.deepEqual(await matched(till), [])
  assert.equal(till.failed.length, 1)
  await passHours(till, 1)
  assert.deepEqual(await matched(till), [day])
  assert.equal(billsAsked(till).length, 3)
})
