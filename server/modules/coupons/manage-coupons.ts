import type { Tx } from '../../database/handle.ts'
import { oncePerRequest, type RequestKey } from '../../database/request-keys.ts'
import type { Actor } from '../../kernel/actor.ts'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Audit } from '../audit/index.ts'
import type { Coupon } from './coupon.ts'
import { brokenPromises, type CouponWish, couponProblems } from './coupon-wish.ts'
import {
  couponById,
  couponForWriting,
  deleteUngranted,
  insertCoupon,
  setCouponState,
  updateCoupon,
} from './store/coupons.ts'

export interface ManageDeps {
  audit: Audit
}

/** Defines a coupon. Refusal: `coupon_invalid` with the fields. */
export async function createCoupon(
  tx: Tx,
  { audit }: ManageDeps,
  { wish, actor, id = newId('cpn') }: { wish: CouponWish; actor: Actor; id?: string },
): Promise<Coupon> {
  refuseInvalid(wish)
  const coupon = { ...wish, id, granted: 0 }
  await insertCoupon(tx, coupon)
  await audit.record(tx, { actor, action: 'coupon.create', subject: `coupon:${id}`, after: coupon })
  return coupon
}

/** The same, once per request: again it answers the coupon as it is by now. */
export async function createOnce(
  tx: Tx,
  deps: ManageDeps,
  { wish, actor, request }: { wish: CouponWish; actor: Actor; request: RequestKey },
): Promise<Coupon> {
  const id = await oncePerRequest(tx, request, async () => (await createCoupon(tx, deps, { wish, actor })).id)
  const coupon = await couponById(tx, id)
  if (!coupon) throw new Refusal('not_found')
  return coupon
}

/**
 * Changes a coupon. Once somebody has it, what was promised to them stays. Refusals: `not_found`, `coupon_invalid`,
 * `coupon_granted` with the fields that cannot change any more.
 */
export async function editCoupon(
  tx: Tx,
  { audit }: ManageDeps,
  { id, change, actor }: { id: string; change: Partial<CouponWish>; actor: Actor },
): Promise<Coupon> {
  const before = await couponForWriting(tx, id)
  if (!before) throw new Refusal('not_found')
  const after: Coupon = { ...before, ...change }
  refuseInvalid(after)
  const broken = before.granted > 0 ? brokenPromises(before, after) : []
  if (broken.length > 0) {
    throw new Refusal('coupon_granted', { fields: Object.fromEntries(broken.map((field) => [field, 'granted'])) })
  }
  if (!(await updateCoupon(tx, after))) {
    throw new Refusal('coupon_invalid', { fields: { quota: 'below_granted' }, facts: { granted: before.granted } })
  }
  await audit.record(tx, { actor, action: 'coupon.edit', subject: `coupon:${id}`, before, after })
  return after
}

/** A coupon that nobody ever got goes; any other is archived, and those who have it keep it. Refusal: `not_found`. */
export async function removeCoupon(
  tx: Tx,
  { audit }: ManageDeps,
  { id, actor }: { id: string; actor: Actor },
): Promise<'deleted' | 'archived'> {
  const before = await couponForWriting(tx, id)
  if (!before) throw new Refusal('not_found')
  const gone = (await deleteUngranted(tx, id)) ? 'deleted' : 'archived'
  if (gone === 'archived') await setCouponState(tx, id, 'archived')
  await audit.record(tx, { actor, action: `coupon.${gone}`, subject: `coupon:${id}`, before })
  return gone
}

function refuseInvalid(wish: CouponWish): void {
  const problems = couponProblems(wish)
  if (problems) throw new Refusal('coupon_invalid', { fields: problems })
}
