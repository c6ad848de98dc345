import { instantOrNull, instantText, type Language, textIn } from '../../../contract/format.ts'
import { type GuestOrder, guestSteps, type StepNotice, type StoryStep } from '../../../contract/guest/orders.ts'
import { applyRules, type CancellableStay } from '../../kernel/cancellation.ts'
import type { Fen } from '../../kernel/money.ts'
import type { Night } from '../../kernel/stay.ts'
import type { Sealer } from '../../ports/sealer.ts'
import { policyView } from '../hotels/index.ts'
import { maskPhone } from '../members/index.ts'
import type { Cancellation } from './cancel-order.ts'
import type { Invoice } from './invoices.ts'
import { balanceFen, type Order, type OrderLine, type OrderRoom } from './order.ts'
import { originalCodes } from './order-states.ts'
import type { OrderStory, WholeOrder } from './reads.ts'
import { type RefundPart, sumFen } from './refund-parts.ts'
import type { OrderAct, OrderEvent } from './store/story.ts'

export interface ViewDeps {
  sealer: Pick<Sealer, 'open'>
}

/** An order as its guest and the desk both see it, in one language. */
export function guestOrder(
  { sealer }: ViewDeps,
  { order, rooms, lines }: Pick<WholeOrder, 'order' | 'rooms' | 'lines'>,
  language: Language,
): GuestOrder {
  const { terms } = order
  return {
    id: order.id,
    orderNo: order.orderNo,
    status: order.status,
    statusCode: originalCodes[order.status],
    hotelId: order.hotelId,
    hotelName: textIn(language, terms.hotelName),
    roomTypeId: order.roomTypeId,
    roomTypeName: textIn(language, terms.roomTypeName),
    ratePlanId: order.ratePlanId,
    ratePlanName: textIn(language, terms.ratePlanName),
    breakfast: terms.breakfast,
    checkIn: order.checkIn,
    checkOut: order.checkOut,
    checkInFrom: clockText(terms.checkInFromMinutes),
    checkOutUntil: clockText(terms.checkOutUntilMinutes),
    zone: terms.clock.zone,
    rooms: order.rooms,
    guests: rooms.map(roomView),
    contactPhoneMasked: order.contactPhone === null ? null : maskPhone(sealer.open(order.contactPhone)),
    arrivalTime: order.arrivalTime,
    remark: order.remark,
    nights: nightSums(lines),
    ...moneyOf(order),
    couponId: order.grantId,
    payBefore: instantText(order.payBefore),
    placedAt: instantText(order.placedAt),
    cancelPolicy: policyView(terms.policy, applyRules(terms.policy, refundable(order, lines)), language),
  }
}

/** The sums of an order. */
function moneyOf(order: Order) {
  const { subtotalFen, discountFen, totalFen, paidFen, refundedFen } = order
  return { subtotalFen, discountFen, totalFen, paidFen, refundedFen, balanceFen: Math.max(0, balanceFen(order)) }
}

export function roomView(room: OrderRoom) {
  return {
    id: room.id,
    guestName: room.guestName,
    roomNumber: room.roomNumber,
    state: room.state,
    checkedInAt: instantOrNull(room.checkedInAt),
    checkedOutAt: instantOrNull(room.checkedOutAt),
  }
}

/** For each night the price of one room; what is off and what is charged, of all rooms, add up to the order's sums. */
function nightSums(lines: readonly OrderLine[]) {
  return [...Map.groupBy(lines, (line) => line.night)].map(([night, rooms]) => {
    const chargedFen = sumFen(rooms.map((line) => line.shareFen))
    const discountFen = sumFen(rooms.map((line) => line.priceFen)) - chargedFen
    return { night, priceFen: rooms[0]!.priceFen, discountFen, chargedFen }
  })
}

function clockText(minutes: number): string {
  const two = (part: number) => String(part).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** What a cancellation is reckoned of: the lines that were paid for, or all of them while nothing is. */
function refundable(order: Order, lines: readonly OrderLine[]): CancellableStay {
  const paid = lines.filter((line) => line.paymentId !== null)
  return { stay: order, clock: order.terms.clock, lines: paid.length > 0 ? paid : lines }
}

/** An invoice, to its guest and to staff alike. */
export function invoiceView(invoice: Invoice) {
  return { ...invoice, askedAt: instantText(invoice.askedAt), issuedAt: instantOrNull(invoice.issuedAt) }
}

/** What cancelling would return, by night. */
export function cancellationView(preview: Cancellation) {
  const { cancellable, paidFen, refundFen, keptFen, kept, until, parts } = preview
  return {
    cancellable,
    paidFen,
    refundFen,
    keptFen,
    kept,
    until: instantOrNull(until),
    nights: refundsByNight(parts),
  }
}

/** What goes back for each night, of all rooms. */
export function refundsByNight(parts: readonly RefundPart[]): { night: Night; refundFen: Fen }[] {
  return [...Map.groupBy(parts, ({ night }) => night)].map(([night, of]) => ({
    night,
    refundFen: sumFen(of.map(({ amountFen }) => amountFen)),
  }))
}

/** What was told of each step, by its number. */
export type NoticesBySeq = ReadonlyMap<number, StepNotice>

/** The story as the guest may see it: no names of staff, no remarks between them. */
export function guestStory({ events, acts }: OrderStory, notices: NoticesBySeq): { items: StoryStep[] } {
  const steps = [
    ...events.map((event) => ({ at: event.at, step: event.to, by: whoDid(event), ...noticeOf(event, notices) })),
    ...acts.flatMap((act) => actStep(act)),
  ]
  steps.sort((a, b) => a.at - b.at)
  return { items: steps.map((step) => ({ ...step, at: instantText(step.at) })) }
}

function noticeOf({ seq }: OrderEvent, notices: NoticesBySeq): { notice?: StepNotice } {
  const notice = notices.get(seq)
  return notice ? { notice } : {}
}

function actStep(act: OrderAct) {
  const step = guestSteps.find((name) => name === act.kind)
  if (!step) return []
  const refundFen = act.detail.refundFen
  return [{ at: act.at, step, by: whoDid(act), ...(typeof refundFen === 'number' ? { refundFen } : {}) }]
}

function whoDid({ actor }: Pick<OrderEvent | OrderAct, 'actor'>): StoryStep['by'] {
  if (actor.startsWith('guest:')) return 'guest'
  return actor.startsWith('staff:') ? 'hotel' : 'system'
}
