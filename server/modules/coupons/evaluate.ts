import type { CouponReason } from '../../../contract/coupon-reasons.ts'
import type { Handle } from '../../database/handle.ts'
import type { Fen } from '../../kernel/money.ts'
import type { Night } from '../../kernel/stay.ts'
import { type CouponContext, discount, grantReason } from './discount.ts'
import { type HeldCoupon, heldNow } from './store/grants.ts'

/** A member's coupon against a booking. */
export interface EvaluatedCoupon {
  grantId: string
  couponId: string
  name: { zh: string; en?: string | undefined }
  /** Last day it can be used. */
  validUntil: Night
  usable: boolean
  /** 0 when it is not usable. */
  offFen: Fen
  reason?: CouponReason
  missingFen?: Fen
}

const evaluatedAtMost = 100

/** The member's coupons against a booking: what takes most off first, then what expires first. */
export async function evaluateCoupons(
  handle: Handle,
  { memberId, today, context }: { memberId: string; today: Night; context: CouponContext },
): Promise<EvaluatedCoupon[]> {
  const held = await heldNow(handle, { memberId, today, limit: evaluatedAtMost })
  const evaluated = held.map((one) => evaluateOne(one, { today, context }))
  return evaluated.sort(
    (a, b) => b.offFen - a.offFen || (a.validUntil < b.validUntil ? -1 : a.validUntil > b.validUntil ? 1 : 0),
  )
}

function evaluateOne(
  { grant, coupon }: HeldCoupon,
  { today, context }: { today: Night; context: CouponContext },
): EvaluatedCoupon {
  const named = { grantId: grant.id, couponId: coupon.id, name: coupon.name, validUntil: grant.validUntil }
  const reason = grantReason(grant, today)
  const off = reason ? ({ usable: false, reason } as const) : discount(coupon, context)
  return off.usable ? { ...named, ...off } : { ...named, offFen: 0, ...off }
}
