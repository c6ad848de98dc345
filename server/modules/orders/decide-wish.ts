import type { Tx } from '../../database/handle.ts'
import type { knownRequests } from '../../database/request-keys.ts'
import type { Fen } from '../../kernel/money.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { hotelDay, type Night } from '../../kernel/stay.ts'
import type { Sealer } from '../../ports/sealer.ts'
import type { Coupons } from '../coupons/index.ts'
import type { Inventory } from '../inventory/index.ts'
import type { OfferPrice, Offers } from '../offers/index.ts'
import { type Caps, overCaps } from './caps.ts'
import { type NewOrder, newOrder, sealPhone } from './new-order.ts'
import { newOrderId } from './order-id.ts'
import type { Placed } from './place-orders.ts'
import type { Standing } from './store/place.ts'
import type { Wish } from './wish.ts'

/** What of placing a chain may set. */
export interface PlacingRules {
  /** From placing to the deadline. */
  payWindowMs: number
  /** Null: no caps, as in storms and trials. */
  caps: Caps | null
}

export interface PlacingDeps {
  offers: Pick<Offers, 'priceMany'>
  inventory: Pick<Inventory, 'hold'>
  coupons: Pick<Coupons, 'lock' | 'giveBack'>
  sealer: Sealer
  placingRules(): PlacingRules
}

/** What a batch has read once, and what it has decided so far. */
export interface Batch {
  known: Awaited<ReturnType<typeof knownRequests>>
  rules: PlacingRules
  /** In the places of the wishes. */
  prices: Awaited<ReturnType<Offers['priceMany']>>
  standing: Map<string, Standing>
  /** A double tap may arrive within one batch. */
  orderOfRequest: Map<string, { bodyHash: string; orderId: string }>
  /** Rooms this batch has given away, by type and night. */
  given: Map<string, number>
  days: Map<string, Night>
  accepted: NewOrder[]
}

/** Decides one wish after those before it. Writes nothing but the lock on its coupon. */
export async function decideWish(
  tx: Tx,
  deps: PlacingDeps,
  batch: Batch,
  { wish, index }: { wish: Wish; index: number },
): Promise<Placed> {
  const before = seenBefore(batch, wish, index)
  if (before) return before
  const price = batch.prices[index]!
  if ('refusal' in price) throw price.refusal
  const today = dayOf(batch, price, tx.now)
  refuseSoldOut(batch, wish, price)
  refuseOverCaps(batch, wish)
  const orderId = newOrderId(tx.now)
  const discountFen = await lockCoupon(tx, deps, wish, { price, orderId })
  await refuseOtherTotal(tx, deps, wish, { price, orderId, discountFen })
  const phone = sealPhone(deps.sealer, wish.contactPhone)
  const payBefore = tx.now + batch.rules.payWindowMs
  const made = newOrder(wish, price, { orderId, today, now: tx.now, payBefore, discountFen, phone })
  accept(batch, wish, made)
  return { kind: 'placed', order: made.order, rooms: made.rooms, lines: made.lines }
}

function seenBefore(batch: Batch, wish: Wish, index: number): Placed | null {
  if (!wish.request) return null
  const known = batch.known[index]
  const here = batch.orderOfRequest.get(requestKey(wish))
  if (known === 'reused' || (here && here.bodyHash !== wish.request.bodyHash)) {
    throw new Refusal('idempotency_key_reused')
  }
  const orderId = known?.result ?? here?.orderId
  return orderId ? { kind: 'known', orderId } : null
}

function requestKey(wish: Wish): string {
  return `${wish.request!.caller} ${wish.request!.key}`
}

function dayOf(batch: Batch, { hotel }: OfferPrice, now: number): Night {
  let day = batch.days.get(hotel.id)
  if (day === undefined) {
    day = hotelDay(now, hotel.clock)
    batch.days.set(hotel.id, day)
  }
  return day
}

/** The rooms that were left when the batch read them, less those it has given to the wishes before this one. */
function refuseSoldOut(batch: Batch, wish: Wish, price: OfferPrice): void {
  if (price.roomType.stockMode !== 'order') return
  const missing = price.nights.filter(({ night, roomsLeft }) => {
    const given = batch.given.get(`${wish.roomTypeId} ${night}`) ?? 0
    return roomsLeft !== null && roomsLeft - given < wish.rooms
  })
  if (missing.length === 0) return
  throw new Refusal('rooms_sold_out', { facts: { nights: missing.map(({ night }) => night) } })
}

function refuseOverCaps(batch: Batch, wish: Wish): void {
  const { caps } = batch.rules
  if (!caps || wish.memberId === null) return
  const standing = batch.standing.get(wish.memberId) ?? { unpaid: 0, roomsHeld: 0, lapses: 0 }
  const refusal = overCaps(caps, standing, wish.rooms)
  if (refusal) throw new Refusal(refusal)
}

async function lockCoupon(
  tx: Tx,
  { coupons }: PlacingDeps,
  wish: Wish,
  { price, orderId }: { price: OfferPrice; orderId: string },
): Promise<Fen> {
  if (!wish.grantId || !wish.memberId) return 0
  const context = {
    hotelId: price.hotel.id,
    roomTypeId: wish.roomTypeId,
    ratePlanId: wish.ratePlanId,
    stay: wish.stay,
    nights: price.nights.flatMap(({ night, priceFen }) =>
      Array.from({ length: wish.rooms }, (_, room) => ({ night, room, priceFen })),
    ),
    subtotalFen: price.subtotalFen,
  }
  const { offFen } = await coupons.lock(tx, { grantId: wish.grantId, memberId: wish.memberId, orderId, context })
  return offFen
}

/** Nobody is charged a total they did not agree to, nor less than 1 fen. */
async function refuseOtherTotal(
  tx: Tx,
  { coupons }: PlacingDeps,
  wish: Wish,
  { price, orderId, discountFen }: { price: OfferPrice; orderId: string; discountFen: Fen },
): Promise<void> {
  const totalFen = price.subtotalFen - discountFen
  const agreed = wish.expectedTotalFen === null || wish.expectedTotalFen === totalFen
  if (agreed && totalFen >= 1) return
  if (discountFen > 0) await coupons.giveBack(tx, orderId)
  const nights = price.nights.map(({ night, priceFen }) => ({ night, priceFen }))
  const quote = { nights, subtotalFen: price.subtotalFen, discountFen, totalFen }
  throw new Refusal(totalFen < 1 ? 'nothing_to_pay' : 'price_changed', { facts: { quote } })
}

function accept(batch: Batch, wish: Wish, made: NewOrder): void {
  batch.accepted.push(made)
  if (wish.request) {
    batch.orderOfRequest.set(requestKey(wish), { bodyHash: wish.request.bodyHash, orderId: made.order.id })
  }
  for (const { roomTypeId, night, stock } of made.lines) {
    if (stock !== 'held') continue
    const key = `${roomTypeId} ${night}`
    batch.given.set(key, (batch.given.get(key) ?? 0) + 1)
  }
  if (!wish.memberId) return
  const standing = batch.standing.get(wish.memberId) ?? { unpaid: 0, roomsHeld: 0, lapses: 0 }
  standing.unpaid += 1
  standing.roomsHeld += wish.rooms
  batch.standing.set(wish.memberId, standing)
}
