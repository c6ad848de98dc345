import * as contract from '../../../contract/admin/coupons.ts'
import type { Db } from '../../database/handle.ts'
import { type Route, route, type StaffCaller } from '../../http/route.ts'
import { given, requestOf } from '../../http/sent.ts'
import { actorOf } from '../../http/staff-scope.ts'
import { Refusal, unknownCursor } from '../../kernel/refusal.ts'
import type { Coupon, Coupons, CouponWish, Scope } from './index.ts'

/** A coupon as it is when its maker says nothing more. */
const usual = (): Omit<CouponWish, 'name' | 'kind' | 'validity' | 'givenOn'> => ({
  offFen: null,
  percent: null,
  capFen: null,
  thresholdFen: 0,
  scope: { hotelIds: [], roomTypeIds: [], ratePlanIds: [] },
  blackout: [],
  quota: null,
  perGuest: null,
  spendFen: null,
  state: 'active',
  note: '',
  sort: 100,
})

/** Coupons are the chain's: all staff with the permission see them, staff of some branches change those of theirs. */
export function couponAdminRoutes({ db, coupons }: { db: Db; coupons: Coupons }): Route[] {
  const shown = async (found: readonly Coupon[]) => {
    const counts = await coupons.counts(
      db,
      found.map(({ id }) => id),
    )
    const count = (id: string, state: string) =>
      Number(counts.find((one) => one.couponId === id && one.state === state)?.count ?? 0)
    return found.map((coupon) => ({
      ...coupon,
      usable: count(coupon.id, 'usable'),
      locked: count(coupon.id, 'locked'),
      used: count(coupon.id, 'used'),
    }))
  }
  const one = async (coupon: Coupon) => (await shown([coupon]))[0]!
  const mine = async (caller: StaffCaller, id: string) => {
    const coupon = await coupons.byId(db, id)
    if (!coupon) throw new Refusal('not_found')
    refuseOthers(caller, coupon.scope)
  }
  return [
    route(contract.listCoupons, async ({ query }) => {
      const limit = query.limit ?? 20
      const page = await coupons.list(db, { after: readCursor(query.cursor), limit: limit + 1 })
      const items = await shown(page.slice(0, limit))
      const last = page.length > limit ? items.at(-1) : undefined
      return { items, nextCursor: last ? `${last.sort}.${last.id}` : null }
    }),
    route(contract.getCoupon, async ({ params }) => {
      const coupon = await coupons.byId(db, params.id)
      if (!coupon) throw new Refusal('not_found')
      return one(coupon)
    }),
    route(contract.createCoupon, async ({ caller, body, idempotencyKey: key }) => {
      const wish = { ...usual(), ...given(body) }
      refuseOthers(caller, wish.scope)
      const request = requestOf(caller, contract.createCoupon, { key, body })
      return one(await coupons.createOnce({ wish, actor: actorOf(caller), request }))
    }),
    route(contract.editCoupon, async ({ caller, params, body }) => {
      await mine(caller, params.id)
      if (body.scope) refuseOthers(caller, body.scope)
      return one(await coupons.edit(params.id, given(body), actorOf(caller)))
    }),
    route(contract.removeCoupon, async ({ caller, params }) => {
      await mine(caller, params.id)
      return { outcome: await coupons.remove(params.id, actorOf(caller)) }
    }),
    route(contract.grantCoupon, async ({ caller, params, body, idempotencyKey: key }) => {
      await mine(caller, params.id)
      const request = requestOf(caller, contract.grantCoupon, { key, body: { couponId: params.id, ...body } })
      const { memberIds } = body
      return { items: await coupons.grantByHand({ couponId: params.id, memberIds, actor: actorOf(caller), request }) }
    }),
  ]
}

/** Whoever is not of the whole chain may only change what counts at their own branches alone. */
function refuseOthers(caller: StaffCaller, { hotelIds }: Scope): void {
  const where = caller.hotelsWhere('coupons.edit')
  const own = where === 'all' || (hotelIds.length > 0 && hotelIds.every((id) => where.includes(id)))
  if (!own) throw new Refusal('forbidden')
}

function readCursor(cursor: string | undefined): { sort: number; id: string } | null {
  if (cursor === undefined) return null
  const [, sort, id] = /^(-?\d{1,9})\.(.+)$/.exec(cursor) ?? []
  if (sort === undefined || id === undefined) throw unknownCursor()
  return { sort: Number(sort), id }
}
