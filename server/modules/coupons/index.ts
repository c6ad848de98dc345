import type { Language } from '../../../contract/format.ts'
import type { Db, Handle, Tx } from '../../database/handle.ts'
import type { RequestKey } from '../../database/request-keys.ts'
import type { EventPayloads } from '../../events.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Fen } from '../../kernel/money.ts'
import { type Instant, localParts, type Night } from '../../kernel/stay.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Audit } from '../audit/index.ts'
import { couponsAfterStays, type StayForCoupon } from './after-stays.ts'
import type { CouponWish } from './coupon-wish.ts'
import type { CouponContext } from './discount.ts'
import { evaluateCoupons } from './evaluate.ts'
import { grantByHand, type HandOutDeps, type HandOutWish } from './grant-by-hand.ts'
import { grantForStay, grantWelcome } from './grant-on-events.ts'
import { type GuestCoupon, type GuestCouponsWish, guestCoupons } from './guest-coupons.ts'
import { giveBackCoupon, type LockWish, lockCoupon, retakeCoupon, useCoupon } from './lock-coupon.ts'
import { createCoupon, createOnce, editCoupon, removeCoupon } from './manage-coupons.ts'
import { ownCoupons } from './own-coupons.ts'
import { seedCoupons } from './seed-coupons.ts'
import { couponById, couponsBySort } from './store/coupons.ts'
import { firstGrants, grantFigures, ordersUsing } from './store/figures.ts'
import { countsByCoupon } from './store/grants.ts'

export type { Coupon, Scope } from './coupon.ts'
export type { CouponWish } from './coupon-wish.ts'
export type { CouponContext } from './discount.ts'
export type { EvaluatedCoupon } from './evaluate.ts'

export interface CouponsDeps {
  db: Db
  clock: Clock
  audit: Audit
  members: HandOutDeps['members']
  /** The chain's own zone: a coupon's first and last day are dates there, whatever zone a hotel is in. */
  zone: string
}

export type Coupons = ReturnType<typeof createCoupons>

/** What takes something off a price: what managers define, and what members have. It knows orders by their id only. */
export function createCoupons({ db, clock, audit, members, zone }: CouponsDeps) {
  const dayAt = (at: Instant): Night => localParts(at, zone).slice(0, 10)
  return {
    /** See `evaluate.ts`. The best first. */
    evaluate: (handle: Handle, memberId: string, context: CouponContext) =>
      evaluateCoupons(handle, { memberId, context, today: dayAt(clock.now()) }),

    lock: (tx: Tx, wish: Omit<LockWish, 'today'>): Promise<{ offFen: Fen }> =>
      lockCoupon(tx, { ...wish, today: dayAt(tx.now) }),
    use: useCoupon,
    giveBack: giveBackCoupon,
    retake: retakeCoupon,

    /** Handlers. */
    grantWelcome: (tx: Tx, told: EventPayloads['member.joined']) => grantWelcome(tx, told, dayAt(tx.now)),
    grantForStay: (tx: Tx, told: EventPayloads['order.stay_completed']) => grantForStay(tx, told, dayAt(tx.now)),

    grantByHand: (wish: Omit<HandOutWish, 'today'>) =>
      db.transaction((tx) => grantByHand(tx, { audit, members }, { ...wish, today: dayAt(tx.now) })),

    guestCoupons: (
      wish: Omit<GuestCouponsWish, 'today'>,
    ): Promise<{ items: GuestCoupon[]; nextCursor: string | null }> =>
      guestCoupons(db, { ...wish, today: dayAt(clock.now()) }),

    /** See `after-stays.ts`. */
    afterStays: (handle: Handle, wish: { memberId: string; stays: readonly StayForCoupon[] }) =>
      couponsAfterStays(handle, { ...wish, today: dayAt(clock.now()) }),

    /** What a member takes along. See `own-coupons.ts`. */
    ownCoupons: (wish: { memberId: string; language: Language }) =>
      ownCoupons(db, { ...wish, today: dayAt(clock.now()) }),

    byId: couponById,
    list: couponsBySort,
    /** How many of each coupon are usable, locked and used. */
    counts: countsByCoupon,
    /** For reports: see `store/figures.ts`. Their days are dates of this zone. */
    figures: { zone, firstGrants, grantFigures, ordersUsing },
    create: (wish: CouponWish, actor: Actor) => db.transaction((tx) => createCoupon(tx, { audit }, { wish, actor })),
    createOnce: (asked: { wish: CouponWish; actor: Actor; request: RequestKey }) =>
      db.transaction((tx) => createOnce(tx, { audit }, asked)),
    edit: (id: string, change: Partial<CouponWish>, actor: Actor) =>
      db.transaction((tx) => editCoupon(tx, { audit }, { id, change, actor })),
    remove: (id: string, actor: Actor) => db.transaction((tx) => removeCoupon(tx, { audit }, { id, actor })),
    seed: (tx: Tx) => seedCoupons(tx, { audit }),
  }
}
