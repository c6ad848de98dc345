import { money } from '@contract/format.ts'
import type { calls } from '@contract/generated/guest-calls.ts'
import type { ReplyOf } from '@contract/operation.ts'
import type { SayOf } from '@contract/texts.ts'
import type { ReactNode } from 'react'
import { dayText, hotelTime, momentText } from '../../format/days.ts'
import { useLanguage } from '../../state/language.ts'
import { kit } from '../../texts/kit.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { View } from '../elements/base'
import './terms-bar.css'

type Policy = ReplyOf<typeof calls.getMyOrder>['cancelPolicy']
type Phase = Policy['phases'][number]

export interface TermsBarProps {
  policy: Pick<Policy, 'phases' | 'noShow'>
  zone: string
  /** Now at the server, in ms. */
  nowMs: number
  /** Beside the title: a way to the refund preview. */
  end?: ReactNode
}

/** A label takes about so much of the bar's width. */
const labelShare = 16

const colours = { free: 'pine', kept: 'amber', lost: 'grey' } as const

/** What cancelling costs, phase by phase and to the fen, with a mark for now. */
export function TermsBar({ policy, zone, nowMs, end }: TermsBarProps) {
  const t = useTexts(kit)
  const language = useLanguage()
  const { phases, noShow } = policy
  const share = 100 / (phases.length + 1)
  const now = placeOf(phases, nowMs, share)
  const ends = phases.flatMap(({ until }, at) => (until ? [{ at: share * (at + 1), ...hotelTime(until, zone) }] : []))
  const crowded = ends.some(({ at }) => Math.abs(at - now) < labelShare)
  const rows = phases.map((phase, at) => ({
    key: phase.from ?? 'first',
    colour: colourOf(phase),
    words:
      at === 0 && phase.until
        ? t('termsUntil', { until: momentText(phase.until, { zone, language }) })
        : t('termsAfter', { kept: keptText(phase.kept, phase.keptFen, t) }),
    refundFen: phase.refundFen,
  }))
  return (
    <View>
      <View className="terms-top">
        <View as="h2" className="h2">
          {t('terms')}
        </View>
        {end}
      </View>
      <View className="terms-scale" told={{ hidden: true }}>
        {rows.map(({ key, colour }) => (
          <View key={key} className={`terms-part terms-${colour}`} style={{ width: `${share}%` }} />
        ))}
        <View className="terms-part terms-grey" style={{ width: `${share}%` }} />
        <View className="terms-now" style={{ left: `${now}%` }} />
      </View>
      <View className="terms-labels" told={{ hidden: true }}>
        {!crowded && (
          <View
            className={`terms-label terms-label-now ${now < labelShare / 2 ? 'terms-label-first' : ''}`}
            style={{ left: `${now}%` }}
          >
            {t('termsNow')}
          </View>
        )}
        {ends.map(({ at, night, clock }) => (
          <View key={at} className="terms-label" style={{ left: `${at}%` }}>
            <View>{dayText(night, language)}</View>
            <View>{clock}</View>
          </View>
        ))}
      </View>
      <View as="dl" className="terms-rows">
        {rows.map(({ key, colour, words, refundFen }) => (
          <TermsRow key={key} colour={colour} words={words} refund={refundText(refundFen, t)} />
        ))}
        <TermsRow colour="grey" words={t('termsNoShow')} refund={refundText(noShow.refundFen, t)} />
      </View>
    </View>
  )
}

function TermsRow({ colour, words, refund }: { colour: string; words: string; refund: string }) {
  return (
    <View className="terms-row">
      <View as="dt" className="terms-words">
        <View className={`terms-square terms-${colour}`} />
        <View>{words}</View>
      </View>
      <View as="dd" className="terms-refund">
        {refund}
      </View>
    </View>
  )
}

type SayKit = SayOf<typeof kit>

/** `收首晚 ¥399.34`: what is kept, and how much that is. */
export function keptText(kept: Phase['kept'], keptFen: number, t: SayKit): string {
  if (kept.kind === 'nothing' || keptFen === 0) return t('keptNothing')
  if (kept.kind === 'first_night') return t('keptFirstNight', { money: money(keptFen) })
  if (kept.kind === 'percent') return t('keptPercent', { percent: kept.percent ?? 0, money: money(keptFen) })
  return t('keptAll', { money: money(keptFen) })
}

function refundText(refundFen: number, t: SayKit): string {
  return refundFen === 0 ? t('termsNoRefund') : t('termsRefund', { money: money(refundFen) })
}

function colourOf({ keptFen, refundFen }: Phase): (typeof colours)[keyof typeof colours] {
  if (keptFen === 0) return colours.free
  return refundFen === 0 ? colours.lost : colours.kept
}

/** Each phase is drawn as wide as the next; within the one that counts, now stands by time, at most a week of it. */
function placeOf(phases: readonly Phase[], nowMs: number, share: number): number {
  const index = phases.findIndex(({ until }) => until === null || nowMs < Date.parse(until))
  const at = index < 0 ? phases.length : index
  const phase = phases[at]
  if (!phase?.until) return share * (at + 0.5)
  const until = Date.parse(phase.until)
  const from = Math.max(phase.from ? Date.parse(phase.from) : 0, until - 7 * 86_400_000)
  const done = Math.min(0.94, Math.max(0.06, (nowMs - from) / Math.max(1, until - from)))
  return share * (at + done)
}
