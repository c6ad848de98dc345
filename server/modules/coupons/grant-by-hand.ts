import type { Handle, Tx } from '../../database/handle.ts'
import { type Actor, actorText } from '../../kernel/actor.ts'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Night } from '../../kernel/stay.ts'
import type { Audit } from '../audit/index.ts'
import { grantCoupon } from './grant-coupon.ts'
import { couponById } from './store/coupons.ts'

export interface HandOutDeps {
  audit: Audit
  members: { byId(handle: Handle, id: string): Promise<unknown> }
}

/** What became of each member: a coupon, or why not. */
export type HandOut = { memberId: string; grantId: string } | { memberId: string; refused: HandOutRefused }
export type HandOutRefused = 'no_such_member' | 'enough' | 'none_left'

/**
 * Hands a coupon out to members, in the order given, each once; within the quota and what one guest gets. Refusals:
 * `not_found`, `coupon_invalid` when its last day is over or nobody gets it any more.
 */
export async function grantByHand(
  tx: Tx,
  { audit, members }: HandOutDeps,
  wish: { couponId: string; memberIds: readonly string[]; actor: Actor; today: Night },
): Promise<HandOut[]> {
  const coupon = await couponById(tx, wish.couponId)
  if (!coupon) throw new Refusal('not_found')
  if (coupon.state !== 'active') throw new Refusal('coupon_invalid', { fields: { state: coupon.state } })
  if ('until' in coupon.validity && coupon.validity.until < wish.today) {
    throw new Refusal('coupon_invalid', { fields: { validity: 'over' } })
  }
  const handedOut: HandOut[] = []
  for (const memberId of new Set(wish.memberIds)) {
    if ((await members.byId(tx, memberId)) === null) {
      handedOut.push({ memberId, refused: 'no_such_member' })
      continue
    }
    const source = { type: 'by_hand', id: newId('hand') } as const
    const grantedBy = actorText(wish.actor)
    const result = await grantCoupon(tx, { coupon, memberId, source, grantedBy, today: wish.today })
    if (result.kind === 'known') throw new Error('an id of our own came twice')
    handedOut.push(
      result.kind === 'granted' ? { memberId, grantId: result.grantId } : { memberId, refused: result.kind },
    )
  }
  await audit.record(tx, {
    actor: wish.actor,
    action: 'coupon.grant',
    subject: `coupon:${coupon.id}`,
    after: handedOut,
  })
  return handedOut
}
