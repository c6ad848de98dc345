import type { DeskOrderWhole } from '@contract/admin/orders.ts'
import { dayName } from '@contract/format.ts'
import { momentText } from '../format/hotel-time.ts'
import { Money } from '../kit/money.tsx'
import { useLanguage } from '../state/language.ts'
import { orders } from '../texts/orders.ts'
import { useTexts } from '../texts/use-texts.ts'
import { words } from '../texts/words.ts'

const methodTexts = {
  wechat: 'method_wechat',
  cash: 'method_cash',
  card: 'method_card',
  transfer: 'method_transfer',
} as const

const refundTexts = {
  asked: 'refund_asked',
  processing: 'refund_processing',
  succeeded: 'refund_succeeded',
  closed: 'refund_closed',
  abnormal: 'refund_abnormal',
} as const

/** Every night with its price and what of it is charged, the sums, and the money that moved. */
export function MoneySection({ order }: { order: DeskOrderWhole }) {
  const t = useTexts(orders)
  const language = useLanguage()
  const { rooms, balanceFen, waivedFen } = order
  return (
    <section>
      <h3>{t('bill')}</h3>
      <table className="bill">
        <thead>
          <tr>
            <th scope="col">{t('night')}</th>
            <th scope="col">{rooms > 1 ? t('priceTimes', { n: rooms }) : t('price')}</th>
            <th scope="col">{t('charged')}</th>
          </tr>
        </thead>
        <tbody>
          {order.nights.map(({ night, priceFen, chargedFen }) => (
            <tr key={night}>
              <th scope="row">{dayName(night, language)}</th>
              <td>
                <Money fen={priceFen} />
              </td>
              <td>
                <Money fen={chargedFen} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <dl className="sums">
        {order.discountFen > 0 ? <Sum name={t('discount')} fen={-order.discountFen} /> : null}
        <Sum name={t('totalSum')} fen={order.totalFen} />
        {waivedFen > 0 ? <Sum name={t('waived')} fen={-waivedFen} /> : null}
        <Sum name={t('paid')} fen={order.paidFen} isMain={balanceFen === 0} />
        {order.refundedFen > 0 ? <Sum name={t('refunded')} fen={order.refundedFen} /> : null}
        {balanceFen > 0 ? <Sum name={t('balance')} fen={balanceFen} isMain /> : null}
      </dl>
      <Moved order={order} />
    </section>
  )
}

function Sum({ name, fen, isMain = false }: { name: string; fen: number; isMain?: boolean }) {
  return (
    <div className={isMain ? 'sums-main' : undefined}>
      <dt>{name}</dt>
      <dd>
        <Money fen={fen} size={isMain ? 'large' : 'body'} />
      </dd>
    </div>
  )
}

function Moved({ order: { payments, refunds, zone } }: { order: DeskOrderWhole }) {
  const t = useTexts(orders)
  const tw = useTexts(words)
  const language = useLanguage()
  if (payments.length === 0) return null
  return (
    <ul className="lines" aria-label={t('moved')}>
      {payments.map(({ id, method, amountFen, receiptNo, transactionId, paidAt }) => (
        <li key={id}>
          <span className="lines-main">
            {tw(methodTexts[method])} <span className="second mono">{receiptNo ?? transactionId}</span>
          </span>
          <span className="second">{momentText(paidAt, { zone, language })}</span>
          <Money fen={amountFen} />
        </li>
      ))}
      {refunds.map(({ id, amountFen, state, createdAt, settledAt }) => (
        <li key={id}>
          <span className={state === 'abnormal' ? 'lines-main seal' : 'lines-main'}>{tw(refundTexts[state])}</span>
          <span className="second">{momentText(settledAt ?? createdAt, { zone, language })}</span>
          <Money fen={-amountFen} />
        </li>
      ))}
    </ul>
  )
}
