import type { SayOf } from '@contract/texts.ts'
import { money } from '../../../../contract/format.ts'
import { dayText, momentText } from '../../format/days.ts'
import type { order as texts } from '../../texts/order.ts'
import type { HeadFacts } from './head.ts'
import { joined, stayText } from './room-words.ts'
import { isState, type OrderOfGuest, type StoryStep } from './story.ts'

/** A post of the kit's `Road`. */
export interface RoadPost {
  key: string
  title: string
  at?: string
  note?: string | undefined
  is: 'done' | 'now' | 'act' | 'next'
}

/** The order's road: what happened, where it stands now, and what is still ahead. */
export function roadPosts(facts: HeadFacts & { left: string }): RoadPost[] {
  return [...pastPosts(facts), ...nowPost(facts), ...nextPosts(facts)]
}

function pastPosts(facts: HeadFacts): RoadPost[] {
  const { order, steps, language, today, t } = facts
  return steps.flatMap((step, at): RoadPost[] => {
    const words = wordsOf(step, at, facts)
    if (!words) return []
    const when = momentText(step.at, { zone: order.zone, language, today })
    const note = joined([words.note ?? byHotel(step, t), noticeText(step, t)], t)
    return [{ key: `${at} ${step.step}`, at: when, is: 'done', title: words.title, note: note || undefined }]
  })
}

interface Words {
  title: string
  note?: string | undefined
}

function wordsOf(step: StoryStep, at: number, facts: HeadFacts): Words | null {
  return isState(step.step) ? stateWords(step.step, at, facts) : besideWords(step, facts)
}

function stateWords(state: OrderOfGuest['status'], at: number, facts: HeadFacts): Words | null {
  const { order, steps, t } = facts
  const earlier = steps.slice(0, at).flatMap(({ step }) => (isState(step) ? [step] : []))
  const before = earlier[earlier.length - 1]
  switch (state) {
    case 'awaiting_payment':
      return { title: t('stepPlaced'), note: stayText(order, t) }
    case 'paid':
      if (before === 'checked_in') return { title: t('stepInUndone') }
      if (before === 'no_show') return { title: t('stepReinstated') }
      return { title: paidTitle(steps[at]!, facts), note: before === 'expired' ? t('stepPaidLate') : undefined }
    case 'checked_in':
      if (before === 'finished') return { title: t('stepOutUndone') }
      return { title: t('stepIn', { room: numberAt(order, steps[at]!.at) ?? '' }).trim() }
    case 'finished':
      return { title: t('stepOut'), note: order.couponAfterCheckOut ? t('stepOutCoupon', couponOf(order)) : undefined }
    case 'cancelling':
      return { title: t('stepCancelling') }
    case 'cancelled':
      return { title: t('stepCancelled'), note: order.couponId && order.paidFen === 0 ? t('stepCoupon') : undefined }
    case 'expiring':
      return { title: t('stepExpiring') }
    case 'expired':
      return { title: t('stepExpired'), note: order.couponId ? t('stepCoupon') : undefined }
    case 'refunding':
      return { title: t('stepRefunding', { money: money(order.refundedFen) }) }
    case 'refunded':
      return { title: t('stepRefunded', { money: money(order.refundedFen) }) }
    case 'no_show':
      return { title: t('stepNoShow') }
  }
}

/** The first room in and the last one out are the order's own steps; of one room there are no others. */
function besideWords({ step, at, refundFen }: StoryStep, { order, steps, t }: HeadFacts): Words | null {
  const money_ = refundFen === undefined ? '' : money(refundFen)
  const told = (state: StoryStep['step']) => steps.some((other) => other.step === state && other.at === at)
  switch (step) {
    case 'room_in':
      return told('checked_in') || order.rooms === 1
        ? null
        : { title: t('stepRoomIn', { room: numberAt(order, at) ?? '' }).trim() }
    case 'room_out':
      return told('finished') || order.rooms === 1 ? null : { title: t('stepRoomOut') }
    case 'room_changed':
      return { title: t('stepRoomChanged') }
    case 'extended':
      return { title: t('stepExtended') }
    case 'left_early':
      return { title: t('stepLeftEarly'), note: money_ && t('stepMoneyBack', { money: money_ }) }
    case 'money_returned':
      return { title: t('stepMoneyBack', { money: money_ }) }
    default:
      return null
  }
}

function nowPost({ order, language, t, left }: HeadFacts & { left: string }): RoadPost[] {
  const day = dayText(order.checkIn, language)
  switch (order.status) {
    case 'awaiting_payment':
      return [{ key: 'now', title: t('nowToPay'), at: t('nowLeft', { left }), is: 'act' }]
    case 'paid':
      return [
        {
          key: 'now',
          title: t('nowToArrive'),
          at: t('fromTime', { day, time: order.checkInFrom }),
          note: t('nowToArriveNote'),
          is: 'now',
        },
      ]
    case 'checked_in':
      return [{ key: 'now', title: t('nowStaying'), note: t('nowStayingNote'), is: 'now' }]
    case 'cancelling':
    case 'expiring':
      return [{ key: 'now', title: t('nowAsking'), note: t('nowAskingNote'), is: 'now' }]
    case 'refunding':
      return [{ key: 'now', title: t('nowRefunding'), note: t('nowRefundingNote'), is: 'now' }]
    default:
      return []
  }
}

function nextPosts({ order, language, t }: HeadFacts): RoadPost[] {
  const arrive: RoadPost = {
    key: 'arrive',
    title: t('nowToArrive'),
    at: t('fromTime', { day: dayText(order.checkIn, language), time: order.checkInFrom }),
    is: 'next',
  }
  const enter: RoadPost = { key: 'in', title: t('nextIn'), is: 'next' }
  const leave: RoadPost = {
    key: 'out',
    title: t('nextOut'),
    note: order.couponAfterCheckOut ? t('nextOutCoupon', couponOf(order)) : undefined,
    at: t('untilTime', { day: dayText(order.checkOut, language), time: order.checkOutUntil }),
    is: 'next',
  }
  if (order.status === 'awaiting_payment') return [arrive, enter, leave]
  if (order.status === 'paid') return [enter, leave]
  return order.status === 'checked_in' ? [leave] : []
}

/** What was paid later, for more nights or another room, is part of the order's sum: then the first sum stays unsaid. */
function paidTitle({ by }: StoryStep, { order, steps, t }: HeadFacts): string {
  if (steps.some(({ step }) => step === 'extended' || step === 'room_changed')) return t('stepPaidPlain')
  return t(by === 'hotel' ? 'stepPaidDesk' : 'stepPaid', { money: money(order.paidFen) })
}

function couponOf({ couponAfterCheckOut }: OrderOfGuest) {
  return { coupon: couponAfterCheckOut ?? '' }
}

const noticeWords = { sent: 'noticeSent', refused: 'noticeRefused', unknown: 'noticeUnknown' } as const

/** What became of the message about a step, where there was one to send: what is on its way is not news yet. */
function noticeText({ notice }: StoryStep, t: SayOf<typeof texts>): string {
  const outcome = notice?.outcome
  return outcome === 'sent' || outcome === 'refused' || outcome === 'unknown' ? t(noticeWords[outcome]) : ''
}

/** The steps nobody was told of in WeChat, as they had not allowed it. */
export function untoldSteps(steps: readonly Pick<StoryStep, 'notice'>[]): number {
  return steps.filter(({ notice }) => notice?.outcome === 'not_allowed').length
}

function byHotel({ by, step }: StoryStep, t: SayOf<typeof texts>): string | undefined {
  return by === 'hotel' && (step === 'cancelled' || step === 'refunding') ? t('stepByHotel') : undefined
}

function numberAt({ guests }: OrderOfGuest, at: string): string | null {
  return guests.find(({ checkedInAt }) => checkedInAt === at)?.roomNumber ?? null
}
