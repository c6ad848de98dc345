import { listRooms } from '../../contract/admin/catalogue.ts'
import { editInventory } from '../../contract/admin/inventory.ts'
import { checkIn, checkOut, getOrder, markNoShow } from '../../contract/admin/orders.ts'
import { signInStaff } from '../../contract/admin/session.ts'
import type { Client } from '../../contract/client.ts'
import { listMyCoupons } from '../../contract/guest/coupons.ts'
import { makeQuote } from '../../contract/guest/offers.ts'
import { type GuestOrder, getMyOrder, listMyOrders, payOrder, placeOrder } from '../../contract/guest/orders.ts'
import { bindPhone, loginGuest, logoutGuest } from '../../contract/guest/session.ts'
import type { NoticeTemplate } from '../../contract/notice-templates.ts'
import { newId } from '../../server/kernel/ids.ts'
import type { Night } from '../../server/kernel/stay.ts'
import type { Person, SandboxClient } from '../../wechat-sandbox/client.ts'

import { until } from './house.ts'

export interface Booking {
  roomTypeId: string
  ratePlanId: string
  checkIn: Night
  checkOut: Night
  rooms?: number
  /**  Default none; null is the best there is. */
  couponId?: string | null
  consents?: NoticeTemplate[]
}

export type { Person }

/** A person with a phone, signed in at the product as its web page does it. */
export interface Guest {
  person: Person
  session: { token: string; member: { id: string; nickname: string; phoneMasked: string | null } }
  client: Client
  book(booking: Booking): Promise<GuestOrder>
  /** Has been in the mini-program and gives the phone number WeChat knows. */
  bindPhone(): Promise<void>
  /** The welcome coupon is there. */
  hasCoupon(): Promise<void>
  /** Asks for WeChat's pay sheet and leaves it open; the prepay id. */
  openTrade(orderId: string): Promise<string>
  /** This session ends, or the one of that token. */
  signOut(token?: string): Promise<void>
  pay(orderId: string, notify?: Parameters<SandboxClient['pay']>[2]): Promise<void>
  order(orderId: string): Promise<GuestOrder>
  /** All of them, the newest first. */
  orders(): Promise<GuestOrder[]>
  /** Waits until the order is there. */
  becomes(orderId: string, status: GuestOrder['status']): Promise<GuestOrder>
}

type ClientWith = (headers: Record<string, string>) => Client

interface GuestWish {
  wish: { nickname?: string; phone?: string }
  via: 'mini' | 'web'
  sandbox: SandboxClient
  clientWith: ClientWith
}

export async function guestOf({ wish, via, sandbox, clientWith }: GuestWish): Promise<Guest> {
  const person = await sandbox.createUser(wish)
  const code = await sandbox.loginCode(person.userId, via)
  const { token, member } = await clientWith({}).call(loginGuest, { body: { code, via } })
  const client = clientWith({ authorization: `Bearer ${token}` })
  const order = (orderId: string) => client.call(getMyOrder, { params: { id: orderId } })
  const openTrade = async (orderId: string) => {
    const parameters = await client.call(payOrder, { params: { id: orderId }, idempotencyKey: newId('key') })
    return (await sandbox.openPaySheet(parameters)).prepayId
  }
  return {
    person,
    session: { token, member },
    client,
    order,
    orders: async () => (await client.call(listMyOrders, { query: { limit: 100 } })).items,
    async book({ consents, couponId = 'none', rooms = 1, ...booking }) {
      const quote = await client.call(makeQuote, { body: { ...booking, rooms, couponId } })
      if (consents) await sandbox.consent(person.userId, consents, 'accept')
      return client.call(placeOrder, {
        idempotencyKey: newId('key'),
        body: {
          ...booking,
          rooms,
          guests: Array.from({ length: rooms }, () => ({ name: '林知远' })),
          contactPhone: '13800001234',
          couponId: quote.couponId,
          expectedTotalFen: quote.totalFen,
          ...(consents ? { consents } : {}),
        },
      })
    },
    openTrade,
    async pay(orderId, notify) {
      await sandbox.pay(await openTrade(orderId), person.userId, notify)
    },
    async signOut(other) {
      await (other ? clientWith({ authorization: `Bearer ${other}` }) : client).call(logoutGuest)
    },
    async bindPhone() {
      const code = await sandbox.loginCode(person.userId, 'mini')
      await clientWith({}).call(loginGuest, { body: { code, via: 'mini' } })
      await client.call(bindPhone, { body: { code: await sandbox.phoneCode(person.userId) } })
    },
    async hasCoupon() {
      const some = async () => (await client.call(listMyCoupons, { query: { state: 'usable' } })).items.length > 0
      await until(some, 'no welcome coupon came')
    },
    async becomes(orderId, status) {
      let now = await order(orderId)
      const isThere = async () => {
        now = await order(orderId)
        return now.status === status
      }
      await until(isThere, `${orderId} is ${now.status}, not ${status}`)
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

export async function deskOf({
  url,
  password,
  clientWith,
}: {
  url: string
  password: string
  clientWith: ClientWith
}): Promise<Desk> {
  const answer = await fetch(`${url}${signInStaff.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'manager', password }),
  })
  if (!answer.ok) throw new Error(`the manager's sign-in answered ${answer.status}`)
  const { csrfToken } = (await answer.json()) as { csrfToken: string }
  const client = clientWith({ cookie: answer.headers.getSetCookie()[0]!.split(';')[0]!, 'x-csrf-token': csrfToken })
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
