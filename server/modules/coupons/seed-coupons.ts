import type { Tx } from '../../database/handle.ts'
import type { Audit } from '../audit/index.ts'
import type { CouponWish } from './coupon-wish.ts'
import { createCoupon } from './manage-coupons.ts'
import { couponById } from './store/coupons.ts'

const everywhere = { scope: { hotelIds: [], roomTypeIds: [], ratePlanIds: [] }, blackout: [] }

/** The demo's coupons, by the numbers that the original gave them. */
const demoCoupons: Record<string, CouponWish> = {
  738: {
    ...everywhere,
    name: { zh: '新人见面礼', en: 'Welcome gift' },
    kind: 'amount',
    offFen: 6_000,
    percent: null,
    capFen: null,
    thresholdFen: 30_000,
    validity: { days: 30 },
    quota: null,
    perGuest: 1,
    givenOn: 'first_login',
    spendFen: null,
    state: 'active',
    note: '第一次登录时送出',
    sort: 10,
  },
  739: {
    ...everywhere,
    name: { zh: '再来半价', en: 'Half price next time' },
    kind: 'half',
    offFen: null,
    percent: null,
    capFen: 20_000,
    thresholdFen: 0,
    validity: { days: 90 },
    quota: null,
    perGuest: null,
    givenOn: 'check_out',
    spendFen: null,
    state: 'active',
    note: '离店后送出',
    sort: 20,
  },
}

/** Puts the demo's coupons in; those that are there stay as they are. */
export async function seedCoupons(tx: Tx, deps: { audit: Audit }): Promise<void> {
  for (const [id, wish] of Object.entries(demoCoupons)) {
    if (await couponById(tx, id)) continue
    await createCoupon(tx, deps, { wish, id, actor: { kind: 'system', cause: 'seed' } })
  }
}
