import type { Handle } from '../../database/handle.ts'
import type { Fen } from '../../kernel/money.ts'
import type { Night } from '../../kernel/stay.ts'
import type { Coupon } from './coupon.ts'
import { couponsFor } from './store/coupons.ts'
import { countsOfMember, namesGivenFor } from './store/grants.ts'

/** A stay of a member, as far as coupons look at it. */
export interface StayForCoupon {
  orderId: string
  is: 'ahead' | 'over'
  checkOut: Night
  /** What it costs, or cost. */
  keptFen: Fen
}

type Words = Coupon['name']

/**
 * The name of the coupon after each stay, by order: of one that is over, what it was given; of one that is ahead, what
 * `grantForStay` would give as things are now, which a quota may still change. A stay without a coupon is not there.
 */
export async function couponsAfterStays(
  handle: Handle,
  { memberId, stays, today }: { memberId: string; stays: readonly StayForCoupon[]; today: Night },
): Promise<Map<string, Words>> {
  const over = stays.filter(({ is }) => is === 'over').map(({ orderId }) => orderId)
  const names = await namesGivenFor(handle, over)
  const ahead = stays.filter(({ is }) => is === 'ahead')
  if (ahead.length === 0) return names
  const offered = await couponsOffered(handle, {
    memberId,
    today,
    keptFen: Math.max(...ahead.map((stay) => stay.keptFen)),
  })
  for (const stay of ahead) {
    const coupon = offered.find((one) => (one.spendFen ?? 0) <= stay.keptFen && lastsUntil(one, stay.checkOut))
    if (coupon) names.set(stay.orderId, coupon.name)
  }
  return names
}

/** What the member would be given, for the check-out itself before what the sum reaches, each in its order. */
async function couponsOffered(
  handle: Handle,
  { memberId, today, keptFen }: { memberId: string; today: Night; keptFen: Fen },
): Promise<Coupon[]> {
  const coupons = [
    ...(await couponsFor(handle, { givenOn: 'check_out', today })),
    ...(await couponsFor(handle, { givenOn: 'spend', today, keptFen })),
  ]
  const had = await countsOfMember(handle, { memberId, couponIds: coupons.map(({ id }) => id) })
  return coupons.filter(
    ({ id, quota, granted, perGuest }) =>
      (quota === null || granted < quota) && (perGuest === null || (had.get(id) ?? 0) < perGuest),
  )
}

function lastsUntil({ validity }: Coupon, night: Night): boolean {
  return 'days' in validity || validity.until >= night
}
