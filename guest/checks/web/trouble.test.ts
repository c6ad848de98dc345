import assert from 'node:assert/strict'
import { test } from 'node:test'
import { money } from '../../../contract/format.ts'
import { sayIn } from '../../../contract/texts.ts'
import { booking as bookingTexts } from '../../src/texts/booking.ts'
import { home as homeTexts } from '../../src/texts/home.ts'
import { kit as kitTexts } from '../../src/texts/kit.ts'
import { orders as ordersTexts } from '../../src/texts/orders.ts'
import { pay as payTexts } from '../../src/texts/pay.ts'
import { huaili, suite } from '../house.ts'
import { setUp } from './setting.ts'
import type { Stage } from './stage.ts'
import { fillForm, like, onlyOrder, seen, submit, tapIn } from './walk.ts'

const setting = setUp()
const [booking, pay, kit] = [sayIn(bookingTexts, 'zh'), sayIn(payTexts, 'zh'), sayIn(kitTexts, 'zh')]
const formPath = `/pages/booking/index?${new URLSearchParams({ hotelId: huaili, ...suite })}`
const placing = '**/api/guest/orders'
let nextNight = 30

/** Nights of its own for each test: what is searched for, and the same as a booking. */
async function nights(count = 2) {
  const [checkIn, checkOut] = [await setting.house.day(nextNight), await setting.house.day(nextNight + count)]
  nextNight += count
  return { stay: { checkIn, checkOut }, kept: { 'trip-1': { city: '', checkIn, checkOut, rooms: 1, guests: 2 } } }
}

async function openForm(stage: Stage): Promise<void> {
  await stage.open(formPath)
  await stage.settled()
  await fillForm(stage.page, 'zh')
}

test('a double tap makes one order', async () => {
  const guest = await setting.guest()
  const { kept } = await nights()
  await setting.on({ guest, kept }, async (stage) => {
    stage.wechat.pays = 'leaves'
    await openForm(stage)
    const button = stage.page.getByRole('button', { name: booking('submit'), exact: true })
    await button.evaluate((element: { click(): void }) => {
      element.click()
      element.click()
    })
    await seen(stage.page, pay('closed'))
    await onlyOrder(guest)
  })
})

test('an answer that is lost on its way, and an app that is killed, make one order all the same', async () => {
  const guest = await setting.guest()
  const { kept } = await nights()
  await setting.on({ guest, kept }, async (stage) => {
    stage.wechat.pays = 'leaves'
    await openForm(stage)
    // The server takes the order; what it answers gets lost.
    await stage.context.route(placing, async (route) => {
      if (route.request().method() !== 'POST') return route.fallback()
      await route.fetch()
      await route.abort('connectionreset')
    })
    await submit(stage.page, 'zh')
    await seen(stage.page, kit('offlineTitle'))
    const order = await onlyOrder(guest)
    await stage.context.unroute(placing)
    await stage.page.reload()
    await seen(stage.page, booking('waitingTitle'))
    await tapIn(stage.page, booking('waitingGoOn'))
    await seen(stage.page, pay('closed'))
    assert.equal((await onlyOrder(guest)).id, order.id)
    assert.match(stage.page.url(), new RegExp(order.id))
  })
})

test('without a network nothing is lost, and the app goes on by itself when it is back', async () => {
  const guest = await setting.guest()
  const { kept } = await nights()
  await setting.on({ guest, kept }, async (stage) => {
    await openForm(stage)
    await stage.context.setOffline(true)
    await submit(stage.page, 'zh')
    await seen(stage.page, kit('offlineTitle'))
    assert.deepEqual(await guest.orders(), [])
    await stage.context.setOffline(false)
    await seen(stage.page, pay('paidTitle'))
    assert.equal((await onlyOrder(guest)).status, 'paid')
  })
})

test('the last room goes while one fills in the form: what is safe is said, and a swap is booked with what was typed', async () => {
  const [guest, other] = [await setting.guest(), await setting.guest()]
  const { stay, kept } = await nights()
  await setting.on({ guest, kept }, async (stage) => {
    await openForm(stage)
    await other.book({ ...suite, ...stay, rooms: 3 })
    await submit(stage.page, 'zh')
    const sheet = stage.page.getByRole('dialog')
    await sheet.getByText(booking('takenText'), { exact: true }).waitFor()
    assert.deepEqual(await guest.orders(), [])
    await sheet.locator('.swap').first().click()
    await sheet.waitFor({ state: 'hidden' })
    await stage.settled()
    assert.equal(
      await stage.page.getByPlaceholder(booking('guestHint')).filter({ visible: true }).inputValue(),
      '林知远',
    )
    await submit(stage.page, 'zh')
    await seen(stage.page, pay('paidTitle'))
    const order = await onlyOrder(guest)
    assert.notDeepEqual(
      [order.roomTypeId, order.checkIn, order.checkOut],
      [suite.roomTypeId, stay.checkIn, stay.checkOut],
    )
  })
})

test('a price that changed is shown with both sums and confirmed before anything is ordered', async () => {
  const guest = await setting.guest()
  const { stay, kept } = await nights()
  const desk = await setting.house.desk()
  await setting.on({ guest, kept }, async (stage) => {
    await openForm(stage)
    await desk.set(
      { hotelId: huaili, ratePlanId: suite.ratePlanId, from: stay.checkIn, to: stay.checkOut },
      { priceFen: 91_600 },
    )
    await submit(stage.page, 'zh')
    await seen(stage.page, like(booking('priceChanged')))
    assert.deepEqual(await guest.orders(), [])
    await tapIn(stage.page, like(booking('submitAgain')))
    await seen(stage.page, pay('paidTitle'))
    assert.equal((await onlyOrder(guest)).subtotalFen, 2 * 91_600)
  })
})

test('a cashier that is left, then one without money, then one that is paid: one order, one payment', async () => {
  const guest = await setting.guest()
  const { stay } = await nights()
  const { id, orderNo, totalFen } = await guest.book({ ...suite, ...stay })
  await setting.on({ guest }, async (stage) => {
    await stage.open(`/pages/pay/index?id=${id}`)
    stage.wechat.pays = 'leaves'
    await tapIn(stage.page, pay('pay', { money: money(totalFen) }))
    await seen(stage.page, pay('closed'))
    stage.wechat.pays = 'lacks'
    await tapIn(stage.page, pay('pay', { money: money(totalFen) }))
    await seen(stage.page, pay('failed'))
    stage.wechat.pays = 'pays'
    await tapIn(stage.page, pay('pay', { money: money(totalFen) }))
    await seen(stage.page, pay('paidTitle'))
  })
  const ledger = (await setting.house.sandbox.ledger()).filter(({ outTradeNo }) => outTradeNo.startsWith(orderNo))
  assert.deepEqual(
    ledger.map(({ kind, amountFen }) => [kind, amountFen]),
    [['payment', totalFen]],
  )
})

for (const [how, notify] of Object.entries({
  lost: { mode: 'none' },
  doubled: { times: 2 },
  forged: { mode: 'forged' },
} as const)) {
  test(`a notice that is ${how} leaves the guest with a room that is paid, once`, async () => {
    const guest = await setting.guest()
    const { stay } = await nights()
    const { id, totalFen } = await guest.book({ ...suite, ...stay })
    await setting.on({ guest }, async (stage) => {
      stage.wechat.notify = notify
      await stage.open(`/pages/pay/index?id=${id}`)
      await tapIn(stage.page, pay('pay', { money: money(totalFen) }))
      await seen(stage.page, pay('paidTitle'))
    })
    const order = await guest.order(id)
    assert.deepEqual([order.status, order.paidFen], ['paid', totalFen])
  })
}

test('a session that ended while one filled in the form is said, and what was typed is there after signing in', async () => {
  const guest = await setting.guest()
  const { kept } = await nights()
  await setting.on({ guest, kept }, async (stage) => {
    await openForm(stage)
    await guest.signOut()
    await submit(stage.page, 'zh')
    await seen(stage.page, kit('signInEndedTitle'))
    await tapIn(stage.page, kit('signIn'))
    const name = stage.page.getByPlaceholder(booking('guestHint')).filter({ visible: true })
    await name.waitFor()
    assert.equal(await name.inputValue(), '林知远')
    await stage.settled()
    await submit(stage.page, 'zh')
    await seen(stage.page, pay('paidTitle'))
  })
})

test('an app that is opened again finds its unpaid order and goes on paying it', async () => {
  const guest = await setting.guest()
  const { stay } = await nights()
  const { id, totalFen } = await guest.book({ ...suite, ...stay })
  await setting.on({ guest }, async (stage) => {
    await stage.open('/pages/home/index')
    await tapIn(stage.page, kit('tabOrders'), 'link')
    await tapIn(stage.page, sayIn(ordersTexts, 'zh')('pay'))
    await tapIn(stage.page, pay('pay', { money: money(totalFen) })).catch(() => undefined)
    await seen(stage.page, pay('paidTitle'))
    assert.equal((await guest.order(id)).status, 'paid')
  })
})

test('a login that WeChat refuses is said once, and a tap tries again', async () => {
  const guest = await setting.guest()
  await setting.on({}, async (stage) => {
    stage.wechat.userId = guest.person.userId
    let leaves = 0
    stage.page.on('request', (request) => {
      if (request.url().includes('/connect/oauth2/authorize')) leaves += 1
    })
    await setting.house.sandbox.addFault({ path: '/sns/oauth2/access_token', kind: 'error', errcode: 40029 })
    await stage.open('/pages/orders/index')
    await seen(stage.page, kit('signInTitle'))
    await stage.settled()
    assert.equal(leaves, 1, 'the browser does not go round')
    await tapIn(stage.page, kit('signIn'))
    await seen(stage.page, sayIn(ordersTexts, 'zh')('emptyRoad'))
  })
})

test('a code that the app did not ask for signs nobody in', () =>
  setting.on({}, async (stage) => {
    const other = await setting.guest()
    const code = await setting.house.sandbox.loginCode(other.person.userId, 'web')
    await stage.page.goto(`${setting.house.url}/?code=${code}&state=of-somebody-else#/pages/orders/index`)
    await stage.settled()
    const kept = await stage.page.evaluate("localStorage['yizhan.session-1'] ?? null")
    assert.ok(kept === null || !String(kept).includes(other.session.member.id))
    assert.doesNotMatch(stage.page.url(), /code=/)
  }))

test('a place that is refused leaves the city as the way on', () =>
  setting.on({}, async (stage) => {
    await stage.open('/pages/home/index')
    await tapIn(stage.page, sayIn(homeTexts, 'zh')('near'))
    await stage.page.getByRole('status').filter({ visible: true }).first().waitFor()
    await stage.page.locator('.home-city').click()
    await stage.page.locator('.page:visible').getByRole('searchbox').waitFor()
  }))
