import type { DeskOrderWhole } from '@contract/admin/orders.ts'
import { serverClock } from '../api/clock.ts'
import { momentText } from '../format/hotel-time.ts'
import { Money } from '../kit/money.tsx'
import { useLanguage } from '../state/language.ts'
import { orders } from '../texts/orders.ts'
import { useTexts } from '../texts/use-texts.ts'
import { phaseAt } from './figures.ts'

/** What cancelling returns, phase by phase, and what not coming does; the phase of now is marked. */
export function PolicySection({ order: { cancelPolicy, zone, status } }: { order: DeskOrderWhole }) {
  const t = useTexts(orders)
  const language = useLanguage()
  if (status !== 'awaiting_payment' && status !== 'paid') return null
  const now = phaseAt(cancelPolicy.phases, serverClock.now())
  return (
    <section>
      <h3>{t('policy')}</h3>
      <p className="second">{cancelPolicy.name}</p>
      <ul className="lines">
        {cancelPolicy.phases.map((phase) => (
          <li key={phase.until ?? 'last'} aria-current={phase === now ? 'time' : undefined}>
            <span className="lines-main">
              {phase.until
                ? t('until', { until: momentText(phase.until, { zone, language }) })
                : t(cancelPolicy.phases.length > 1 ? 'afterwards' : 'always')}
              {phase === now ? <span className="tag tag-pine">{t('now')}</span> : null}
            </span>
            {t('returns')} <Money fen={phase.refundFen} />
          </li>
        ))}
        <li>
          <span className="lines-main">{t('noShow')}</span>
          {t('returns')} <Money fen={cancelPolicy.noShow.refundFen} />
        </li>
      </ul>
    </section>
  )
}
