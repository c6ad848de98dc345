import { fromPrice, money } from '@contract/format.ts'
import type { calls } from '@contract/generated/guest-calls.ts'
import type { ReplyOf } from '@contract/operation.ts'
import type { SayOf } from '@contract/texts.ts'
import type { ReactNode } from 'react'
import { dayText } from '../../format/days.ts'
import { useLanguage } from '../../state/language.ts'
import { kit } from '../../texts/kit.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Text, View } from '../elements/base'
import './coupon-card.css'
import { scopeText } from './coupon-scope.ts'

type Coupon = ReplyOf<typeof calls.listMyCoupons>['items'][number]

/** What a coupon takes off: its kind and figures, or, where only that is known, the sum for this booking. */
export type CouponValue = Pick<Coupon, 'kind' | 'offFen' | 'percent' | 'capFen' | 'thresholdFen'> | { offFen: number }

export interface CouponCardProps {
  name: string
  value: CouponValue
  validUntil: string
  /** Where it counts, and what it was given for, where that is known. */
  scope?: Coupon['scope'] | undefined
  from?: Coupon['from'] | undefined
  /** Why it can be used, or cannot. */
  why?: string | undefined
  /** Cannot be used: grey, but its text stays readable. */
  off?: boolean
  /** At the right: a button or a mark. */
  end?: ReactNode
}

const sources = {
  welcome: 'couponWelcome',
  check_out: 'couponCheckOut',
  spend: 'couponSpend',
  gift: 'couponGift',
} as const

/** A coupon, cut like a ticket. */
export function CouponCard({ name, value, validUntil, scope, from, why, off, end }: CouponCardProps) {
  const t = useTexts(kit)
  const language = useLanguage()
  const until = t('couponUntil', { day: dayText(validUntil, language) })
  return (
    <View className={`coupon ${off ? 'coupon-off' : ''}`}>
      <View className="coupon-value">
        <Worth value={value} />
        <View className="xs">{condition(value, t)}</View>
      </View>
      <View className="coupon-cut" />
      <View className="coupon-words">
        <View className="h3">{name}</View>
        <View className="xs">{scope ? t('couponWhere', { scope: scopeText(scope, t), until }) : until}</View>
        {from && <View className="xs">{t(sources[from])}</View>}
        {why && <View className="xs coupon-why">{why}</View>}
      </View>
      {end && <View className="coupon-end">{end}</View>}
    </View>
  )
}

function Worth({ value }: { value: CouponValue }) {
  const t = useTexts(kit)
  const language = useLanguage()
  const kind = 'kind' in value ? value.kind : 'amount'
  if (kind === 'free_night') return <View className="coupon-word">{t('couponFree')}</View>
  const percent = kind === 'half' ? 50 : 'percent' in value ? value.percent : null
  if ((kind === 'percent' || kind === 'half') && percent !== null) {
    // Chinese says what is left to pay in tenths, English what is taken off.
    const figure = language === 'zh' ? String((100 - percent) / 10) : String(percent)
    return (
      <View className="coupon-figure">
        {figure}
        <Text className="coupon-unit">{t('couponFold')}</Text>
      </View>
    )
  }
  return (
    <View className="coupon-figure">
      <Text className="coupon-unit">¥</Text>
      {(value.offFen ?? 0) % 100 === 0 ? fromPrice(value.offFen ?? 0).slice(1) : money(value.offFen ?? 0).slice(1)}
    </View>
  )
}

function condition(value: CouponValue, t: SayOf<typeof kit>): string {
  if (!('kind' in value)) return ''
  const over = value.thresholdFen > 0 ? t('couponOver', { money: fromPrice(value.thresholdFen) }) : ''
  const cap = value.capFen !== null ? t('couponCap', { money: fromPrice(value.capFen) }) : ''
  return [over, cap].filter(Boolean).join(' ') || t('couponNoThreshold')
}
