import { instantText, type Language, textIn } from '../../../contract/format.ts'
import type { Handle } from '../../database/handle.ts'
import type { Sealer } from '../../ports/sealer.ts'
import { consentsOfMany } from './consents.ts'
import { phonePurpose } from './new-order.ts'
import { wholeOrders } from './reads.ts'
import { membersAmong, membersAt, membersFound, ordersOfMemberAt, type Where } from './store/members.ts'

/** What orders say of members to the staff of those branches. */
export function membersOfBranches({ sealer }: { sealer: Sealer }) {
  return {
    membersAt,
    membersAmong,
    /** By an order's number, a guest's name or a contact phone. See `store/members.ts`. */
    membersFound: (handle: Handle, wish: { hotelIds: Where; text: string; after: string; limit: number }) =>
      membersFound(handle, { ...wish, phoneIndex: sealer.blindIndex(phonePurpose, wish.text.replace(/\D/g, '')) }),

    /** A member's stays there with the notices they allowed, the newest first. */
    async staysOfMember(
      handle: Handle,
      { language, ...wish }: { memberId: string; hotelIds: Where; language: Language; limit: number },
    ) {
      const orders = await ordersOfMemberAt(handle, wish)
      const given = await consentsOfMany(
        handle,
        orders.map(({ id }) => id),
      )
      return (await wholeOrders(handle, orders)).map(({ order, rooms }) => ({
        orderId: order.id,
        orderNo: order.orderNo,
        status: order.status,
        hotelId: order.hotelId,
        hotelName: textIn(language, order.terms.hotelName),
        roomTypeName: textIn(language, order.terms.roomTypeName),
        guestNames: rooms.map(({ guestName }) => guestName),
        checkIn: order.checkIn,
        checkOut: order.checkOut,
        rooms: order.rooms,
        totalFen: order.totalFen,
        paidFen: order.paidFen,
        refundedFen: order.refundedFen,
        placedAt: instantText(order.placedAt),
        noticesGiven: (given.get(order.id) ?? []).map(({ template, at }) => ({
          notice: template,
          givenAt: instantText(at),
        })),
      }))
    },
  }
}
