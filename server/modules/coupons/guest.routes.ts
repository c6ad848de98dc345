import { textIn } from '../../../contract/format.ts'
import { listMyCoupons } from '../../../contract/guest/coupons.ts'
import type { Handle } from '../../database/handle.ts'
import { type Route, route } from '../../http/route.ts'
import type { Hotels } from '../hotels/index.ts'
import type { Coupons } from './index.ts'
import { scopeViews } from './scope-views.ts'

export interface CouponRoutesDeps {
  db: Handle
  coupons: Pick<Coupons, 'guestCoupons'>
  hotels: Pick<Hotels, 'hotelsByIds' | 'roomTypesByIds' | 'ratePlansByIds'>
}

export function couponRoutes({ db, coupons, hotels }: CouponRoutesDeps): Route[] {
  return [
    route(listMyCoupons, async ({ caller, query, language }) => {
      const page = await coupons.guestCoupons({
        memberId: caller.memberId,
        state: query.state ?? 'usable',
        cursor: query.cursor ?? null,
        limit: query.limit ?? 20,
      })
      const scopes = await scopeViews(db, hotels, { scopes: page.items.map(({ scope }) => scope), language })
      const items = page.items.map(({ blackout: _blackout, ...coupon }, index) => ({
        ...coupon,
        name: textIn(language, coupon.name),
        scope: scopes[index]!,
      }))
      return { items, nextCursor: page.nextCursor }
    }),
  ]
}
