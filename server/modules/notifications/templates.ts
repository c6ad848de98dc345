import type { NoticeTemplate } from '../../../contract/notice-templates.ts'
import type { OrderStatus } from '../../../contract/order-status.ts'
import type { EventName } from '../../events.ts'
import { type Instant, localParts } from '../../kernel/stay.ts'

/** What a message can say of an order. */
export interface NoticeFacts {
  orderNo: string
  status: OrderStatus
  roomTitle: string
  zone: string
  placedAt: Instant
  payBefore: Instant
  /** When the event happened. */
  at: Instant
  /** What returns to the guest, once that is known. */
  refundFen: number
}

interface Rule {
  template: NoticeTemplate
  /** While the order is in one of these the message is still true; afterwards it is superseded. Null: always. */
  whileIn: readonly OrderStatus[] | null
  fields(facts: NoticeFacts): Record<string, string>
}

const title = ({ roomTitle }: NoticeFacts) => thing(roomTitle)

const cancelled = (words: (facts: NoticeFacts) => string): Rule => ({
  template: 'cancelled',
  whileIn: null,
  fields: (facts) => ({
    thing1: title(facts),
    time2: time(facts.at, facts.zone),
    character_string5: facts.orderNo,
    thing3: thing(words(facts)),
  }),
})

/**
 * Which message an event of an order sends, and what stands in its fields: the original's five templates with their
 * field names. An event without a rule sends nothing.
 */
export const rules: Partial<Record<EventName, Rule>> = {
  'order.placed': {
    template: 'to_pay',
    whileIn: ['awaiting_payment'],
    fields: (facts) => ({
      number1: facts.orderNo,
      time2: time(facts.placedAt, facts.zone),
      time10: time(facts.payBefore, facts.zone),
      thing3: title(facts),
    }),
  },
  'order.paid': {
    template: 'paid',
    whileIn: ['paid', 'checked_in', 'finished'],
    fields: (facts) => ({
      thing6: title(facts),
      character_string9: facts.orderNo,
      date10: time(facts.at, facts.zone),
      thing5: '房间是你的了，路上小心',
    }),
  },
  'order.checked_in': {
    template: 'confirmed',
    whileIn: null,
    fields: (facts) => ({ thing1: title(facts), thing2: '已办好入住，好好休息' }),
  },
  'order.finished': {
    template: 'finished',
    whileIn: null,
    fields: (facts) => ({ character_string1: facts.orderNo, thing5: '已离店，谢谢你来住' }),
  },
  'order.cancelled': cancelled(() => '订单已取消，没有扣款'),
  'order.expired': cancelled(() => '付款时间已过，房间已放回'),
  'order.refunding': cancelled(({ refundFen }) => `已取消，退 ¥${yuan(refundFen)}`),
  'order.refunded': cancelled(({ refundFen }) => `已退 ¥${yuan(refundFen)}，请查收`),
}

/** WeChat takes at most 20 characters in a `thing`. */
function thing(text: string): string {
  const characters = [...text]
  return characters.length <= 20 ? text : `${characters.slice(0, 19).join('')}…`
}

/** WeChat's form of a time: `2026年11月25日 10:11`, in the hotel's zone. */
function time(at: Instant, zone: string): string {
  const local = localParts(at, zone)
  return `${local.slice(0, 4)}年${local.slice(5, 7)}月${local.slice(8, 10)}日 ${local.slice(11, 16)}`
}

function yuan(amountFen: number): string {
  return `${Math.floor(amountFen / 100)}.${String(amountFen % 100).padStart(2, '0')}`
}
