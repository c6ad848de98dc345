import type { Handle } from '../../database/handle.ts'
import { unknownCursor } from '../../kernel/refusal.ts'
import { isNight, type Night } from '../../kernel/stay.ts'
import type { CouponTerms, GivenOn, GrantState } from './coupon.ts'
import { type HeldCoupon, heldByState } from './store/grants.ts'

/** What a coupon was given for, in the words of the API. */
const sources = { first_login: 'welcome', check_out: 'check_out', spend: 'spend', by_hand: 'gift' } as const

/** A member's coupon as the member sees it. */
export interface GuestCoupon extends CouponTerms {
  id: string
  couponId: string
  name: { zh: string; en?: string | undefined }
  from: (typeof sources)[GivenOn]
  validFrom: Night
  validUntil: Night
  /** A coupon on an order that waits for payment is `locked`. */
  state: GrantState | 'expired'
  orderId: string | null
}

export interface GuestCouponsWish {
  memberId: string
  /** `used` includes what is on an order that waits for payment. */
  state: 'usable' | 'used' | 'expired'
  today: Night
  cursor: string | null
  limit: number
}

/** A page of a member's coupons, the first to expire first. Refusal: `invalid_request` for a cursor that is none. */
export async function guestCoupons(
  handle: Handle,
  { memberId, state, today, cursor, limit }: GuestCouponsWish,
): Promise<{ items: GuestCoupon[]; nextCursor: string | null }> {
  const after = cursor === null ? null : readCursor(cursor)
  const held = await heldByState(handle, { memberId, state, today, after, limit: limit + 1 })
  const page = held.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map((one) => view(one, today)),
    nextCursor: held.length > limit && last ? `${last.grant.validUntil}.${last.grant.id}` : null,
  }
}

function readCursor(cursor: string): { validUntil: Night; id: string } {
  const validUntil = cursor.slice(0, 10)
  if (!isNight(validUntil) || cursor[10] !== '.') throw unknownCursor()
  return { validUntil, id: cursor.slice(11) }
}

function view({ grant, coupon }: HeldCoupon, today: Night): GuestCoupon {
  const { kind, offFen, percent, capFen, thresholdFen, scope, blackout } = coupon
  return {
    id: grant.id,
    couponId: coupon.id,
    name: coupon.name,
    from: sources[grant.givenOn],
    kind,
    offFen,
    percent,
    capFen,
    thresholdFen,
    scope,
    blackout,
    validFrom: grant.validFrom,
    validUntil: grant.validUntil,
    state: grant.state === 'usable' && grant.validUntil < today ? 'expired' : grant.state,
    orderId: grant.orderId,
  }
}
