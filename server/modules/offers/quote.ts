import type { Db } from '../../database/handle.ts'
import { type AppliedRules, applyRules } from '../../kernel/cancellation.ts'
import { priceLines } from '../../kernel/lines.ts'
import type { Fen } from '../../kernel/money.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Instant, Night } from '../../kernel/stay.ts'
import type { Coupons, EvaluatedCoupon } from '../coupons/index.ts'
import type { CancelPolicy } from '../hotels/index.ts'
import type { OfferDeps } from './basics.ts'
import { type OfferWish, priceMany } from './price-many.ts'
import { refuseBadDates } from './stay-wish.ts'

export interface QuoteWish extends OfferWish {
  /** Null: somebody who has not signed in; they have no coupons. */
  memberId: string | null
  /** The grant to use; null uses the best; `none` uses none. */
  grantId: string | null | 'none'
  at: Instant
}

export interface Quote extends AppliedRules {
  nights: { night: Night; priceFen: Fen }[]
  subtotalFen: Fen
  discountFen: Fen
  totalFen: Fen
  policy: CancelPolicy
  coupons: EvaluatedCoupon[]
  bestGrantId: string | null
  usedGrantId: string | null
}

/**
 * What a stay costs now, to the fen, with the best coupon or the chosen one. An order is placed for this total or not
 * at all. Refusals: those of `priceStay`, `coupon_not_usable`.
 */
export async function quote(
  db: Db,
  deps: OfferDeps & { coupons: Pick<Coupons, 'evaluate'> },
  wish: QuoteWish,
): Promise<Quote> {
  refuseBadDates(wish.stay)
  const [price] = await priceMany(db, deps, { wishes: [wish], at: wish.at })
  if (!price) throw new Refusal('not_found')
  if ('refusal' in price) throw price.refusal
  const { nights, subtotalFen, hotel, policy } = price
  const rooms = priceLines({ nights, rooms: wish.rooms, discountFen: 0 })
  const context = {
    hotelId: hotel.id,
    roomTypeId: wish.roomTypeId,
    ratePlanId: wish.ratePlanId,
    stay: wish.stay,
    nights: rooms.map(({ night, roomIndex, priceFen }) => ({ night, room: roomIndex, priceFen })),
    subtotalFen,
  }
  const coupons = wish.memberId ? await deps.coupons.evaluate(db, wish.memberId, context) : []
  const best = coupons.find((coupon) => coupon.usable) ?? null
  const used = chosen(wish.grantId, coupons, best)
  const discountFen = used?.offFen ?? 0
  const lines = priceLines({ nights, rooms: wish.rooms, discountFen })
  return {
    nights: nights.map(({ night, priceFen }) => ({ night, priceFen })),
    subtotalFen,
    discountFen,
    totalFen: subtotalFen - discountFen,
    policy,
    ...applyRules(policy, { stay: wish.stay, clock: hotel.clock, lines }),
    coupons,
    bestGrantId: best?.grantId ?? null,
    usedGrantId: used?.grantId ?? null,
  }
}

function chosen(
  grantId: QuoteWish['grantId'],
  coupons: EvaluatedCoupon[],
  best: EvaluatedCoupon | null,
): EvaluatedCoupon | null {
  if (grantId === 'none') return null
  if (grantId === null) return best
  const wanted = coupons.find((coupon) => coupon.grantId === grantId)
  if (!wanted?.usable) throw new Refusal('coupon_not_usable', { facts: { reason: wanted?.reason ?? 'not_found' } })
  return wanted
}
