import { editInventory } from '../../contract/admin/inventory.ts'
import { checkIn, checkOut, getOrder, markNoShow } from '../../contract/admin/orders.ts'
import { listRooms } from '../../contract/admin/rooms.ts'
import type { Client } from '../../contract/client.ts'
import { listMyCoupons } from '../../contract/guest/coupons.ts'
import { type GuestOrder, listMyOrders } from '../../contract/guest/orders.ts'
import { bindPhone, loginGuest, logoutGuest } from '../../contract/guest/session.ts'
import { clientAt } from '../../proof/house/client-at.ts'
import { bearer, type GuestWish, type Guest as KnownGuest } from '../../proof/house/guest.ts'
import { until } from '../../proof/house/until.ts'
import type { Visit } from '../../proof/house/visit.ts'
import type { Night } from '../../server/kernel/stay.ts'

export type { GuestWish } from '../../proof/house/guest.ts'

/** A person with a phone, signed in at the product as its web page does it unless said otherwise. */
export interface Guest extends KnownGuest {
  /** As the app keeps it. */
  session: { token: string; member: KnownGuest['member'] }
  /** Has been in the mini-program and gives the phone number WeChat knows. */
  bindPhone(): Promise<void>
  /** The welcome coupon is there. */
  hasCoupon(): Promise<void>
  /** This session ends, or the one of that token. */
  signOut(token?: string): Promise<void>
  /** All of them, the newest first. */
  orders(): Promise<GuestOrder[]>
  /** Waits until the order is there. */
  becomes(orderId: string, status: GuestOrder['status']): Promise<GuestOrder>
}

/** Books without a coupon unless one is named. */
export async function guestOf({ url, sandbox, anyone, guest: arrive }: Visit, wish: GuestWish = {}): Promise<Guest> {
  const guest = await arrive({ via: 'web', ...wish })
  const { client, token, member, person } = guest
  return {
    ...guest,
    session: { token, member },
    book: (booking, key) => guest.book({ couponId: 'none', ...booking }, key),
    orders: async () => (await client.call(listMyOrders, { query: { limit: 100 } })).items,
    async signOut(other = token) {
      await clientAt(url, bearer(other)).call(logoutGuest)
    },
    async bindPhone() {
      const code = await sandbox.loginCode(person.userId, 'mini')
      await anyone.call(loginGuest, { body: { code, via: 'mini' } })
      await client.call(bindPhone, { body: { code: await sandbox.phoneCode(person.userId) } })
    },
    async hasCoupon() {
      const some = async () => (await client.call(listMyCoupons, { query: { state: 'usable' } })).items.length > 0
      await until(some, 'no welcome coupon came')
    },
    async becomes(orderId, status) {
      let now = await guest.order(orderId)
      const isThere = async () => {
        now = await guest.order(orderId)
        return now.status === status
      }
      await until(isThere, () => `${orderId} is ${now.status}, not ${status}`)
      return now
    },
  }
}

/** What the hotel does with an order and with its nights. */
export interface Desk {
  client: Client
  checkIn(orderId: string): Promise<void>
  checkOut(orderId: string): Promise<void>
  noShow(orderId: string): Promise<void>
  /** Nights of the king room or the one named, from the first, before the second: other stock, other price. */
  set(
    nights: { hotelId: string; roomTypeId?: string; ratePlanId?: string; from: Night; to: Night },
    to: Stock,
  ): Promise<void>
}

type Stock = { total: number } | { closed: boolean } | { priceFen: number } | { minStay: number }

export function deskOf(client: Client): Desk {
  return {
    client,
    async checkIn(orderId) {
      const order = await client.call(getOrder, { params: { id: orderId } })
      const { hotelId, roomTypeId } = order
      const query = { hotelId, roomTypeId, checkIn: order.checkIn, checkOut: order.checkOut }
      const { items } = await client.call(listRooms, { query })
      const roomIds = items.slice(0, order.rooms).map(({ id }) => id)
      await client.call(checkIn, { params: { id: orderId }, body: { roomIds } })
    },
    async checkOut(orderId) {
      await client.call(checkOut, { params: { id: orderId }, body: {} })
    },
    async noShow(orderId) {
      await client.call(markNoShow, { params: { id: orderId } })
    },
    async set({ hotelId, roomTypeId, ratePlanId, from, to }, set) {
      const { refused } = await client.call(editInventory, {
        body: {
          hotelId,
          ...(roomTypeId ? { roomTypeIds: [roomTypeId] } : {}),
          ...(ratePlanId ? { ratePlanIds: [ratePlanId] } : {}),
          from,
          to,
          set,
        },
      })
      if (refused.length > 0) throw new Error(`refused: ${JSON.stringify(refused)}`)
    },
  }
}
