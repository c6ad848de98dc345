import type { Client } from '../../contract/client.ts'
import { makeQuote } from '../../contract/guest/offers.ts'
import { cancelMyOrder, type GuestOrder, getMyOrder, payOrder, placeOrder } from '../../contract/guest/orders.ts'
import { loginGuest } from '../../contract/guest/session.ts'
import type { NoticeTemplate } from '../../contract/notice-templates.ts'
import type { BodyOf, ReplyOf } from '../../contract/operation.ts'
import { newId } from '../../server/kernel/ids.ts'
import type { Night } from '../../server/kernel/stay.ts'
import type { Person, SandboxClient } from '../../wechat-sandbox/client.ts'
import { clientAt } from './client-at.ts'

export interface Booking {
  roomTypeId: string
  ratePlanId: string
  checkIn: Night
  checkOut: Night
  /** One unless said otherwise, each with a guest. */
  rooms?: number
  /** The best there is unless said otherwise; `none` for none. */
  couponId?: string | null
  /** Given in WeChat as well. */
  consents?: NoticeTemplate[]
}

/** What is sent to book, at the quoted total. */
export type OrderWish = BodyOf<typeof placeOrder>

export interface GuestWish {
  nickname?: string
  phone?: string
  via?: 'mini' | 'web'
}

/** A person with a phone: their WeChat, and the product's API as they call it. */
export interface Guest {
  person: Person
  member: ReplyOf<typeof loginGuest>['member']
  token: string
  client: Client
  quote(booking: Booking): Promise<OrderWish>
  place(wish: OrderWish, idempotencyKey?: string): Promise<GuestOrder>
  /** Quotes, and places at the quoted total. */
  book(booking: Booking, idempotencyKey?: string): Promise<GuestOrder>
  /** Asks for WeChat's pay sheet and leaves it open; its prepay id. */
  openSheet(orderId: string, idempotencyKey?: string): Promise<string>
  /** Opens the pay sheet and pays. */
  pay(orderId: string, notify?: Parameters<SandboxClient['pay']>[2]): Promise<void>
  /** Cancels, having been told that so much comes back. */
  cancel(orderId: string, expectedRefundFen: number): Promise<GuestOrder>
  order(orderId: string): Promise<GuestOrder>
}

/** What the bearer of a guest's token says with every call. */
export const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

/** A new person who has just signed in. */
export async function newGuest(
  { url, sandbox }: { url: string; sandbox: SandboxClient },
  { via = 'mini', ...wish }: GuestWish = {},
): Promise<Guest> {
  const person = await sandbox.createUser(wish)
  const code = await sandbox.loginCode(person.userId, via)
  const { token, member } = await clientAt(url).call(loginGuest, { body: { code, via } })
  const client = clientAt(url, bearer(token))
  const guest: Guest = {
    person,
    member,
    token,
    client,
    async quote({ consents, rooms = 1, couponId = null, ...stay }) {
      const quote = await client.call(makeQuote, { body: { ...stay, rooms, couponId } })
      if (consents) await sandbox.consent(person.userId, consents)
      return {
        ...stay,
        rooms,
        guests: Array.from({ length: rooms }, () => ({ name: '林知远' })),
        contactPhone: '13800001234',
        couponId: quote.couponId,
        expectedTotalFen: quote.totalFen,
        ...(consents ? { consents } : {}),
      }
    },
    place: (body, idempotencyKey = newId('key')) => client.call(placeOrder, { idempotencyKey, body }),
    book: async (booking, idempotencyKey) => guest.place(await guest.quote(booking), idempotencyKey),
    async openSheet(id, idempotencyKey = newId('key')) {
      const parameters = await client.call(payOrder, { params: { id }, idempotencyKey })
      return (await sandbox.openPaySheet(parameters)).prepayId
    },
    async pay(orderId, notify) {
      await sandbox.pay(await guest.openSheet(orderId), person.userId, notify)
    },
    cancel: (id, expectedRefundFen) => client.call(cancelMyOrder, { params: { id }, body: { expectedRefundFen } }),
    order: (id) => client.call(getMyOrder, { params: { id } }),
  }
  return guest
}
