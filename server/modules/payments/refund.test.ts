import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { Refusal, Unavailable } from '../../kernel/refusal.ts'
import { PayRefused, type RefundState } from '../../ports/pay.ts'
import { cashier, openTill, type Till } from './test-till.ts'

const exceeds = (error: unknown) => error instanceof Refusal && error.code === 'refund_exceeds_payment'
const minutes = (count: number) => count * 60_000
const asked = (till: Till) => till.wechat.asked.filter((call) => call.startsWith('refund'))
const refundsOf = (till: Till) => till.tables.selectFrom('refund').selectAll().orderBy('created_at').execute()
const refundedFen = async (till: Till) =>
  (await till.tables.selectFrom('payment').select('refunded_fen').executeTakeFirstOrThrow()).refunded_fen

describe('partial refunds', () => {
  test('of 40 at once give back no more than was paid; the others are told what is left', async () => {
    await using till = await openTill()
    const { payment } = await till.paid({ amountFen: 10_000 })
    const wishes = Array.from({ length: 40 }, (_, index) =>
      till.refund(payment, { amountFen: 300, cause: `c${index}` }),
    )
    const ends = await Promise.allSettled(wishes)
    const refused = ends.filter((end) => end.status === 'rejected').map(({ reason }) => reason as unknown)
    assert.equal(ends.length - refused.length, 33)
    for (const reason of refused) {
      assert.ok(exceeds(reason))
      assert.deepEqual((reason as Refusal).detail.facts, { leftFen: 100 })
    }
    assert.equal(await refundedFen(till), 9_900)
    await till.refund(payment, { amountFen: 100, cause: 'rest' })
    await assert.rejects(till.refund(payment, { amountFen: 1, cause: 'more' }), exceeds)
  })

  test('whatever sums come in whatever order, sum up to what their payment says and never above it', async () => {
    const wishes = fc.array(fc.record({ amountFen: fc.integer({ min: 1, max: 700 }), cause: fc.nat(8) }), {
      minLength: 1,
      maxLength: 16,
    })
    await using till = await openTill()
    await fc.assert(
      fc.asyncProperty(wishes, async (picked) => {
        const { payment } = await till.paid({ amountFen: 1_000 })
        await Promise.allSettled(
          picked.map(({ amountFen, cause }) => till.refund(payment, { amountFen, cause: `c${cause}` })),
        )
        const now = (await till.payments.paymentById(till.db, payment.id))!
        const rows = await till.payments.refundsOf(till.db, payment.subjectId)
        assert.equal(
          rows.reduce((sum, row) => sum + row.amountFen, 0),
          now.refundedFen,
        )
        assert.ok(now.refundedFen <= 1_000)
        assert.equal(new Set(rows.map(({ cause }) => cause)).size, rows.length)
      }),
      { numRuns: 40 },
    )
  })

  test('of one cause are one refund, however often it is asked', async () => {
    await using till = await openTill()
    const { payment } = await till.paid()
    const all = await Promise.all(Array.from({ length: 10 }, () => till.refund(payment)))
    assert.equal(new Set(all.map(({ id }) => id)).size, 1)
    assert.equal(await refundedFen(till), 30_000)
  })

  test('of nothing, of less than nothing and of no payment leave nothing behind', async () => {
    await using till = await openTill()
    const { payment } = await till.paid()
    for (const amountFen of [0, -1]) await assert.rejects(till.refund(payment, { amountFen }))
    await assert.rejects(
      till.refund({ id: 'pay_none' }),
      (error) => error instanceof Refusal && error.code === 'not_found',
    )
    assert.equal(await refundedFen(till), 0)
    assert.deepEqual(await refundsOf(till), [])
  })
})

test('money paid at the desk goes back there: done at once, and WeChat hears nothing', async () => {
  await using till = await openTill()
  const taken = { subjectId: 'ord_9', purpose: 'stay', method: 'card', amountFen: 9_000, receiptNo: 'R-9' } as const
  const payment = await till.inTx((tx) => till.payments.recordDesk(tx, { ...taken, actor: cashier }))
  const refund = await till.refund(payment, { amountFen: 9_000 })
  await till.runErrands()
  assert.deepEqual([refund.state, refund.settledAt], ['succeeded', till.clock.now()])
  assert.deepEqual(asked(till), [])
})

describe('one number until it is settled:', () => {
  test('asked, asked where it stands every half minute, told when it is done, and asked no more', async () => {
    await using till = await openTill()
    const { payment } = await till.paid()
    const { id, outRefundNo } = await till.refund(payment)
    await till.runErrands()
    assert.equal((await refundsOf(till))[0]?.state, 'processing')
    for (let look = 0; look < 3; look += 1) {
      till.clock.pass(30_000)
      await till.runErrands()
    }
    assert.equal(till.ended.length, 0)
    till.wechat.endRefund(outRefundNo, 'SUCCESS')
    till.clock.pass(30_000)
    await till.runErrands()
    assert.deepEqual(
      till.ended.map((refund) => [refund.id, refund.state, refund.settledAt]),
      [[id, 'succeeded', till.clock.now() - 30_000]],
    )
    till.clock.pass(minutes(600))
    await till.runErrands()
    assert.deepEqual(asked(till), Array(5).fill(`refund ${outRefundNo}`))
  })

  test('without an answer, busy or broken, it is asked with the same number until there is one', async () => {
    await using till = await openTill()
    const { payment } = await till.paid()
    const { outRefundNo } = await till.refund(payment)
    till.wechat.failures.push(...Array.from({ length: 6 }, () => new Unavailable('WeChat Pay')))
    for (let minute = 0; minute < 5; minute += 1) {
      await till.runErrands()
      till.clock.pass(minutes(1))
    }
    assert.ok(asked(till).length >= 4)
    assert.deepEqual(new Set(asked(till)), new Set([`refund ${outRefundNo}`]))
    assert.equal((await refundsOf(till))[0]?.state, 'asked')
    assert.deepEqual(await till.openAlarms(), [])
    till.wechat.failures.length = 0
    till.clock.pass(minutes(10))
    await till.runErrands()
    assert.equal((await refundsOf(till))[0]?.state, 'processing')
  })

  test('refused, it rings once, is asked again every ten minutes, and the alarm closes with the money', async () => {
    await using till = await openTill()
    const { payment } = await till.paid()
    const { id, outRefundNo } = await till.refund(payment)
    till.wechat.failures.push(...Array.from({ length: 3 }, () => new PayRefused('NOT_ENOUGH', 403, 'no money')))
    for (let time = 0; time < 3; time += 1) {
      await till.runErrands()
      till.clock.pass(minutes(10))
    }
    assert.deepEqual(
      till.rung.map(({ kind, detail }) => [kind, detail.code]),
      [['refund_abnormal', 'NOT_ENOUGH']],
    )
    await till.runErrands()
    till.wechat.endRefund(outRefundNo, 'SUCCESS')
    till.clock.pass(30_000)
    assert.deepEqual(await till.openAlarms(), [`refund_abnormal refund:${id}`])
    await till.runErrands()
    assert.deepEqual(await till.openAlarms(), [])
    assert.deepEqual(new Set(asked(till)), new Set([`refund ${outRefundNo}`]))
  })

  for (const [state, progress] of [
    ['ABNORMAL', 'abnormal'],
    ['CLOSED', 'closed'],
  ] as const) {
    test(`${progress}, it is not money returned: it rings, and its owner hears how it ended`, async () => {
      await using till = await openTill()
      const { payment } = await till.paid()
      const { id, outRefundNo } = await till.refund(payment)
      await till.runErrands()
      till.wechat.endRefund(outRefundNo, state)
      till.clock.pass(30_000)
      await till.runErrands()
      assert.deepEqual(await till.openAlarms(), [`refund_abnormal refund:${id}`])
      assert.deepEqual(
        till.ended.map((refund) => [refund.state, refund.settledAt]),
        [[progress, null]],
      )
      assert.equal(await refundedFen(till), 30_000, 'nobody else may give it back meanwhile')
    })
  }
})

describe('what WeChat says of a refund', () => {
  const apply = (till: Till, told: RefundState) => till.inTx((tx) => till.payments.applyRefundState(tx, told))

  test('is applied once; a success is final, whatever is said later', async () => {
    await using till = await openTill()
    const { payment } = await till.paid()
    const { told } = await till.refunded(payment)
    const before = await refundsOf(till)
    for (const state of ['SUCCESS', 'PROCESSING', 'ABNORMAL', 'CLOSED'] as const) {
      assert.deepEqual(await apply(till, { ...told, state, settledAt: null }), { kind: 'known' })
    }
    assert.deepEqual(await refundsOf(till), before)
    assert.deepEqual(await till.openAlarms(), [])
  })

  test('of an abnormal one that was paid out after all closes its alarm', async () => {
    await using till = await openTill()
    const { payment } = await till.paid()
    const { told } = await till.refunded(payment, { state: 'ABNORMAL' })
    assert.equal((await till.openAlarms()).length, 1)
    const news = await apply(till, { ...told, state: 'SUCCESS', settledAt: till.clock.now() })
    assert.equal(news.kind, 'moved')
    assert.deepEqual(await till.openAlarms(), [])
  })

  const wrong: Partial<RefundState>[] = [
    { amountFen: 29_999 },
    { tradeAmountFen: 79_999 },
    { mchid: 'mch_2' },
    { outTradeNo: '26112500000009-1' },
    { outRefundNo: 'rfd_none' },
  ]
  for (const change of wrong) {
    const [field, value] = Object.entries(change)[0]!
    test(`with ${field} ${value} changes nothing but leaves a row and an alarm`, async () => {
      await using till = await openTill()
      const { payment } = await till.paid()
      const { told } = await till.refunded(payment, { state: 'PROCESSING' })
      const before = await refundsOf(till)
      const lie = { ...told, state: 'SUCCESS', settledAt: 1, ...change } as const
      assert.deepEqual(await apply(till, lie), { kind: 'quarantined' })
      assert.deepEqual(await apply(till, lie), { kind: 'quarantined' })
      assert.deepEqual(await refundsOf(till), before)
      assert.deepEqual(await till.openAlarms(), [`notice_quarantined trade:${lie.outRefundNo}`])
      assert.equal((await till.tables.selectFrom('pay_quarantine').selectAll().execute()).length, 1)
      assert.equal((await apply(till, { ...told, state: 'SUCCESS', settledAt: 1 })).kind, 'moved')
    })
  }
})
