import type { Tx } from '../../database/handle.ts'
import type { Fen } from '../../kernel/money.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Night } from '../../kernel/stay.ts'
import { type CouponContext, discount, grantReason } from './discount.ts'
import { freeGrant, heldById, lockGrant, useGrant } from './store/grants.ts'

export interface LockWish {
  grantId: string
  memberId: string
  orderId: string
  context: CouponContext
  /** The day it is in the chain's zone. */
  today: Night
}

/**
 * Keeps a member's coupon for an order and answers what it takes off. Refusals: `not_found` when it is not theirs,
 * `coupon_taken` when another order has it, `coupon_not_usable` with the reason.
 */
export async function lockCoupon(tx: Tx, wish: LockWish): Promise<{ offFen: Fen }> {
  const held = await heldById(tx, wish.grantId)
  if (held?.grant.memberId !== wish.memberId) throw new Refusal('not_found', { fields: { couponId: 'not_found' } })
  const reason = grantReason(held.grant, wish.today)
  if (reason === 'locked' || reason === 'used') throw new Refusal('coupon_taken')
  if (reason) throw notUsable({ reason })
  const off = discount(held.coupon, wish.context)
  if (!off.usable) throw notUsable(off)
  if (!(await lockGrant(tx, wish.grantId, wish.orderId))) throw new Refusal('coupon_taken')
  return { offFen: off.offFen }
}

function notUsable({ reason, missingFen }: { reason: string; missingFen?: Fen }): Refusal {
  return new Refusal('coupon_not_usable', {
    fields: { couponId: reason },
    facts: { reason, ...(missingFen === undefined ? {} : { missingFen }) },
  })
}

/** The order is paid: its coupon is used. */
export async function useCoupon(tx: Tx, orderId: string): Promise<void> {
  if (!(await useGrant(tx, orderId))) throw new Error(`order ${orderId} has no locked coupon`)
}

/** The order is over and kept nothing: the coupon returns to its member with the expiry it had. */
export async function giveBackCoupon(tx: Tx, orderId: string): Promise<void> {
  if (!(await freeGrant(tx, orderId))) throw new Error(`order ${orderId} has no coupon to give back`)
}

/**
 * A late payment: locks the coupon again for the order that once had it. It was valid when the guest agreed to the
 * price, so its dates are not asked again. False: another order has it by now.
 */
export function retakeCoupon(tx: Tx, { grantId, orderId }: { grantId: string; orderId: string }): Promise<boolean> {
  return lockGrant(tx, grantId, orderId)
}
