import assert from 'node:assert/strict'
import { checkIn, checkOut } from '../contract/admin/orders.ts'
import { noticeTemplates } from '../contract/notice-templates.ts'
import { newId } from '../server/kernel/ids.ts'
import type { Night } from '../server/kernel/stay.ts'
import { SandboxRefused } from '../wechat-sandbox/client.ts'
import type { CrashHouse } from './crash-house.ts'
import { king } from './house/demo.ts'
import type { Guest } from './house/guest.ts'

/** A guest and the order they are about to make or have made; every case has a night of its own. */
export interface Booking {
  guest: Guest
  stay: { checkIn: Night; checkOut: Night }
  totalFen: number
  /** Places the order, or answers the one that its key has made already. */
  place(): Promise<string>
}

/** One thing done to the house: safe to ask for again, and what must be so when it happened once. */
export interface Step {
  act(): Promise<unknown>
  happenedOnce(): Promise<void>
}

let nights = 2

export const tries: Record<'placing' | 'paying' | 'refunding' | 'checking out', (house: CrashHouse) => Promise<Step>> =
  {
    async placing(house) {
      const booking = await newBooking(house)
      return {
        act: booking.place,
        async happenedOnce() {
          const orders = await house.rows<{ id: string; status: string }>(
            'select id, status from orders where check_in = ? and room_type_id = ?',
            booking.stay.checkIn,
            king.roomTypeId,
          )
          assert.deepEqual(orders, [{ id: await booking.place(), status: 'awaiting_payment' }])
          await toldAtMostOnce(house, booking)
        },
      }
    },

    async paying(house) {
      const booking = await newBooking(house)
      const orderId = await booking.place()
      const key = newId('key')
      return {
        act: () => pay(house, booking, { orderId, key }),
        async happenedOnce() {
          assert.equal(await statusOf(house, orderId), 'paid')
          await movedMoney(house, orderId, { payments: [booking.totalFen], refunds: [] })
          await toldAtMostOnce(house, booking)
        },
      }
    },

    async refunding(house) {
      const booking = await newBooking(house)
      const orderId = await paidOrder(house, booking)
      return {
        async act() {
          if ((await statusOf(house, orderId)) !== 'paid') return // done before the server died
          await booking.guest.cancel(orderId, booking.totalFen)
        },
        async happenedOnce() {
          assert.equal(await statusOf(house, orderId), 'refunded')
          await movedMoney(house, orderId, { payments: [booking.totalFen], refunds: [booking.totalFen] })
          await toldAtMostOnce(house, booking)
        },
      }
    },

    async 'checking out'(house) {
      const booking = await newBooking(house, { checkIn: await house.day(0), checkOut: await house.day(1) })
      const orderId = await paidOrder(house, booking)
      const { client: desk } = await house.staff()
      await desk.call(checkIn, { params: { id: orderId }, body: { roomIds: [await freeRoom(house)] } })
      return {
        async act() {
          if ((await statusOf(house, orderId)) !== 'checked_in') return
          await desk.call(checkOut, { params: { id: orderId }, body: {} })
        },
        async happenedOnce() {
          assert.equal(await statusOf(house, orderId), 'finished')
          const coupons = await house.rows<{ source_type: string }>(
            'select source_type from coupon_grant where source_id = ?',
            orderId,
          )
          assert.deepEqual(coupons, [{ source_type: 'check_out' }])
          await toldAtMostOnce(house, booking)
        },
      }
    },
  }

async function newBooking(house: CrashHouse, wished?: Booking['stay']): Promise<Booking> {
  nights += 1
  const stay = wished ?? { checkIn: await house.day(nights), checkOut: await house.day(nights + 1) }
  const guest = await house.guest()
  const wish = await guest.quote({ ...king, ...stay, consents: [...noticeTemplates] })
  const key = newId('key')
  return { guest, stay, totalFen: wish.expectedTotalFen, place: async () => (await guest.place(wish, key)).id }
}

async function paidOrder(house: CrashHouse, booking: Booking): Promise<string> {
  const orderId = await booking.place()
  await pay(house, booking, { orderId, key: newId('key') })
  await house.quiet()
  assert.equal(await statusOf(house, orderId), 'paid')
  return orderId
}

/** Opens the pay sheet and pays, as far as that is not done yet. */
async function pay(house: CrashHouse, { guest }: Booking, { orderId, key }: { orderId: string; key: string }) {
  if ((await statusOf(house, orderId)) !== 'awaiting_payment') return
  const prepayId = await guest.openSheet(orderId, key)
  await house.sandbox.pay(prepayId, guest.person.userId).catch((error: unknown) => {
    if (!(error instanceof SandboxRefused)) throw error // refused: paid already
  })
}

async function statusOf(house: CrashHouse, orderId: string): Promise<string | undefined> {
  const [order] = await house.rows<{ status: string }>('select status from orders where id = ?', orderId)
  return order?.status
}

async function freeRoom(house: CrashHouse): Promise<string> {
  const [room] = await house.rows<{ id: string }>(
    `select id from room where room_type_id = ? and state = 'clean' and id not in (select room_id from room_night)`,
    king.roomTypeId,
  )
  return room!.id
}

/** What WeChat moved for an order, by WeChat's own ledger, and that the books say the same. */
async function movedMoney(house: CrashHouse, orderId: string, expected: { payments: number[]; refunds: number[] }) {
  const trades = await house.rows<{ no: string }>('select out_trade_no as no from trade where subject_id = ?', orderId)
  const own = (await house.sandbox.ledger()).filter(({ outTradeNo }) => trades.some(({ no }) => no === outTradeNo))
  const amounts = (wanted: string) => own.filter(({ kind }) => kind === wanted).map(({ amountFen }) => amountFen)
  assert.deepEqual({ payments: amounts('payment'), refunds: amounts('refund_settled') }, expected)
  const booked = await house.rows<{ fen: number }>(
    'select amount_fen as fen from payment where subject_id = ?',
    orderId,
  )
  const back = await house.rows<{ fen: number }>('select amount_fen as fen from refund where subject_id = ?', orderId)
  assert.deepEqual({ payments: booked.map(({ fen }) => fen), refunds: back.map(({ fen }) => fen) }, expected)
}

/** No message reached the guest twice; one whose fate died with the server is never sent again by itself. */
async function toldAtMostOnce(house: CrashHouse, { guest }: Booking): Promise<void> {
  const messages = await house.sandbox.messages({ userId: guest.person.userId })
  const templates = messages.map(({ template }) => template)
  assert.equal(new Set(templates).size, templates.length, `told twice: ${templates}`)
}
