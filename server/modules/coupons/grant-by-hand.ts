import type { Handle, Tx } from '../../database/handle.ts'
import { oncePerRequest, type RequestKey } from '../../database/request-keys.ts'
import { type Actor, actorText } from '../../kernel/actor.ts'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Night } from '../../kernel/stay.ts'
import type { Audit } from '../audit/index.ts'
import type { Coupon } from './coupon.ts'
import { grantCoupon } from './grant-coupon.ts'
import { couponById } from './store/coupons.ts'
import { handOutById, insertHandOut } from './store/hand-outs.ts'

export interface HandOutDeps {
  audit: Audit
  members: { byId(handle: Handle, id: string): Promise<unknown> }
}

/** What became of a member: a coupon, or why not. */
export type HandOut =
  | { memberId: string; grantId: string }
  | { memberId: string; refused: 'no_such_member' | 'enough' | 'none_left' }

export interface HandOutWish {
  couponId: string
  memberIds: readonly string[]
  actor: Actor
  today: Night
  /** So that the same request gives once; missing where no client asks. */
  request?: RequestKey | undefined
}

/**
 * Hands a coupon out to members, in the order given, each once; within the quota and what one guest gets. The same
 * request again answers what it did. Refusals: `not_found`, `coupon_invalid` when its last day is over or nobody gets
 * it any more, `idempotency_key_reused`.
 */
export async function grantByHand(tx: Tx, deps: HandOutDeps, wish: HandOutWish): Promise<HandOut[]> {
  const handOut = () => giveToAll(tx, deps, wish)
  return handOutById(tx, await (wish.request ? oncePerRequest(tx, wish.request, handOut) : handOut()))
}

async function giveToAll(tx: Tx, deps: HandOutDeps, wish: HandOutWish): Promise<string> {
  const coupon = await couponToGive(tx, wish)
  const id = newId('hnd')
  const outcome: HandOut[] = []
  for (const memberId of new Set(wish.memberIds)) outcome.push(await giveTo(tx, deps, wish, { id, coupon, memberId }))
  await insertHandOut(tx, { id, couponId: coupon.id, actor: actorText(wish.actor), outcome })
  await deps.audit.record(tx, {
    actor: wish.actor,
    action: 'coupon.grant',
    subject: `coupon:${coupon.id}`,
    after: outcome,
  })
  return id
}

async function couponToGive(tx: Tx, { couponId, today }: HandOutWish): Promise<Coupon> {
  const coupon = await couponById(tx, couponId)
  if (!coupon) throw new Refusal('not_found')
  if (coupon.state !== 'active') throw new Refusal('coupon_invalid', { fields: { state: coupon.state } })
  if ('until' in coupon.validity && coupon.validity.until < today) {
    throw new Refusal('coupon_invalid', { fields: { validity: 'over' } })
  }
  return coupon
}

async function giveTo(
  tx: Tx,
  { members }: HandOutDeps,
  { actor, today }: HandOutWish,
  { id, coupon, memberId }: { id: string; coupon: Coupon; memberId: string },
): Promise<HandOut> {
  if ((await members.byId(tx, memberId)) === null) return { memberId, refused: 'no_such_member' }
  const source = { type: 'by_hand', id: `${id}.${memberId}` } as const
  const result = await grantCoupon(tx, { coupon, memberId, source, grantedBy: actorText(actor), today })
  if (result.kind === 'known') throw new Error(`hand-out ${id} came to ${memberId} twice`)
  return result.kind === 'granted' ? { memberId, grantId: result.grantId } : { memberId, refused: result.kind }
}
