import { insertedOnce } from '../../database/dialect.ts'
import type { Db, Tx } from '../../database/handle.ts'
import type { Notice, Pay } from '../../ports/pay.ts'
import type { Alarms } from '../alarms/index.ts'
import type { PaymentListener } from './payment.ts'
import { applyRefundState } from './refund.ts'
import { setAside } from './settle.ts'
import { isNotice, noticeInsert, tradeByNo } from './store.ts'

interface Deps {
  db: Db
  pay: Pay
  alarms: Alarms
  listener: PaymentListener
}

/**
 * Takes a notice of WeChat Pay: verified and opened from its raw bytes, its inbox row committed together with its
 * effect, and only then may the caller answer 2xx (I18). The same notice again changes nothing; one that says something
 * else under a known id is heard, for what did not match must not use up the place of what does. Throws `ForgedNotice`
 * for what WeChat did not send, and then no row was touched (I17).
 */
export async function receiveNotice(
  { db, pay, alarms, listener }: Deps,
  request: { headers: Record<string, string | string[] | undefined>; body: Buffer },
): Promise<'new' | 'known'> {
  const notice = pay.openNotice(request.headers, request.body)
  return db.transaction(async (tx) => {
    const row = inboxRow(notice)
    if (!(await insertedOnce(noticeInsert(tx, row))) && (await isNotice(tx, row))) return 'known'
    if (notice.kind === 'trade') await hearTrade(tx, { alarms, listener }, notice)
    else await hearRefund(tx, { pay, alarms, listener }, notice)
    return 'new'
  })
}

async function hearTrade(
  tx: Tx,
  { alarms, listener }: Pick<Deps, 'alarms' | 'listener'>,
  { trade: told }: Extract<Notice, { kind: 'trade' }>,
): Promise<void> {
  const trade = await tradeByNo(tx, told.outTradeNo)
  if (!trade) return setAside(tx, alarms, { subjectNo: told.outTradeNo, reason: 'unknown_trade', content: told })
  await listener.onTrade(tx, { outTradeNo: told.outTradeNo, subjectId: trade.subjectId, answer: told })
}

async function hearRefund(
  tx: Tx,
  { pay, alarms, listener }: Pick<Deps, 'pay' | 'alarms' | 'listener'>,
  { refund }: Extract<Notice, { kind: 'refund' }>,
): Promise<void> {
  const news = await applyRefundState(tx, { alarms, mchid: pay.mchid }, refund)
  if (news.kind === 'moved') await listener.onRefund(tx, news.refund)
}

function inboxRow(notice: Notice) {
  const subjectNo = notice.kind === 'trade' ? notice.trade.outTradeNo : notice.refund.outRefundNo
  return {
    id: notice.id,
    eventType: notice.eventType,
    subjectNo,
    content: notice.kind === 'trade' ? notice.trade : notice.refund,
  }
}
