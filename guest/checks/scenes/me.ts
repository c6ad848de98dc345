import { askInvoice } from '../../../contract/guest/invoices.ts'
import { coupons as couponTexts } from '../../src/texts/coupons.ts'
import { invoices as invoiceTexts } from '../../src/texts/invoices.ts'
import { kit } from '../../src/texts/kit.ts'
import { me as meTexts } from '../../src/texts/me.ts'
import { missing as missingTexts } from '../../src/texts/missing.ts'
import { notices as noticeTexts } from '../../src/texts/notices.ts'
import { orders as orderTexts } from '../../src/texts/orders.ts'
import type { Guest } from '../house.ts'
import type { Stage } from '../web/stage.ts'
import { cutOff, like, type Play, type Scene, shows, tap } from './scene.ts'

const mePath = '/pages/me/index'

/** A stay that is over. */
async function stayed(play: Play, guest: Guest): Promise<{ id: string }> {
  const order = await play.order(guest, { paid: true, from: 0, nights: 1, ...nextRoom() })
  const desk = await play.desk()
  await desk.checkIn(order.id)
  await desk.checkOut(order.id)
  return order
}

const twin = { roomTypeId: 'rmt_beijing_huiwa_2', ratePlanId: 'rpl_beijing_huiwa_2_flexible' }
const tonight = ['beijing_huiwa_1', 'beijing_huiwa_2', 'shenzhen_haijia_1', 'chengdu_huaili_1', 'chengdu_huaili_2']
let stays = 0

/** Each stay of tonight takes a room of another kind, for there are only so many of one. */
function nextRoom(): { roomTypeId: string; ratePlanId: string } {
  const room = tonight[stays++ % tonight.length]
  return { roomTypeId: `rmt_${room}`, ratePlanId: `rpl_${room}_flexible` }
}

/** The member's page; a row of it leads to a sheet. */
function meScene(
  name: string,
  act?: (play: Play, stage: Stage) => Promise<unknown>,
  where: 'wechat' | 'phone' = 'wechat',
): Scene {
  return {
    name,
    async play(play) {
      const guest = await play.guest()
      await guest.hasCoupon()
      const stage = await play.open(mePath, { guest, where })
      await stage.settled()
      await act?.(play, stage)
      return stage
    },
  }
}

const row = ({ page }: Stage, text: string) =>
  page.locator('.row').filter({ hasText: text, visible: true }).first().click()
const rowOf = (key: 'phone' | 'language' | 'data' | 'service') => (play: Play, stage: Stage) =>
  row(stage, play.say(meTexts)(key))

/** Orders in many states of one guest. */
async function manyOrders(play: Play, guest: Guest): Promise<void> {
  await stayed(play, guest)
  await play.order(guest, { paid: true })
  await play.order(guest, twin)
}

export const meScenes: Scene[] = [
  {
    name: 'orders',
    async play(play) {
      const guest = await play.guest()
      await manyOrders(play, guest)
      return play.open('/pages/orders/index', { guest })
    },
  },
  {
    name: 'orders-to-pay',
    async play(play) {
      const guest = await play.guest()
      await play.order(guest)
      return play.open('/pages/orders/index?tab=to_pay', { guest })
    },
  },
  {
    name: 'orders-cancel',
    async play(play) {
      const guest = await play.guest()
      await play.order(guest)
      const stage = await play.open('/pages/orders/index?tab=to_pay', { guest })
      await tap(stage, play.say(orderTexts)('cancel'))
      await stage.page.getByRole('dialog').waitFor()
      return stage
    },
  },
  ...(['to_pay', 'staying', 'finished', 'cancelled'] as const).map(
    (tab): Scene => ({
      name: `orders-none-${tab}`,
      play: async (play) => play.open(`/pages/orders/index?tab=${tab}`, { guest: await play.guest() }),
    }),
  ),
  {
    name: 'orders-none',
    async play(play) {
      const stage = await play.open('/pages/orders/index', { guest: await play.guest() })
      await shows(stage, play.say(orderTexts)('emptyRoad'))
      return stage
    },
  },
  {
    name: 'orders-offline',
    async play(play) {
      const stage = await play.stage({ guest: await play.guest() })
      await cutOff(stage)
      await stage.open('/pages/orders/index')
      await shows(stage, play.say(kit)('offlineTitle'))
      return stage
    },
  },
  {
    name: 'coupons',
    async play(play) {
      const guest = await play.guest()
      await guest.hasCoupon()
      return play.open('/pages/coupons/index', { guest })
    },
  },
  {
    name: 'coupons-locked',
    async play(play) {
      const guest = await play.guest()
      await guest.hasCoupon()
      await play.order(guest, { couponId: null })
      const stage = await play.open('/pages/coupons/index', { guest })
      await stage.settled()
      await stage.page.getByRole('tab').nth(1).click()
      return stage
    },
  },
  ...[
    { name: 'coupons-none-used', at: 1, word: 'emptyUsed' as const },
    { name: 'coupons-none-expired', at: 2, word: 'emptyExpired' as const },
  ].map(
    ({ name, at, word }): Scene => ({
      name,
      async play(play) {
        const stage = await play.open('/pages/coupons/index', { guest: await play.guest() })
        await stage.settled()
        await stage.page.getByRole('tab').nth(at).click()
        await shows(stage, play.say(couponTexts)(word))
        return stage
      },
    }),
  ),
  { name: 'me-nobody', play: (play) => play.open(mePath, { where: 'browser' }) },
  meScene('me'),
  {
    name: 'me-trip',
    async play(play) {
      const guest = await play.guest({ phone: '13912345678' })
      await guest.bindPhone()
      await manyOrders(play, guest)
      return play.open(mePath, { guest, where: 'phone' })
    },
  },
  meScene('me-name', (_play, stage) => stage.page.locator('.me-who').click()),
  meScene('me-name-missing', async (play, stage) => {
    await stage.page.locator('.me-who').click()
    await stage.page.getByRole('dialog').getByRole('textbox').fill(' ')
    await tap(stage, play.say(meTexts)('nameSave'))
    await shows(stage, play.say(meTexts)('nameMissing'))
  }),
  meScene('me-phone', rowOf('phone'), 'phone'),
  meScene('me-phone-elsewhere', rowOf('phone')),
  meScene(
    'me-phone-refused',
    async (play, stage) => {
      await rowOf('phone')(play, stage)
      stage.wechat.allowsPhone = false
      await tap(stage, play.say(meTexts)('phoneGet'))
      await shows(stage, play.say(meTexts)('phoneRefused'))
    },
    'phone',
  ),
  meScene(
    'me-phone-bound',
    async (play, stage) => {
      await rowOf('phone')(play, stage)
      await tap(stage, play.say(meTexts)('phoneGet'))
      await shows(stage, like(play.say(meTexts)('phoneDone')))
    },
    'phone',
  ),
  meScene('me-language', rowOf('language')),
  meScene('me-service', rowOf('service')),
  meScene('me-data', rowOf('data')),
  meScene('me-data-made', async (play, stage) => {
    await rowOf('data')(play, stage)
    await row(stage, play.say(meTexts)('export'))
    await shows(stage, like(play.say(meTexts)('exportMade')))
  }),
  meScene('me-close', async (play, stage) => {
    await rowOf('data')(play, stage)
    await row(stage, play.say(meTexts)('close'))
    await tap(stage, play.say(meTexts)('closeSure'), 'checkbox')
  }),
  meScene('me-sign-out', (play, stage) => tap(stage, play.say(meTexts)('signOut'))),
  meScene('me-signed-out', async (play, stage) => {
    await tap(stage, play.say(meTexts)('signOut'))
    await stage.page
      .getByRole('dialog')
      .getByRole('button', { name: play.say(meTexts)('leaveIt'), exact: true })
      .click()
    await shows(stage, play.say(meTexts)('left'))
  }),
  {
    name: 'notices',
    async play(play) {
      const guest = await play.guest()
      await play.order(guest, { paid: true })
      return play.open('/pages/notices/index', { guest, where: 'phone' })
    },
  },
  {
    name: 'notices-off',
    async play(play) {
      const guest = await play.guest()
      await fetch(`${play.house.sandboxUrl}/sandbox/users/${guest.person.userId}/subscriptions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ mainSwitch: false }),
      })
      const stage = await play.open('/pages/notices/index', { guest, where: 'phone' })
      await shows(stage, play.say(noticeTexts)('stateOff'))
      return stage
    },
  },
  {
    name: 'notices-elsewhere',
    async play(play) {
      const stage = await play.open('/pages/notices/index', { where: 'browser' })
      await shows(stage, play.say(noticeTexts)('stateUnknown'))
      return stage
    },
  },
  {
    name: 'invoices',
    async play(play) {
      const guest = await play.guest()
      await stayed(play, guest)
      const { id } = await stayed(play, guest)
      await askFor(guest, id)
      return play.open('/pages/invoices/index', { guest })
    },
  },
  {
    name: 'invoices-none',
    async play(play) {
      const stage = await play.open('/pages/invoices/index', { guest: await play.guest() })
      await shows(stage, play.say(invoiceTexts)('emptyTitle'))
      return stage
    },
  },
  {
    name: 'invoice-ask',
    async play(play) {
      const guest = await play.guest()
      const { id } = await stayed(play, guest)
      return play.open(`/pages/invoices/index?orderId=${id}`, { guest })
    },
  },
  {
    name: 'invoice-faults',
    async play(play) {
      const guest = await play.guest()
      const { id } = await stayed(play, guest)
      const stage = await play.open(`/pages/invoices/index?orderId=${id}`, { guest })
      await stage.page.getByLabel(play.say(invoiceTexts)('taxNumber'), { exact: true }).fill('91310000X')
      await stage.page.getByLabel(play.say(invoiceTexts)('email'), { exact: true }).fill('lin@')
      await tap(stage, like(play.say(invoiceTexts)('send')))
      await shows(stage, play.say(invoiceTexts)('titleMissing'))
      return stage
    },
  },
  {
    name: 'invoice-asked',
    async play(play) {
      const guest = await play.guest()
      const { id } = await stayed(play, guest)
      await askFor(guest, id)
      return play.open(`/pages/invoices/index?orderId=${id}`, { guest })
    },
  },
  { name: 'legal-privacy', play: (play) => play.open('/pages/legal/index?what=privacy') },
  { name: 'legal-terms', play: (play) => play.open('/pages/legal/index?what=terms') },
  {
    name: 'missing',
    async play(play) {
      const stage = await play.open('/pages/of/long/ago')
      await shows(stage, play.say(missingTexts)('heading'))
      return stage
    },
  },
]

async function askFor(guest: Guest, id: string): Promise<void> {
  const body = { title: '成都有路信息技术有限公司', taxNumber: '91310000775785552L', email: 'lin@example.com' }
  await guest.client.call(askInvoice, { params: { id }, body })
}
