import type { Tx } from '../../database/handle.ts'
import { newId } from '../../kernel/ids.ts'
import type { Night } from '../../kernel/stay.ts'
import { type Coupon, type GivenOn, validityOf } from './coupon.ts'
import { countGrant } from './store/coupons.ts'
import { countForMember, deleteGrant, insertGrant, uncountForMember } from './store/grants.ts'

export interface GrantWish {
  coupon: Coupon
  memberId: string
  /** What it is given for: one coupon per occasion, whatever happens. */
  source: { type: GivenOn; id: string }
  grantedBy: string
  today: Night
}

/** `known`: the occasion has had its coupon. `enough`: one guest gets no more. `none_left`: the quota is used up. */
export type GrantResult = { kind: 'granted'; grantId: string } | { kind: 'known' | 'enough' | 'none_left' }

/**
 * Gives a member a coupon, at most one per occasion, within what one guest gets and within the quota: three writes
 * that carry their condition, the contended one last. What was written before one of them fails is taken back.
 */
export async function grantCoupon(
  tx: Tx,
  { coupon, memberId, source, grantedBy, today }: GrantWish,
): Promise<GrantResult> {
  const grantId = newId('grt')
  const { from, until } = validityOf(coupon.validity, today)
  const inserted = await insertGrant(tx, {
    id: grantId,
    couponId: coupon.id,
    memberId,
    validFrom: from,
    validUntil: until,
    sourceType: source.type,
    sourceId: source.id,
    grantedBy,
  })
  if (!inserted) return { kind: 'known' }
  const held = { couponId: coupon.id, memberId, perGuest: coupon.perGuest ?? Number.MAX_SAFE_INTEGER }
  if (!(await countForMember(tx, held))) {
    await deleteGrant(tx, grantId)
    return { kind: 'enough' }
  }
  if (!(await countGrant(tx, coupon.id))) {
    await deleteGrant(tx, grantId)
    await uncountForMember(tx, held)
    return { kind: 'none_left' }
  }
  return { kind: 'granted', grantId }
}

/** Gives the first of the coupons that can be given; null when none can, or the occasion has had its coupon. */
export async function grantFirst(
  tx: Tx,
  coupons: readonly Coupon[],
  wish: Omit<GrantWish, 'coupon'>,
): Promise<string | null> {
  for (const coupon of coupons) {
    const result = await grantCoupon(tx, { ...wish, coupon })
    if (result.kind === 'granted') return result.grantId
    if (result.kind === 'known') return null
  }
  return null
}
