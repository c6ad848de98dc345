import { money } from '@contract/format.ts'
import { serverClock } from '../../api/clock.ts'
import { dayText, momentText, weekdayText } from '../../format/days.ts'
import { Card, keptText, Price, Rich, View } from '../../kit/index.ts'
import { useLanguage } from '../../state/language.ts'
import { kit } from '../../texts/kit.ts'
import { order as texts } from '../../texts/order.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { type Preview, type RefundRow, refundRows } from './refund-rows.ts'
import { sentences } from './room-words.ts'
import type { OrderOfGuest } from './story.ts'

/** What cancelling returns, night by night, and the term it follows. */
export function Figures({ order, preview }: { order: OrderOfGuest; preview: Preview }) {
  const t = useTexts(texts)
  if (preview.paidFen === 0) {
    return <View className="s cancel-why">{t(order.couponId ? 'cancelUnpaidCoupon' : 'cancelUnpaid')}</View>
  }
  return (
    <>
      <Why order={order} preview={preview} />
      <Card>
        <View className="between s cancel-head">
          <View>{t(order.discountFen > 0 ? 'perNightCoupon' : 'perNight')}</View>
          <View>{t('toYou')}</View>
        </View>
        {refundRows(order, preview).map((row) => (
          <NightRow key={row.night} row={row} />
        ))}
        <View className="line cancel-line" />
        <View className="cancel-sum">
          <View className="h3">{t('backToWeChat')}</View>
          <Price amountFen={preview.refundFen} size={28} />
        </View>
        <Notes order={order} preview={preview} />
      </Card>
    </>
  )
}

/** The hotel's time now, and which term counts at it. */
function Why({ order, preview }: { order: OrderOfGuest; preview: Preview }) {
  const t = useTexts(texts)
  const say = useTexts(kit)
  const language = useLanguage()
  const { zone, cancelPolicy } = order
  const nowMs = serverClock.now()
  const kept = keptText(preview.kept, preview.keptFen, say)
  const free = cancelPolicy.phases.find(
    ({ keptFen, until }) => keptFen === 0 && until !== null && Date.parse(until) <= nowMs,
  )
  const why =
    preview.keptFen === 0
      ? t('cancelFree')
      : free?.until
        ? t('cancelPast', { until: momentText(free.until, { zone, language }), kept })
        : t('cancelKept', { kept })
  return (
    <View className="s cancel-why">
      <Rich of={t('cancelNow', { now: momentText(nowMs, { zone, language }), why })} />
    </View>
  )
}

function NightRow({ row: { night, priceFen, offFen, chargedFen, refundFen } }: { row: RefundRow }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const share =
    offFen === 0
      ? money(priceFen)
      : t('shareLine', { price: money(priceFen), off: money(offFen), share: money(chargedFen) })
  return (
    <View className="between cancel-night">
      <View className="grow">
        <View>{`${dayText(night, language)} ${weekdayText(night, language)}`}</View>
        <View className="xs">{share}</View>
      </View>
      <View className={refundFen > 0 ? 'strong' : 'ink-2'}>{money(refundFen)}</View>
    </View>
  )
}

function Notes({ order, preview }: { order: OrderOfGuest; preview: Preview }) {
  const t = useTexts(texts)
  const language = useLanguage()
  const { zone, couponId } = order
  const notes = [
    preview.refundFen > 0 ? t('refundDays') : '',
    couponId ? t(preview.keptFen === 0 ? 'refundCouponBack' : 'refundCouponKept') : '',
    preview.until ? t('refundUntil', { until: momentText(preview.until, { zone, language }) }) : '',
  ]
  return <View className="xs cancel-notes">{sentences(notes, t)}</View>
}
