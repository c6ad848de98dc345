import { type CouponReason, couponReasons } from '@contract/coupon-reasons.ts'
import { type Language, money, textIn } from '@contract/format.ts'
import type { ReactNode } from 'react'
import type { Failure } from '../../api/failure.ts'
import { go } from '../../go.ts'
import { Note, ProblemNote, Tap, View } from '../../kit/index.ts'
import { useLanguage } from '../../state/language.ts'
import { booking as texts } from '../../texts/booking.ts'
import { useTexts } from '../../texts/use-texts.ts'
import type { Booking, Room } from './use-booking.ts'

export interface SaidProps {
  booking: Booking
  wish: Room
  /** Opens the calendar, or what can be had instead. */
  onDates: () => void
  onSwaps: () => void
}

/** Why the booking was not taken, or cannot be: what happened, and the way on beside it. */
export function Said({ booking, wish, onDates, onSwaps }: SaidProps) {
  const t = useTexts(texts)
  const language = useLanguage()
  const { place, quote, agreedFen, lostCoupon } = booking
  const { failure } = place
  const to = failure?.problem.quote as { totalFen?: number } | undefined
  if (failure?.code === 'price_changed' && agreedFen !== null && typeof to?.totalFen === 'number') {
    return (
      <Note kind="warn" role="alert">
        {t('priceChanged', { from: money(agreedFen), to: money(to.totalFen) })}
      </Note>
    )
  }
  const gone = failure?.code === 'coupon_taken' || failure?.code === 'coupon_not_usable' ? failure : lostCoupon
  if (gone && (!failure || gone === failure)) {
    return (
      <Note kind="warn" role="alert">
        {t('couponGone', { why: couponWhy(gone, language) })}
      </Note>
    )
  }
  const shown = failure ?? (quote.value ? null : quote.failure)
  if (!shown) return null
  return (
    <>
      <ProblemNote failure={withoutFields(shown)} />
      <Way failure={shown} wish={wish} onDates={onDates} onSwaps={onSwaps} onRetry={quote.retry} />
    </>
  )
}

/** Why a coupon cannot be used, as exactly as the server says it. */
function couponWhy({ title, problem: { reason } }: Failure, language: Language): string {
  const known = typeof reason === 'string' && reason in couponReasons ? couponReasons[reason as CouponReason] : null
  return known ? textIn(language, known) : title
}

interface WayProps extends Omit<SaidProps, 'booking'> {
  failure: Failure
  onRetry: () => void
}

/** The way on from a refusal. */
function Way({ failure, wish, onDates, onSwaps, onRetry }: WayProps) {
  const t = useTexts(texts)
  switch (failure.code) {
    case 'rooms_sold_out':
      return <WayOn onTap={onSwaps}>{t('seeSwaps')}</WayOn>
    case 'nights_closed':
      return <WayOn onTap={onDates}>{t('otherDates')}</WayOn>
    case 'min_stay':
      return <WayOn onTap={onDates}>{t('longerStay', { n: Number(failure.problem.minStay ?? 2) })}</WayOn>
    case 'booking_invalid':
      return hasDates(failure) ? <WayOn onTap={onDates}>{t('otherDates')}</WayOn> : null
    case 'stay_not_sellable':
    case 'not_found':
      return <WayOn onTap={() => go('hotel', { id: wish.hotelId })}>{t('otherRooms')}</WayOn>
    case 'too_many_unpaid_orders':
    case 'too_many_rooms_held':
      return <WayOn onTap={() => go('orders', { tab: 'to_pay' })}>{t('toUnpaid')}</WayOn>
    case 'too_many_lapses':
      return <WayOn onTap={() => go('orders')}>{t('toOrders')}</WayOn>
    default:
      return failure.kind === 'refused' ? null : <WayOn onTap={onRetry}>{t('again')}</WayOn>
  }
}

function WayOn({ children, onTap }: { children: ReactNode; onTap: () => void }) {
  return (
    <Tap className="link booking-way" onTap={onTap}>
      <View>{children}</View>
    </Tap>
  )
}

function hasDates({ problem }: Failure): boolean {
  const fields = (problem.fields ?? {}) as Record<string, unknown>
  return 'checkIn' in fields || 'checkOut' in fields
}

/** The names of fields are the API's; what is wrong stands beside the fields themselves. */
function withoutFields(failure: Failure): Failure {
  return { ...failure, detail: '' }
}
