import type { DeskStay as DeskStayView } from '../../../contract/admin/desk.ts'
import { instantOrNull, instantText, type Language, textIn } from '../../../contract/format.ts'
import { hotelDay, type Instant, instantAt, nightsBetween } from '../../kernel/stay.ts'
import type { Sealer } from '../../ports/sealer.ts'
import { maskPhone } from '../members/index.ts'
import { balanceFen, type DeskStay, type Order } from '../orders/index.ts'
import type { RoomState } from '../rooms/index.ts'

export type Overdue = DeskStayView['overdue']

/**
 * Who is later than agreed: nobody came by the end of the hotel day of check-in, or the time of leaving has passed and
 * they are still in.
 */
export function overdueOf({ status, checkIn, checkOut, terms }: Order, now: Instant): Overdue {
  if (status === 'paid' && hotelDay(now, terms.clock) > checkIn) return 'did_not_come'
  const leaveBy = instantAt(checkOut, terms.checkOutUntilMinutes, terms.clock.zone)
  return status === 'checked_in' && now > leaveBy ? 'should_have_left' : null
}

/** What is still owed, and until when it must be paid where the rooms depend on it. */
export function dueOf(order: Order): { balanceFen: number; payBefore: string | null } {
  const waits = order.status === 'awaiting_payment'
  return { balanceFen: Math.max(0, balanceFen(order)), payBefore: waits ? instantText(order.payBefore) : null }
}

/** A stay as a row of the desk. */
export function stayView(
  { order, rooms }: DeskStay,
  by: { sealer: Pick<Sealer, 'open'>; states: ReadonlyMap<string, RoomState>; language: Language; now: Instant },
): DeskStayView {
  const { terms, totalFen, paidFen, refundedFen } = order
  return {
    orderId: order.id,
    orderNo: order.orderNo,
    status: order.status,
    source: order.source,
    memberId: order.memberId,
    rooms: rooms.map((room) => ({
      id: room.id,
      guestName: room.guestName,
      state: room.state,
      roomId: room.roomId,
      roomNumber: room.roomNumber,
      roomState: (room.roomId && by.states.get(room.roomId)) || null,
      checkedInAt: instantOrNull(room.checkedInAt),
      checkedOutAt: instantOrNull(room.checkedOutAt),
    })),
    roomTypeId: order.roomTypeId,
    roomTypeName: textIn(by.language, terms.roomTypeName),
    ratePlanName: textIn(by.language, terms.ratePlanName),
    breakfast: terms.breakfast,
    checkIn: order.checkIn,
    checkOut: order.checkOut,
    nights: nightsBetween(order.checkIn, order.checkOut),
    totalFen,
    paidFen,
    refundedFen,
    ...dueOf(order),
    phoneMasked: order.contactPhone === null ? null : maskPhone(by.sealer.open(order.contactPhone)),
    arrivalTime: order.arrivalTime,
    remark: order.remark,
    overdue: overdueOf(order, by.now),
    version: order.version,
  }
}
