import type { SqlValue } from '../../database/handle.ts'
import { priceLines } from '../../kernel/lines.ts'
import type { Fen } from '../../kernel/money.ts'
import type { Instant, Night } from '../../kernel/stay.ts'
import type { Sealer } from '../../ports/sealer.ts'
import type { OfferPrice } from '../offers/index.ts'
import type { Order, OrderLine, OrderRoom, Terms } from './order.ts'
import { orderRoomId } from './order-id.ts'
import type { NewRows } from './store/place.ts'
import type { Wish } from './wish.ts'

/** An order that was decided and is about to be written. */
export interface NewOrder {
  order: Order
  rooms: OrderRoom[]
  lines: OrderLine[]
  wish: Wish
  dailyStock: number | null
  today: Night
  phoneIndex: string | null
}

/** The order that a wish becomes at this price. Its number is drawn when it is written. */
export function newOrder(
  wish: Wish,
  price: OfferPrice,
  made: { orderId: string; today: Night; now: Instant; payBefore: Instant; discountFen: Fen; phone: SealedPhone },
): NewOrder {
  const { discountFen, now } = made
  const stock = price.roomType.stockMode === 'order' ? 'held' : 'none'
  const lines = priceLines({ nights: price.nights, rooms: wish.rooms, discountFen }).map(
    (line): OrderLine => ({ ...line, roomTypeId: wish.roomTypeId, refundedFen: 0, paymentId: null, stock }),
  )
  const order: Order = {
    id: made.orderId,
    orderNo: '',
    memberId: wish.memberId,
    hotelId: price.hotel.id,
    roomTypeId: wish.roomTypeId,
    ratePlanId: wish.ratePlanId,
    ...wish.stay,
    rooms: wish.rooms,
    status: 'awaiting_payment',
    seq: 1,
    version: 1,
    stockMode: price.roomType.stockMode,
    subtotalFen: price.subtotalFen,
    discountFen,
    totalFen: price.subtotalFen - discountFen,
    paidFen: 0,
    refundedFen: 0,
    waivedFen: 0,
    grantId: wish.grantId,
    payBefore: made.payBefore,
    terms: termsOf(price, wish.termsVersion),
    contactPhone: made.phone.sealed,
    arrivalTime: wish.arrivalTime,
    remark: wish.remark,
    language: wish.language,
    source: wish.source,
    placedAt: now,
    changedAt: now,
  }
  return {
    order,
    rooms: roomsOf(wish, made.orderId),
    lines,
    wish,
    dailyStock: price.roomType.dailyStock,
    today: made.today,
    phoneIndex: made.phone.index,
  }
}

/** One row per room; rooms without a guest of their own go by the first guest's name. */
function roomsOf(wish: Wish, orderId: string): OrderRoom[] {
  return Array.from({ length: wish.rooms }, (_, roomIndex) => ({
    id: orderRoomId(orderId, roomIndex),
    roomIndex,
    guestName: wish.guests[roomIndex] ?? wish.guests[0]!,
    roomId: null,
    roomNumber: null,
    state: 'expected',
    checkedInAt: null,
    checkedOutAt: null,
  }))
}

function termsOf({ hotel, roomType, ratePlan, policy }: OfferPrice, agreedTo: string | null): Terms {
  return {
    hotelName: hotel.name,
    roomTypeName: roomType.name,
    ratePlanName: ratePlan.name,
    breakfast: ratePlan.breakfast,
    clock: hotel.clock,
    checkInFromMinutes: hotel.checkInFromMinutes,
    checkOutUntilMinutes: hotel.checkOutUntilMinutes,
    policy,
    agreedTo,
  }
}

/** The rows of a new order, in the columns of `store/place.ts`. */
export function rowsOf({ order, rooms, lines, wish, phoneIndex }: NewOrder): NewRows {
  const actor = wish.memberId ? `guest:${wish.memberId}` : 'system:desk'
  return {
    order: orderRow(order, phoneIndex),
    rooms: rooms.map((room) => [room.id, order.id, room.roomIndex, room.guestName, room.state]),
    lines: lines.map((line) => lineRow(order.id, line)),
    event: [order.id, 1, null, order.status, 'placed', actor, null, order.placedAt],
    consents: [...new Set(wish.consents)].map((template) => [order.id, template, order.placedAt]),
  }
}

export function lineRow(orderId: string, line: OrderLine): SqlValue[] {
  const { roomIndex, night, roomTypeId, priceFen, shareFen, refundedFen, stock } = line
  return [orderId, roomIndex, night, roomTypeId, priceFen, shareFen, refundedFen, stock]
}

function orderRow(order: Order, phoneIndex: string | null): SqlValue[] {
  return [
    order.id,
    order.orderNo,
    order.memberId,
    order.hotelId,
    order.roomTypeId,
    order.ratePlanId,
    order.checkIn,
    order.checkOut,
    order.rooms,
    order.status,
    order.seq,
    order.version,
    order.stockMode,
    order.subtotalFen,
    order.discountFen,
    order.totalFen,
    order.paidFen,
    order.refundedFen,
    order.waivedFen,
    order.grantId,
    order.payBefore,
    JSON.stringify(order.terms),
    order.contactPhone,
    phoneIndex,
    order.arrivalTime,
    order.remark,
    order.language,
    order.source,
    order.placedAt,
    order.changedAt,
  ]
}

export interface SealedPhone {
  sealed: string | null
  index: string | null
}

/** The purpose under which contact phones are indexed. */
export const phonePurpose = 'contact_phone'

/** A phone as it is stored: sealed, and an index to find it by. */
export function sealPhone(sealer: Sealer, phone: string | null): SealedPhone {
  if (phone === null) return { sealed: null, index: null }
  return { sealed: sealer.seal(phone), index: sealer.blindIndex(phonePurpose, phone) }
}
