import type { SayOf } from '@contract/texts.ts'
import { type Language, money } from '../../../../contract/format.ts'
import { dayText, hotelTime, wholeMinutes } from '../../format/days.ts'
import { nightsBetween } from '../../format/nights.ts'
import type { order as texts } from '../../texts/order.ts'
import { sentences } from './room-words.ts'
import { endedByHotel, type LateMoney, lateMoney, type OrderOfGuest, type StoryStep } from './story.ts'

/** What the head of an order's page is written from. */
export interface HeadFacts {
  order: OrderOfGuest
  steps: readonly StoryStep[]
  /** The hotel's day now. */
  today: string
  language: Language
  t: SayOf<typeof texts>
}

/** The title of an order's page, the sentence under it, and what late money did, if any came. */
export interface Head {
  title: string
  text: string
  late: { kind: 'good' | 'warn'; text: string } | null
}

const dayEndsMs = 6 * 3_600_000

/** The hotel's day at an instant: at 01:00 it is still the evening before, as guests and desks count. */
export function hotelDayAt(nowMs: number, zone: string): string {
  return hotelTime(nowMs - dayEndsMs, zone).night
}

/** What each state says for itself: what happened, what is safe, what to do next. */
export function headOf(facts: HeadFacts): Head {
  const { order, steps, t } = facts
  return { ...heads[order.status](facts), late: lateOf(lateMoney(steps), order, t) }
}

type Words = Omit<Head, 'late'>

const heads: Record<OrderOfGuest['status'], (facts: HeadFacts) => Words> = {
  awaiting_payment: ({ order, t }) => ({
    title: t('toPayTitle'),
    text: t(order.couponId ? 'heldCoupon' : 'held', { until: hotelTime(order.payBefore, order.zone).clock }),
  }),
  paid: arriving,
  checked_in: staying,
  finished: ({ order, language, t }) => ({
    title: t('finishedTitle'),
    text: t('finishedText', { day: dayText(leftOn(order), language), hotel: order.hotelName }),
  }),
  cancelling: ({ t }) => ({ title: t('cancellingTitle'), text: t('cancellingText') }),
  cancelled,
  expiring: ({ t }) => ({ title: t('expiringTitle'), text: t('expiringText') }),
  expired,
  refunding: ({ order, t }) => ({
    title: t('refundingTitle', { money: money(order.refundedFen) }),
    text: sentences([t('refundingText'), keptSentence(order, t)], t),
  }),
  refunded: ({ order, t }) => ({
    title: t('refundedTitle', { money: money(order.refundedFen) }),
    text: sentences([t('refundedText'), keptSentence(order, t)], t),
  }),
  no_show: noShow,
}

function arriving({ order, today, language, t }: HeadFacts): Words {
  const name = order.guests[0]?.guestName ?? ''
  const days = nightsBetween(today, order.checkIn)
  const from = { day: dayText(order.checkIn, language), time: order.checkInFrom }
  if (days < 0) return { title: t('arriveLateTitle', { name }), text: t('arriveLateText') }
  const key = days === 0 ? 'seeToday' : days === 1 ? 'seeTomorrow' : days === 2 ? 'seeAfterTomorrow' : 'seeIn'
  return { title: t(key, { name, n: days }), text: t('arriveText', from) }
}

function staying({ order, today, language, t }: HeadFacts): Words {
  const numbers = order.guests.filter(({ state }) => state === 'in').flatMap(({ roomNumber }) => roomNumber ?? [])
  const title = numbers.length > 0 ? t('room', { numbers: numbers.join(t('list')) }) : t('stayingTitle')
  const n = nightsBetween(today, order.checkOut)
  const time = order.checkOutUntil
  if (n < 0) return { title, text: t('leaveOver', { time, day: dayText(order.checkOut, language) }) }
  if (n === 0) return { title, text: t('leaveToday', { time }) }
  return { title, text: t('leaveBy', { n, time, day: dayText(order.checkOut, language) }) }
}

function cancelled({ order, steps, t }: HeadFacts): Words {
  const title = t(endedByHotel(steps) ? 'cancelledByHotel' : 'cancelledTitle')
  if (order.paidFen > 0) return { title, text: t('cancelledKept', { money: money(order.paidFen - order.refundedFen) }) }
  return { title, text: t(order.couponId ? 'cancelledFreeCoupon' : 'cancelledFree') }
}

/** The day the last room was left: a guest may go before the day they booked until. */
function leftOn({ guests, checkOut, zone }: OrderOfGuest): string {
  const last = guests.flatMap(({ checkedOutAt }) => checkedOutAt ?? []).sort()
  const at = last[last.length - 1]
  return at === undefined ? checkOut : hotelTime(at, zone).night
}

/** Where a payment had been opened, money may still come: it is not said that none did. */
function expired({ order, steps, t }: HeadFacts): Words {
  const over = t(order.couponId ? 'expiredCoupon' : 'expiredText', { n: windowMinutes(order) })
  const opened = steps.some(({ step }) => step === 'expiring')
  return { title: t('expiredTitle'), text: sentences([over, t(opened ? 'expiredIfPaid' : 'expiredUnpaid')], t) }
}

function noShow({ order, t }: HeadFacts): Words {
  const keptFen = order.paidFen - order.refundedFen
  const said = { kept: money(keptFen), back: money(order.refundedFen) }
  const key = order.refundedFen === 0 ? 'noShowAll' : keptFen === 0 ? 'noShowNothing' : 'noShowPart'
  return { title: t('noShowTitle'), text: t(key, said) }
}

function keptSentence({ paidFen, refundedFen }: OrderOfGuest, t: SayOf<typeof texts>): string {
  return paidFen > refundedFen ? t('refundKept', { money: money(paidFen - refundedFen) }) : ''
}

function lateOf(late: LateMoney | null, { refundedFen }: OrderOfGuest, t: SayOf<typeof texts>): Head['late'] {
  if (late === null) return null
  if (late === 'retaken') return { kind: 'good', text: t('lateRetaken') }
  const keys = { returned: 'lateReturned', none_left: 'lateNoneLeft', after_cancel: 'lateAfterCancel' } as const
  return { kind: 'warn', text: t(keys[late], { money: money(refundedFen) }) }
}

/** How long the room was held, in whole minutes: what the deadline was set to when the order was placed. */
export function windowMinutes({ placedAt, payBefore }: Pick<OrderOfGuest, 'placedAt' | 'payBefore'>): number {
  return wholeMinutes(Date.parse(payBefore) - Date.parse(placedAt))
}
