import { roomsAtMost } from '../../../contract/bounds.ts'
import type { NoticeTemplate } from '../../../contract/notice-templates.ts'
import type { Fen } from '../../kernel/money.ts'
import { type Stay, stayProblems } from '../../kernel/stay.ts'
import type { OrderSource } from './order.ts'

/** What somebody asks for when booking. Texts are trimmed; the phone is digits, with `+` in front where it is foreign. */
export interface Wish {
  /** Null at the desk. */
  memberId: string | null
  roomTypeId: string
  ratePlanId: string
  stay: Stay
  rooms: number
  guests: readonly string[]
  contactPhone: string | null
  arrivalTime: string | null
  remark: string | null
  /** The member's coupon to use. */
  grantId: string | null
  consents: readonly NoticeTemplate[]
  /** Of the booking terms the guest agreed to; null at the desk. */
  termsVersion: string | null
  /** What the guest was shown and agreed to; null at the desk. */
  expectedTotalFen: Fen | null
  language: 'zh' | 'en'
  source: OrderSource
  /** So that the same request makes one order: whose key, and a hash of the body. */
  request: { caller: string; key: string; bodyHash: string } | null
}

const phonePattern = /^\+?\d{6,15}$/
const timePattern = /^([01]\d|2[0-3]):[0-5]\d$/

/** What is wrong with a wish whatever the hotel, by field, each with a code; null when nothing is. */
export function wishProblems(wish: Wish): Record<string, string> | null {
  const problems = {
    ...stayProblems(wish.stay),
    ...(wish.rooms < 1 || wish.rooms > roomsAtMost ? { rooms: 'out_of_range' } : {}),
    ...guestProblems(wish.guests, wish.rooms),
    ...(wish.contactPhone !== null && !phonePattern.test(wish.contactPhone) ? { contactPhone: 'not_a_phone' } : {}),
    ...(wish.contactPhone === null && wish.source !== 'desk' ? { contactPhone: 'missing' } : {}),
    ...(wish.arrivalTime !== null && !timePattern.test(wish.arrivalTime) ? { arrivalTime: 'not_a_time' } : {}),
  }
  return Object.keys(problems).length > 0 ? problems : null
}

function guestProblems(guests: readonly string[], rooms: number): Record<string, string> {
  if (guests.length === 0) return { guests: 'missing' }
  if (guests.length > rooms) return { guests: 'more_than_rooms' }
  const nameless = guests.indexOf('')
  return nameless < 0 ? {} : { [`guests.${nameless}.name`]: 'missing' }
}
