import { serverClock } from '../../api/clock.ts'
import { momentText } from '../../format/days.ts'
import { keptText, Note, Rich } from '../../kit/index.ts'
import { useLanguage } from '../../state/language.ts'
import { kit } from '../../texts/kit.ts'
import { order as texts } from '../../texts/order.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { OrderOfGuest } from './story.ts'

type Phases = OrderOfGuest['cancelPolicy']['phases']

/** What cancelling costs now and after, in one sentence: pine while it is free. */
export function TermsLine({ phases, zone }: { phases: Phases; zone: string }) {
  const t = useTexts(texts)
  const say = useTexts(kit)
  const language = useLanguage()
  const now = serverClock.now()
  const at = phases.findIndex(({ until }) => until === null || now < Date.parse(until))
  const phase = phases[at]
  const next = phases[at + 1]
  if (!phase) return null
  const kept = keptText(phase.kept, phase.keptFen, say)
  const free = phase.keptFen === 0
  if (!free && phase.refundFen === 0) return <Note kind="plain">{t('noRefund')}</Note>
  if (phase.until === null || !next)
    return <Note kind={free ? 'good' : 'plain'}>{free ? t('freeAlways') : t('noFree', { kept })}</Note>
  const until = momentText(phase.until, { zone, language })
  const then = keptText(next.kept, next.keptFen, say)
  const said = free ? t('freeUntil', { until, kept: then }) : t('noFreeUntil', { until, kept, then })
  return (
    <Note kind={free ? 'good' : 'plain'}>
      <Rich of={said} />
    </Note>
  )
}
