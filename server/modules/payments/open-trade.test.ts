import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal, Unavailable } from '../../kernel/refusal.ts'
import { PayRefused } from '../../ports/pay.ts'
import { openTill, type Till } from './test-till.ts'

const subjectId = 'ord_1'
const first = '26112500000001-1'
const second = '26112500000001-2'
const refused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

const tradeRows = (till: Till) => till.tables.selectFrom('trade').selectAll().orderBy('number').execute()

test('the same client asks again for the same sum: it is the same trade, at once and later', async () => {
  await using till = await openTill()
  const answers = await Promise.all(Array.from({ length: 20 }, () => till.open({ subjectId })))
  till.clock.pass(60_000)
  answers.push(await till.open({ subjectId }))
  for (const answer of answers) assert.equal('trade' in answer && answer.trade.outTradeNo, first)
  assert.equal((await tradeRows(till)).length, 1)
})

test('another client, or another sum, has to close the open trade first', async () => {
  await using till = await openTill()
  await till.open({ subjectId })
  await till.payments.parametersFor(first)
  for (const other of [{ appid: 'app_web' }, { amountFen: 70_000 }]) {
    assert.deepEqual(await till.open({ subjectId, ...other }), { mustClose: first })
  }
  await till.payments.endNow(first)
  const answer = await till.open({ subjectId, appid: 'app_web' })
  assert.equal('trade' in answer && answer.trade.outTradeNo, second)
  assert.deepEqual(
    (await tradeRows(till)).map(({ state }) => state),
    ['closed', 'opened'],
  )
  assert.equal(till.wechat.trades.get(first)?.state, 'CLOSED')
})

test('two clients at once never have two trades that can be paid', async () => {
  await using till = await openTill()
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) => till.open({ subjectId, appid: index % 2 ? 'app_web' : 'app_mini' })),
  )
  assert.equal(answers.filter((answer) => 'mustClose' in answer).length, 5)
  assert.equal((await till.payments.liveTradesOf(till.db, subjectId)).length, 1)
})

test('the table itself takes no second trade of a stay that can be paid', async () => {
  await using till = await openTill()
  await till.open({ subjectId })
  const [row] = await tradeRows(till)
  const { live_subject: _generated, ...copy } = row as typeof row & { live_subject?: unknown }
  const twin = till.inTx((tx) =>
    tx
      .prepared(`insert into trade (out_trade_no, subject_id, number, appid, openid, amount_fen, description, state,
        expires_at, created_at) values (?, ?, 2, ?, ?, ?, ?, 'opened', ?, ?)`)
      .run(second, subjectId, copy!.appid!, copy!.openid!, 1, 'x', 1, 1),
  )
  await assert.rejects(twin, /UNIQUE/)
})

test('a trade is a row before WeChat hears of it, and known to WeChat before the guest does', async () => {
  await using till = await openTill()
  await till.open({ subjectId })
  assert.deepEqual(till.wechat.asked, [])
  const sheet = await till.payments.parametersFor(first)
  assert.equal(sheet.package, 'prepay_id=pre_1')
  assert.deepEqual(till.wechat.asked, [`prepay ${first}`])
})

test('the pay sheet asks WeChat once while the prepay is fresh, and anew before it is two hours old', async () => {
  await using till = await openTill()
  await till.open({ subjectId, expiresAt: till.clock.now() + 24 * 3_600_000 })
  const old = await till.payments.parametersFor(first)
  await till.payments.parametersFor(first)
  assert.notEqual(old.package, (await till.payments.parametersFor(first)).package)

  await till.open({ subjectId: 'ord_2' })
  const fresh = await till.payments.parametersFor('26112500000002-1')
  till.clock.pass(29 * 60_000)
  assert.equal((await till.payments.parametersFor('26112500000002-1')).package, fresh.package)
})

test('the pay sheet of a trade that is over, or of none, is refused', async () => {
  await using till = await openTill()
  await till.open({ subjectId })
  await till.payments.endNow(first)
  await assert.rejects(till.payments.parametersFor(first), refused('trade_over'))
  await assert.rejects(till.payments.parametersFor('26112500000009-1'), refused('trade_over'))
})

test('a prepay that WeChat refuses is said so; one that got no answer is not guessed about, and goes through later', async () => {
  await using till = await openTill()
  await till.open({ subjectId })
  till.wechat.failures.push(new PayRefused('NO_AUTH', 403, 'no'))
  await assert.rejects(till.payments.parametersFor(first), refused('payment_refused'))
  till.wechat.failures.push(new Unavailable('WeChat Pay'))
  await assert.rejects(till.payments.parametersFor(first), Unavailable)
  assert.equal((await till.payments.tradeByNo(till.db, first))?.state, 'opened')
  assert.ok(await till.payments.parametersFor(first))
})

test('ending asks first: what WeChat says of a paid trade is told, and nothing is closed', async () => {
  await using till = await openTill()
  await till.open({ subjectId })
  await till.payments.parametersFor(first)
  const paid = till.wechat.pay(first)
  await till.payments.endNow(first)
  assert.deepEqual(till.wechat.asked, [`prepay ${first}`, `query ${first}`])
  assert.deepEqual(till.news, [{ outTradeNo: first, subjectId, answer: paid }])
  assert.equal((await till.payments.tradeByNo(till.db, first))?.state, 'paid')
})

test('paid between the question and the close: the end asks again and hears of the money', async () => {
  await using till = await openTill()
  await till.open({ subjectId })
  await till.payments.parametersFor(first)
  till.wechat.beforeClose = () => void till.wechat.pay(first)
  await till.inTx((tx) => till.payments.askEnd(tx, first))
  await till.runErrands()
  assert.equal(till.news.length, 0)
  till.clock.pass(2_000)
  await till.runErrands()
  assert.equal((await till.payments.tradeByNo(till.db, first))?.state, 'paid')
  assert.equal((await till.payments.paymentsOf(till.db, subjectId)).length, 1)
})

test('while WeChat is away, or the person is at the till, an end is not guessed', async () => {
  await using till = await openTill()
  await till.open({ subjectId })
  await till.payments.parametersFor(first)
  const trade = till.wechat.trades.get(first)!
  const states: string[] = []
  till.wechat.failures.push(new Unavailable('WeChat Pay'))
  till.wechat.trades.set(first, { ...trade, state: 'USERPAYING' })
  await till.inTx((tx) => till.payments.askEnd(tx, first))
  for (let look = 0; look < 3; look += 1) {
    await till.runErrands()
    states.push((await till.payments.tradeByNo(till.db, first))!.state)
    till.clock.pass(10_000)
  }
  assert.deepEqual(states, ['prepaid', 'prepaid', 'prepaid'])
  assert.equal(till.news.length, 0)
  till.wechat.trades.set(first, trade)
  await till.runErrands()
  assert.equal((await till.payments.tradeByNo(till.db, first))?.state, 'closed')
  assert.equal(till.news.at(-1)?.answer?.state, 'CLOSED')
})

test('a trade that WeChat has never heard of is over, and its owner hears that there is none', async () => {
  await using till = await openTill()
  await till.open({ subjectId })
  await till.payments.endNow(first)
  assert.deepEqual(till.news, [{ outTradeNo: first, subjectId, answer: null }])
  assert.equal((await till.payments.tradeByNo(till.db, first))?.state, 'closed')
})
