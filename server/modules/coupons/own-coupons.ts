import { type Language, textIn } from '../../../contract/format.ts'
import type { OwnCoupon } from '../../../contract/guest/own-data.ts'
import type { Handle } from '../../database/handle.ts'
import type { Night } from '../../kernel/stay.ts'
import { pageByPage } from '../members/index.ts'
import { type GuestCoupon, guestCoupons } from './guest-coupons.ts'

const pageAtMost = 100
const states = ['usable', 'used', 'expired'] as const

/** All coupons a member has or had, as a person reads them: those to use first. */
export async function* ownCoupons(
  handle: Handle,
  { memberId, language, today }: { memberId: string; language: Language; today: Night },
): AsyncGenerator<readonly OwnCoupon[]> {
  for (const state of states) {
    yield* pageByPage(async (after: string | undefined) => {
      const wish = { memberId, state, today, cursor: after ?? null, limit: pageAtMost }
      const { items, nextCursor } = await guestCoupons(handle, wish)
      return { items: items.map((coupon) => ownCoupon(coupon, language)), next: nextCursor }
    })
  }
}

function ownCoupon(coupon: GuestCoupon, language: Language): OwnCoupon {
  const { kind, offFen, percent, capFen, thresholdFen, from, state, validFrom, validUntil } = coupon
  const terms = { kind, offFen, percent, capFen, thresholdFen }
  return { name: textIn(language, coupon.name), ...terms, from, state, validFrom, validUntil }
}
