import { textIn } from '../../../contract/format.ts'
import { listMyCoupons } from '../../../contract/guest/coupons.ts'
import { type Route, route } from '../../http/route.ts'
import type { Coupons } from './index.ts'

export function couponRoutes({ coupons }: { coupons: Coupons }): Route[] {
  return [
    route(listMyCoupons, async ({ caller, query, language }) => {
      const page = await coupons.guestCoupons({
        memberId: caller.memberId,
        state: query.state ?? 'usable',
        cursor: query.cursor ?? null,
        limit: query.limit ?? 20,
      })
      const items = page.items.map(({ scope: _scope, blackout: _blackout, ...coupon }) => ({
        ...coupon,
        name: textIn(language, coupon.name),
      }))
      return { items, nextCursor: page.nextCursor }
    }),
  ]
}
