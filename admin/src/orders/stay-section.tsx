import type { DeskOrderWhole } from '@contract/admin/orders.ts'
import { dayName } from '@contract/format.ts'
import { nightsBetween } from '@contract/nights.ts'
import { momentText } from '../format/hotel-time.ts'
import { useLanguage } from '../state/language.ts'
import { orders } from '../texts/orders.ts'
import { useTexts } from '../texts/use-texts.ts'
import { words } from '../texts/words.ts'

const sourceTexts = { mini: 'source_mini', web: 'source_web', desk: 'source_desk' } as const

export function StaySection({ order }: { order: DeskOrderWhole }) {
  const t = useTexts(orders)
  const tw = useTexts(words)
  const language = useLanguage()
  const { checkIn, checkOut, zone, payBefore, status } = order
  return (
    <section aria-label={t('stay')}>
      <dl className="stay">
        <div>
          <dt>{t('checkIn')}</dt>
          <dd>{dayName(checkIn, language)}</dd>
        </div>
        <div>
          <dt>{t('checkOut')}</dt>
          <dd>
            {dayName(checkOut, language)}{' '}
            <span className="second">{t('nights', { n: nightsBetween(checkIn, checkOut) })}</span>
          </dd>
        </div>
        <div>
          <dt>{t('roomType')}</dt>
          <dd>
            {order.roomTypeName} <span className="second">{t('rooms', { n: order.rooms })}</span>
          </dd>
        </div>
        <div>
          <dt>{t('breakfast')}</dt>
          <dd>{order.breakfast > 0 ? t('breakfasts', { n: order.breakfast }) : t('noBreakfast')}</dd>
        </div>
      </dl>
      <dl className="facts">
        <Fact name={t('branch')}>{order.hotelName}</Fact>
        <Fact name={t('plan')}>{order.ratePlanName}</Fact>
        <Fact name={t('placed')}>
          {momentText(order.placedAt, { zone, language })} · {tw(sourceTexts[order.source])}
        </Fact>
        {status === 'awaiting_payment' ? (
          <Fact name={t('payBefore')}>
            <span className="seal">{momentText(payBefore, { zone, language })}</span>
          </Fact>
        ) : null}
        {order.arrivalTime ? <Fact name={t('arrival')}>{order.arrivalTime}</Fact> : null}
        {order.remark ? <Fact name={t('remark')}>{order.remark}</Fact> : null}
      </dl>
    </section>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
