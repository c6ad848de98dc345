import { booking as bookingTexts } from '../../src/texts/booking.ts'
import { kit } from '../../src/texts/kit.ts'
import { order as orderTexts } from '../../src/texts/order.ts'
import { type Guest, huaili } from '../house.ts'
import type { Stage } from '../web/stage.ts'
import { opensBy, trip } from './finding.ts'
import { cutOff, like, type Play, refuse, type Scene, shows, tap } from './scene.ts'

const wish = { hotelId: huaili, roomTypeId: 'rmt_chengdu_huaili_3', ratePlanId: 'rpl_chengdu_huaili_3_flexible' }

export function bookingPath(of: { hotelId: string; roomTypeId: string; ratePlanId: string } = wish): string {
  return `/pages/booking/index?${new URLSearchParams(of)}`
}

interface Given {
  from?: number
  rooms?: number
  nights?: number
  where?: 'wechat' | 'phone'
  /** New guests have a welcome coupon; most scenes wait for it. */
  coupon?: boolean
}

/** A booking form with nothing filled in. */
async function openForm(play: Play, { from, rooms, nights, where = 'wechat', coupon = true }: Given = {}) {
  const guest = await play.guest()
  if (coupon) await guest.hasCoupon()
  const kept = await trip(play, { from, rooms, nights })
  const stage = await play.open(bookingPath(), { guest, where, kept })
  await stage.settled()
  return { stage, guest }
}

/** Fills in who comes, in every room, and the phone. */
export async function fillIn(play: Pick<Play, 'say'>, { page }: Stage, name = '林知远'): Promise<void> {
  const t = play.say(bookingTexts)
  const names = page.getByPlaceholder(t('guestHint')).filter({ visible: true })
  for (const field of await names.all()) await field.fill(name)
  await page.getByPlaceholder(t('phoneHint')).filter({ visible: true }).fill('13800001234')
}

/** The form filled in, something spoilt behind the guest's back, and sent. */
function sentScene(
  name: string,
  act: {
    given?: Given
    meanwhile: (play: Play, stage: Stage, guest: Guest) => Promise<unknown>
    until: (play: Play, stage: Stage) => Promise<unknown>
    moving?: boolean
  },
): Scene {
  return {
    name,
    ...(act.moving ? { moving: true } : {}),
    async play(play) {
      const { stage, guest } = await openForm(play, act.given)
      await fillIn(play, stage)
      await act.meanwhile(play, stage, guest)
      await tap(stage, play.say(bookingTexts)('submit'))
      await act.until(play, stage)
      return stage
    },
  }
}

/** A row of the form leads to a sheet. */
const sheetScene = (name: string, open: (play: Play, stage: Stage) => Promise<unknown>, given?: Given): Scene => ({
  name,
  async play(play) {
    const { stage } = await openForm(play, given)
    await open(play, stage)
    await stage.page.getByRole('dialog').first().waitFor()
    return stage
  },
})

const rowNamed =
  (text: string) =>
  (_play: Play, { page }: Stage) =>
    page.getByRole('button').filter({ hasText: text, visible: true }).first().click()

/** Somebody takes the rooms, or the manager closes the night. */
const nightOf = async (play: Play, from: number) => play.stay({ from, nights: 2 })

async function takeAll(play: Play, from: number): Promise<void> {
  const other = await play.guest()
  await other.book({
    roomTypeId: wish.roomTypeId,
    ratePlanId: wish.ratePlanId,
    ...(await nightOf(play, from)),
    rooms: 3,
  })
}

async function dearer(play: Play, from: number): Promise<void> {
  const { checkIn, checkOut } = await nightOf(play, from)
  const desk = await play.desk()
  const nights = { hotelId: huaili, ratePlanId: wish.ratePlanId, from: checkIn, to: checkOut }
  await desk.set(nights, { priceFen: play.language === 'zh' ? 70_800 : 71_800 })
}

/** Nights of the one language, so that the other finds its own as they were. */
const apart = (play: Play, from: number) => (play.language === 'zh' ? from : from + 4)

export const bookingScenes: Scene[] = [
  { name: 'booking', play: async (play) => (await openForm(play)).stage },
  {
    name: 'booking-rooms',
    async play(play) {
      const { stage } = await openForm(play, { rooms: 3, nights: 5 })
      await fillIn(play, stage)
      return stage
    },
  },
  { name: 'booking-phone', play: async (play) => (await openForm(play, { where: 'phone' })).stage },
  {
    name: 'booking-phone-refused',
    async play(play) {
      const { stage } = await openForm(play, { where: 'phone' })
      stage.wechat.allowsPhone = false
      await tap(stage, play.say(bookingTexts)('phoneWeChat'))
      await shows(stage, play.say(bookingTexts)('phoneRefused'))
      return stage
    },
  },
  {
    name: 'booking-empty-fields',
    async play(play) {
      const { stage } = await openForm(play)
      await tap(stage, play.say(bookingTexts)('submit'))
      await shows(stage, play.say(bookingTexts)('nameMissing'))
      return stage
    },
  },
  sheetScene('booking-arrival', (play, stage) => rowNamed(play.say(bookingTexts)('arrivalHint'))(play, stage)),
  sheetScene('booking-remark', (play, stage) => rowNamed(play.say(bookingTexts)('remarkHint'))(play, stage)),
  sheetScene('booking-coupons', (play, stage) => rowNamed(play.say(bookingTexts)('couponBest'))(play, stage)),
  sheetScene('booking-price', (play, stage) => rowNamed(play.say(kit)('details'))(play, stage)),
  sheetScene('booking-rules', (play, stage) => tap(stage, play.say(bookingTexts)('rules'))),
  sheetScene('booking-calendar', (_play, stage) => opensBy(stage, '.dates')),
  {
    name: 'booking-sold-out',
    async play(play) {
      const from = apart(play, 100)
      const { stage } = await openForm(play, { from })
      await fillIn(play, stage)
      await takeAll(play, from)
      await tap(stage, play.say(bookingTexts)('submit'))
      await stage.page.getByRole('dialog').first().waitFor()
      return stage
    },
  },
  {
    name: 'booking-price-changed',
    async play(play) {
      const from = apart(play, 120)
      const { stage } = await openForm(play, { from })
      await fillIn(play, stage)
      await dearer(play, from)
      await tap(stage, play.say(bookingTexts)('submit'))
      await shows(stage, like(play.say(bookingTexts)('priceChanged')))
      return stage
    },
  },
  sentScene('booking-too-many', {
    meanwhile: (play, stage) =>
      refuse(stage, {
        address: '**/api/guest/orders',
        status: 409,
        code: 'too_many_unpaid_orders',
        title:
          play.language === 'zh'
            ? '还有没付款的订单，先付款或取消'
            : 'There are orders to pay. Pay or cancel them first.',
      }),
    until: (play, stage) => tapIsThere(stage, play.say(bookingTexts)('toUnpaid')),
  }),
  sentScene('booking-offline', {
    moving: true,
    meanwhile: (_play, stage) => cutOff(stage, '**/api/guest/orders'),
    until: (play, stage) => shows(stage, play.say(kit)('offlineTitle')),
  }),
  {
    name: 'booking-waiting',
    async play(play) {
      const { stage } = await openForm(play)
      await fillIn(play, stage)
      await cutOff(stage, '**/api/guest/orders')
      await tap(stage, play.say(bookingTexts)('submit'))
      await shows(stage, play.say(kit)('offlineTitle'))
      // The app is killed and opened again: it knows that an answer is owed.
      await stage.page.reload()
      await shows(stage, play.say(bookingTexts)('waitingTitle'))
      return stage
    },
  },
  {
    name: 'booking-not-offered',
    async play(play) {
      const guest = await play.guest()
      const stage = await play.open(bookingPath({ ...wish, ratePlanId: 'rpl_of_long_ago' }), { guest })
      await shows(stage, play.say(bookingTexts)('notOffered'))
      return stage
    },
  },
  {
    name: 'booking-needs-wechat',
    async play(play) {
      const stage = await play.open(bookingPath(), { where: 'browser' })
      await shows(stage, play.say(kit)('needsWeChatTitle'))
      return stage
    },
  },
  {
    name: 'booking-details',
    async play(play) {
      const { stage } = await openForm(play, { nights: 9 })
      await shows(stage, play.say(orderTexts)('details'))
      return stage
    },
  },
]

const tapIsThere = ({ page }: Stage, name: string) => page.getByRole('button', { name }).first().waitFor()
