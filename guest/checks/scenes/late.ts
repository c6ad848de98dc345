import { hillsKing } from '../../../proof/house/demo.ts'
import { order as orderTexts } from '../../src/texts/order.ts'
import { pay as payTexts } from '../../src/texts/pay.ts'
import type { Guest } from '../house.ts'
import { like, type Play, riverKing, type Scene, shows } from './scene.ts'

const minute = 60
const day = 86_400
const pathOf = (page: 'order' | 'pay', id: string) => `/pages/${page}/index?id=${id}`

const passes = (play: Play, seconds: number) => play.house.sandbox.advanceClock(seconds)

/** Paid in time, but WeChat tells of it only ten minutes after the order has lapsed. */
async function paidAndLapsed(play: Play, guest: Guest): Promise<{ id: string }> {
  const order = await play.order(guest, hillsKing)
  const delayMs = 40 * minute * 1_000
  await guest.pay(order.id, { delayMs })
  const path = '/v3/pay/transactions/out-trade-no/*'
  await play.house.sandbox.addFault({ path, kind: 'error', code: 'ORDER_NOT_EXIST', times: 1_000 })
  await passes(play, 31 * minute)
  await guest.becomes(order.id, 'expired')
  await play.house.sandbox.clearFaults()
  return order
}

/** Scenes whose clock has moved on: each moves it for those after it. */
export const lateScenes: Scene[] = [
  {
    name: 'order-expired',
    async play(play) {
      const guest = await play.guest()
      await guest.hasCoupon()
      const order = await play.order(guest, { couponId: null })
      await passes(play, 31 * minute)
      await guest.becomes(order.id, 'expired')
      return play.open(pathOf('order', order.id), { guest })
    },
  },
  {
    name: 'order-expiring',
    async play(play) {
      const guest = await play.guest()
      const order = await play.order(guest)
      await guest.openSheet(order.id)
      await play.house.sandbox.addFault({ path: '/v3/pay/transactions/*', kind: 'refuse', times: 1_000 })
      await passes(play, 31 * minute)
      await guest.becomes(order.id, 'expiring')
      return play.open(pathOf('order', order.id), { guest })
    },
  },
  {
    name: 'pay-lapses',
    async play(play) {
      const guest = await play.guest()
      const order = await play.order(guest)
      const stage = await play.open(pathOf('pay', order.id), { guest })
      await shows(stage, like(play.say(payTexts)('seeOrder')))
      await passes(play, 31 * minute)
      await guest.becomes(order.id, 'expired')
      // The page looks every fifteen seconds.
      await shows(stage, play.say(orderTexts)('expiredTitle'), 40_000)
      return stage
    },
  },
  {
    name: 'order-late-kept',
    async play(play) {
      const guest = await play.guest()
      const order = await paidAndLapsed(play, guest)
      await passes(play, 10 * minute)
      await guest.becomes(order.id, 'paid')
      return play.open(pathOf('order', order.id), { guest })
    },
  },
  {
    name: 'order-late-gone',
    async play(play) {
      const [guest, other] = [await play.guest(), await play.guest()]
      const { id } = await paidAndLapsed(play, guest)
      const { checkIn, checkOut } = await guest.order(id)
      const taken = await other.book({ ...hillsKing, checkIn, checkOut, rooms: 2 })
      await other.pay(taken.id)
      await passes(play, 10 * minute)
      await guest.becomes(id, 'refunded')
      return play.open(pathOf('order', id), { guest })
    },
  },
  {
    name: 'order-no-show',
    async play(play) {
      const guest = await play.guest()
      const order = await play.order(guest, { ...riverKing, paid: true, from: 0 })
      await passes(play, day)
      await (await play.desk()).noShow(order.id)
      await guest.becomes(order.id, 'no_show')
      return play.open(pathOf('order', order.id), { guest })
    },
  },
  {
    name: 'order-arrives-late',
    async play(play) {
      const guest = await play.guest()
      const order = await play.order(guest, { paid: true, from: 0, nights: 3 })
      await passes(play, day)
      const stage = await play.open(pathOf('order', order.id), { guest })
      await shows(stage, like(play.say(orderTexts)('arriveLateTitle')))
      return stage
    },
  },
  {
    name: 'order-leaves-today',
    async play(play) {
      const guest = await play.guest()
      const order = await play.order(guest, { paid: true, from: 0, nights: 1 })
      await (await play.desk()).checkIn(order.id)
      await passes(play, day)
      const stage = await play.open(pathOf('order', order.id), { guest })
      await shows(stage, like(play.say(orderTexts)('leaveToday')))
      return stage
    },
  },
]
