import { setImmediate } from 'node:timers/promises'
import type { CouponReport } from '../../../contract/admin/reports.ts'
import { type Language, textIn } from '../../../contract/format.ts'
import type { Handle } from '../../database/handle.ts'
import { hotelDay, type Instant, instantAt } from '../../kernel/stay.ts'
import type { Coupon, Coupons } from '../coupons/index.ts'
import type { Hotel } from '../hotels/index.ts'
import type { Orders } from '../orders/index.ts'
import { rateOf } from './figures.ts'
import type { NightSpan } from './span.ts'

export interface CouponUseDeps {
  coupons: Pick<Coupons, 'list' | 'figures'>
  orders: { figures: Pick<Orders['figures'], 'figuresOfOrders'> }
}

interface UseWish {
  hotels: readonly Hotel[]
  whole: 'chain' | 'some'
  span: NightSpan
  language: Language
  now: Instant
}

type CouponUse = CouponReport['items'][number]

const couponsAtOnce = 100
const pagesAtMost = 100

/**
 * What coupons did in a span of the chain's days. Given, used and run out are the chain's; the orders are those of the
 * branches asked for.
 */
export async function couponReport(handle: Handle, deps: CouponUseDeps, wish: UseWish): Promise<CouponReport> {
  const { span, hotels } = wish
  const items: CouponUse[] = []
  for await (const one of couponUses(handle, deps, wish)) items.push(one)
  return { ...span, hotelIds: hotels.map(({ id }) => id), items }
}

/** One coupon after the other that counts at one of the branches, by the manager's sort. */
export async function* couponUses(handle: Handle, deps: CouponUseDeps, wish: UseWish): AsyncGenerator<CouponUse> {
  const firstGrants = await deps.coupons.figures.firstGrants(handle)
  const hotelIds = new Set(wish.hotels.map(({ id }) => id))
  let after: { sort: number; id: string } | null = null
  for (let page = 0; page < pagesAtMost; page += 1) {
    const found: Coupon[] = await deps.coupons.list(handle, { after, limit: couponsAtOnce })
    for (const coupon of found.filter(({ scope }) => countsAt(scope, hotelIds))) {
      yield await useOf(handle, deps, { ...wish, coupon, firstGrantAt: firstGrants.get(coupon.id) ?? null })
    }
    const last = found.at(-1)
    if (!last || found.length < couponsAtOnce) return
    after = { sort: last.sort, id: last.id }
  }
}

function countsAt(scope: Coupon['scope'], hotelIds: ReadonlySet<string>): boolean {
  return scope.hotelIds.length === 0 || scope.hotelIds.some((id) => hotelIds.has(id))
}

async function useOf(
  handle: Handle,
  deps: CouponUseDeps,
  { coupon, firstGrantAt, ...wish }: UseWish & { coupon: Coupon; firstGrantAt: Instant | null },
): Promise<CouponUse> {
  const { id, kind, state, name } = coupon
  const sum = { granted: 0, expired: 0, used: 0 }
  const money = { orders: 0, discountFen: 0, keptFen: 0 }
  const { zone } = deps.coupons.figures
  const span = daysOf(wish.span, zone)
  const today = hotelDay(wish.now, { zone, dayEndsAtMinutes: 0 })
  for (const given of firstGrantAt === null ? [] : tenDays(firstGrantAt, span.to)) {
    const more = await deps.coupons.figures.grantFigures(handle, { couponId: id, given, span, today })
    sum.granted += more.granted
    sum.expired += more.expired
    sum.used += more.used
    if (more.used > 0) await addOrders(handle, deps, { couponId: id, given, span, wish, money })
    await setImmediate()
  }
  const useRate = rateOf(sum.used, sum.used + sum.expired)
  return { id, name: textIn(wish.language, name), kind, state, ...sum, useRate, ...money }
}

function daysOf({ from, to }: NightSpan, zone: string) {
  return { from: instantAt(from, 0, zone), to: instantAt(to, 0, zone), firstDay: from, endDay: to }
}

const tenDaysMs = 10 * 86_400_000

function* tenDays(first: Instant, end: Instant): Generator<{ from: Instant; to: Instant }> {
  for (let from = first; from < end; from += tenDaysMs) yield { from, to: Math.min(from + tenDaysMs, end) }
}

const ordersAtOnce = 256

async function addOrders(
  handle: Handle,
  { coupons, orders }: CouponUseDeps,
  asked: {
    couponId: string
    given: { from: Instant; to: Instant }
    span: { from: Instant; to: Instant }
    wish: Pick<UseWish, 'hotels' | 'whole'>
    money: { orders: number; discountFen: number; keptFen: number }
  },
): Promise<void> {
  const { couponId, given, span: used, wish, money } = asked
  const hotelIds = wish.whole === 'chain' ? 'all' : wish.hotels.map(({ id }) => id)
  const ids = await coupons.figures.ordersUsing(handle, { couponId, given, used })
  for (let at = 0; at < ids.length; at += ordersAtOnce) {
    const orderIds = ids.slice(at, at + ordersAtOnce)
    for (const order of await orders.figures.figuresOfOrders(handle, { orderIds, hotelIds })) {
      money.orders += 1
      money.discountFen += order.discountFen
      money.keptFen += order.keptFen
    }
    await setImmediate()
  }
}
