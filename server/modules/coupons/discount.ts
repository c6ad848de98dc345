import type { CouponReason } from '../../../contract/coupon-reasons.ts'
import type { Fen } from '../../kernel/money.ts'
import type { Night, Stay } from '../../kernel/stay.ts'
import type { CouponTerms, Grant } from './coupon.ts'

/** The booking a coupon is held against. */
export interface CouponContext {
  hotelId: string
  roomTypeId: string
  ratePlanId: string
  stay: Stay
  /** Every room of every night, before any discount. */
  nights: readonly { night: Night; room: number; priceFen: Fen }[]
  subtotalFen: Fen
}

export type Discount =
  | { usable: true; offFen: Fen }
  /** `missingFen`: what the subtotal lacks of the threshold. */
  | { usable: false; reason: CouponReason; missingFen?: Fen }

/**
 * What a coupon takes off a booking. A percentage is rounded down to the whole fen, `half` is a percentage of 50, a
 * free night is the cheapest room of the cheapest night. At least 1 fen is left to pay.
 */
export function discount(terms: CouponTerms, context: CouponContext): Discount {
  const reason = outOfScope(terms, context)
  if (reason) return { usable: false, reason }
  if (context.subtotalFen < terms.thresholdFen) {
    return { usable: false, reason: 'below_threshold', missingFen: terms.thresholdFen - context.subtotalFen }
  }
  const offFen = Math.min(fullOff(terms, context), context.subtotalFen - 1)
  return offFen >= 1 ? { usable: true, offFen } : { usable: false, reason: 'nothing_off' }
}

/** Why a grant cannot be used on that day of the chain, whatever the booking; null when it can. */
export function grantReason(
  grant: Pick<Grant, 'state' | 'validFrom' | 'validUntil'>,
  today: Night,
): CouponReason | null {
  if (grant.state !== 'usable') return grant.state
  if (today < grant.validFrom) return 'not_yet_valid'
  return today > grant.validUntil ? 'expired' : null
}

function outOfScope(terms: CouponTerms, context: CouponContext): CouponReason | null {
  const { scope, blackout } = terms
  const allows = (list: readonly string[], id: string) => list.length === 0 || list.includes(id)
  if (!allows(scope.hotelIds, context.hotelId)) return 'other_hotel'
  if (!allows(scope.roomTypeIds, context.roomTypeId)) return 'other_room_type'
  if (!allows(scope.ratePlanIds, context.ratePlanId)) return 'other_rate_plan'
  const { checkIn, checkOut } = context.stay
  return blackout.some(({ from, to }) => from < checkOut && checkIn < to) ? 'blackout' : null
}

function fullOff(terms: CouponTerms, { subtotalFen, nights }: CouponContext): Fen {
  const cap = terms.capFen ?? Number.MAX_SAFE_INTEGER
  if (terms.kind === 'amount') return terms.offFen ?? 0
  if (terms.kind === 'percent') return Math.min(cap, percentOf(subtotalFen, terms.percent ?? 0))
  if (terms.kind === 'half') return Math.min(cap, percentOf(subtotalFen, 50))
  return nights.reduce((least, { priceFen }) => Math.min(least, priceFen), subtotalFen)
}

function percentOf(amountFen: Fen, percent: number): Fen {
  return Math.floor((amountFen * percent) / 100)
}
