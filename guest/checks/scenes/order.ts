import { cancelMyOrder, previewCancellation } from '../../../contract/guest/orders.ts'
import { kit } from '../../src/texts/kit.ts'
import { order as orderTexts } from '../../src/texts/order.ts'
import type { Guest } from '../house.ts'
import { cutOff, hang, type Play, refuse, riverKing, type Scene, shows, tap } from './scene.ts'

const advance = { roomTypeId: riverKing.roomTypeId, ratePlanId: 'rpl_chengdu_wangjiang_1_advance' }
const pathOf = (id: string) => `/pages/order/index?id=${id}`

async function cancel(guest: Guest, id: string): Promise<void> {
  const { refundFen } = await guest.client.call(previewCancellation, { params: { id } })
  await guest.client.call(cancelMyOrder, { params: { id }, body: { expectedRefundFen: refundFen } })
}

/** An order that has got somewhere, opened on its own page. */
function orderScene(name: string, make: (play: Play, guest: Guest) => Promise<{ id: string }>): Scene {
  return {
    name,
    async play(play) {
      const guest = await play.guest()
      const { id } = await make(play, guest)
      return play.open(pathOf(id), { guest })
    },
  }
}

/** The sheet that says what cancelling returns, over an order. */
function cancelScene(name: string, make: (play: Play, guest: Guest) => Promise<{ id: string }>): Scene {
  const scene = orderScene(name, make)
  return {
    name,
    async play(play) {
      const stage = await scene.play(play)
      await tap(stage, play.say(orderTexts)('cancelOrder'))
      await stage.page.getByRole('dialog').waitFor()
      return stage
    },
  }
}

const couponArrives = (guest: Guest) => guest.hasCoupon()

export const orderScenes: Scene[] = [
  orderScene('order-to-pay', (play, guest) => play.order(guest)),
  orderScene('order-to-pay-coupon', async (play, guest) => {
    await couponArrives(guest)
    return play.order(guest, { couponId: null, consents: ['paid'] })
  }),
  orderScene('order-to-arrive', (play, guest) => play.order(guest, { paid: true })),
  orderScene('order-to-arrive-today', (play, guest) => play.order(guest, { paid: true, from: 0 })),
  orderScene('order-to-arrive-rooms', (play, guest) => play.order(guest, { paid: true, rooms: 3, nights: 3 })),
  orderScene('order-staying', async (play, guest) => {
    const order = await play.order(guest, { paid: true, from: 0 })
    await (await play.desk()).checkIn(order.id)
    return order
  }),
  orderScene('order-finished', async (play, guest) => {
    const order = await play.order(guest, { paid: true, from: 0, nights: 1 })
    const desk = await play.desk()
    await desk.checkIn(order.id)
    await desk.checkOut(order.id)
    return order
  }),
  orderScene('order-cancelled', async (play, guest) => {
    const order = await play.order(guest)
    await cancel(guest, order.id)
    await guest.becomes(order.id, 'cancelled')
    return order
  }),
  orderScene('order-cancelled-kept', async (play, guest) => {
    const order = await play.order(guest, { ...advance, paid: true })
    await cancel(guest, order.id)
    await guest.becomes(order.id, 'cancelled')
    return order
  }),
  orderScene('order-cancelling', async (play, guest) => {
    const order = await play.order(guest)
    await guest.openSheet(order.id)
    await play.house.sandbox.addFault({ path: '/v3/pay/transactions/*', kind: 'refuse', times: 1_000 })
    await cancel(guest, order.id)
    await guest.becomes(order.id, 'cancelling')
    return order
  }),
  orderScene('order-refunding', async (play, guest) => {
    const order = await play.order(guest, { paid: true })
    await play.house.sandbox.addFault({ path: '/v3/refund/*', kind: 'outcome', outcome: 'PROCESSING', times: 1_000 })
    await cancel(guest, order.id)
    await guest.becomes(order.id, 'refunding')
    return order
  }),
  orderScene('order-refunded', async (play, guest) => {
    const order = await play.order(guest, { paid: true })
    await cancel(guest, order.id)
    return guest.becomes(order.id, 'refunded')
  }),
  cancelScene('order-cancel-unpaid', (play, guest) => play.order(guest)),
  cancelScene('order-cancel-free', (play, guest) => play.order(guest, { paid: true })),
  cancelScene('order-cancel-part', async (play, guest) => {
    await couponArrives(guest)
    return play.order(guest, { paid: true, from: 0, couponId: null })
  }),
  cancelScene('order-cancel-nothing', (play, guest) => play.order(guest, { ...advance, paid: true })),
  {
    name: 'order-loading',
    moving: true,
    async play(play) {
      const stage = await play.stage({ guest: await play.guest() })
      await hang(stage, '**/api/guest/orders/*')
      await stage.open(pathOf('ord_slow'))
      await stage.page.locator('[aria-busy=true]').first().waitFor()
      return stage
    },
  },
  {
    name: 'order-offline',
    async play(play) {
      const stage = await play.stage({ guest: await play.guest() })
      await cutOff(stage)
      await stage.open(pathOf('ord_far'))
      await shows(stage, play.say(kit)('offlineTitle'))
      return stage
    },
  },
  {
    name: 'order-stale',
    async play(play) {
      const guest = await play.guest()
      const order = await play.order(guest, { paid: true })
      const stage = await play.open(pathOf(order.id), { guest })
      await stage.settled()
      await cutOff(stage)
      await stage.page.evaluate("location.hash = '#/pages/orders/index'")
      await shows(stage, play.say(kit)('offlineTitle'))
      await stage.page.evaluate('history.back()')
      await shows(stage, play.say(kit)('stale'))
      return stage
    },
  },
  {
    name: 'order-broken',
    async play(play) {
      const stage = await play.stage({ guest: await play.guest() })
      await refuse(stage, { address: '**/api/guest/orders/*', status: 500, code: 'internal_error', title: '' })
      await stage.open(pathOf('ord_broken'))
      await shows(stage, play.say(kit)('brokenTitle'))
      return stage
    },
  },
  {
    name: 'order-busy',
    moving: true,
    async play(play) {
      const stage = await play.stage({ guest: await play.guest() })
      const title = play.say(kit)('busyTitle')
      await refuse(stage, { address: '**/api/guest/orders/*', status: 503, code: 'unavailable', title, retryAfterS: 8 })
      await stage.open(pathOf('ord_busy'))
      await shows(stage, title)
      return stage
    },
  },
  {
    name: 'order-not-found',
    async play(play) {
      const stage = await play.open(pathOf('ord_of_somebody_else'), { guest: await play.guest() })
      await stage.page.getByRole('alert').filter({ visible: true }).first().waitFor()
      return stage
    },
  },
  {
    name: 'order-session-ended',
    async play(play) {
      const guest = await play.guest()
      const order = await play.order(guest)
      await guest.signOut()
      const stage = await play.open(pathOf(order.id), { guest, where: 'browser' })
      await shows(stage, play.say(kit)('signInEndedTitle'))
      return stage
    },
  },
  {
    name: 'order-needs-wechat',
    async play(play) {
      const stage = await play.open(pathOf('ord_of_somebody'), { where: 'browser' })
      await shows(stage, play.say(kit)('needsWeChatTitle'))
      return stage
    },
  },
]
