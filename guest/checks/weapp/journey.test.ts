import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { money } from '../../../contract/format.ts'
import { sayIn } from '../../../contract/texts.ts'
import { booking as bookingTexts } from '../../src/texts/booking.ts'
import { home as homeTexts } from '../../src/texts/home.ts'
import { hotel as hotelTexts } from '../../src/texts/hotel.ts'
import { kit as kitTexts } from '../../src/texts/kit.ts'
import { order as orderTexts } from '../../src/texts/order.ts'
import { orders as ordersTexts } from '../../src/texts/orders.ts'
import { pay as payTexts } from '../../src/texts/pay.ts'
import { built } from '../built.ts'
import { type Guest, type House, huaili, openHouse, suite } from '../house.ts'
import { begins } from '../texts.ts'
import { configOf, furtherPagesOf } from './app-config.ts'
import { openPhone, type Phone } from './phone.ts'

const home = sayIn(homeTexts, 'zh')
const hotel = sayIn(hotelTexts, 'zh')
const booking = sayIn(bookingTexts, 'zh')
const pay = sayIn(payTexts, 'zh')
const kit = sayIn(kitTexts, 'zh')
const formPath = `/pages/booking/index?${new URLSearchParams({ hotelId: huaili, ...suite })}`

let house: House
let nextNight = 30
before(async () => {
  house = await openHouse()
})
after(() => house[Symbol.asyncDispose]())

/** A phone with the mini-program, in the hands of a guest the product knows. */
async function phoneOf(
  guest: Guest,
  wish: { url?: string; kept?: Record<string, unknown>; before?: Phone } = {},
): Promise<Phone> {
  const storage = new Map(
    Object.entries(wish.kept ?? {}).map(([name, value]) => [`yizhan.${name}`, JSON.stringify(value)]),
  )
  return openPhone(house, { person: guest.person, storage, ...wish })
}

/** Nights of its own for each test: what is searched for, and the same as a booking. */
async function nights() {
  const [checkIn, checkOut] = [await house.day(nextNight), await house.day(nextNight + 2)]
  nextNight += 2
  return { stay: { checkIn, checkOut }, kept: { 'trip-1': { city: '', checkIn, checkOut, rooms: 1, guests: 2 } } }
}

async function fillIn(phone: Phone): Promise<void> {
  await phone.type(booking('guest'), '林知远')
  await phone.type(booking('phone'), '13800001234')
}

/** Nothing threw, and only our own server was called. */
function allIsWell({ machine, wechat }: Phone): void {
  assert.deepEqual(machine.faults, [])
  assert.deepEqual(wechat.outside, [])
}

test('from the first screen to a paid order: search, book, pay, look', async () => {
  const guest = await house.guest({ via: 'mini' })
  await guest.hasCoupon()
  const phone = await phoneOf(guest)
  await phone.shows(home('tagline'), 'home')
  await phone.type(home('keyword'), 'huaili')
  await phone.tap(home('search'))
  await phone.shows('驿站·成都槐里店', 'list')
  await phone.tap(/^驿站·成都槐里店/)
  await phone.shows(hotel('choose'), 'hotel')
  await phone.tap(begins(hotel('bookThis')))
  await phone.shows(booking('submit'), 'booking')
  await fillIn(phone)
  await phone.tap(booking('submit'))
  await phone.shows(pay('paidTitle'), 'pay')
  const [order] = await guest.orders()
  assert.deepEqual([order?.status, order?.guests[0]?.guestName], ['paid', '林知远'])
  assert.ok(order!.discountFen > 0, 'the welcome coupon was used')
  await phone.tap(pay('seeOrder'))
  await phone.shows(order!.roomTypeName, 'order')
  assert.match(
    phone.text().replaceAll('|', ''),
    new RegExp(money(order!.totalFen).replace('.', '\\.').replace('¥', '¥?')),
  )
  allIsWell(phone)
  const asked = phone.wechat.asked.map(({ name }) => name)
  assert.equal(asked.filter((name) => name === 'requestPayment').length, 1)
  assert.equal(asked.filter((name) => name === 'login').length, 1)
})

test('the language is switched at once and is there after the app was killed', async () => {
  const guest = await house.guest({ via: 'mini' })
  const phone = await phoneOf(guest)
  await phone.shows(home('tagline'), 'home')
  await phone.tap(home('switchLanguage'))
  await phone.shows(sayIn(homeTexts, 'en')('tagline'), 'home')
  const again = await phoneOf(guest, { before: phone })
  await again.shows(sayIn(homeTexts, 'en')('tagline'), 'home')
  await again.shows(/Chengdu/, 'home')
  allIsWell(again)
})

test('sold out while booking: said with what is safe, and a swap takes what was typed', async () => {
  const [guest, other] = [await house.guest({ via: 'mini' }), await house.guest()]
  const { stay, kept } = await nights()
  const phone = await phoneOf(guest, { url: formPath, kept })
  await phone.shows(booking('submit'), 'booking')
  await fillIn(phone)
  await other.book({ ...suite, ...stay, rooms: 3 })
  await phone.tap(booking('submit'))
  await phone.shows(booking('takenText'), 'booking')
  assert.deepEqual(await guest.orders(), [])
  await phone.tap(/，同样 2 晚/)
  await phone.shows(booking('submit'), 'booking')
  await phone.tap(booking('submit'))
  await phone.shows(pay('paidTitle'), 'pay')
  const [order] = await guest.orders()
  assert.deepEqual([order?.guests[0]?.guestName, order?.checkIn], ['林知远', stay.checkIn])
  assert.notEqual(order?.roomTypeId, suite.roomTypeId)
  allIsWell(phone)
})

test('a session that ended while booking is said, and the form is there after signing in', async () => {
  const guest = await house.guest({ via: 'mini' })
  const { kept } = await nights()
  const phone = await phoneOf(guest, { url: formPath, kept })
  await phone.shows(booking('submit'), 'booking')
  await fillIn(phone)
  const { token } = JSON.parse(String(phone.wechat.storage.get('yizhan.session-1'))) as { token: string }
  await guest.signOut(token)
  await phone.tap(booking('submit'))
  await phone.shows(kit('signInEndedTitle'), 'booking')
  await phone.tap(kit('signIn'))
  await phone.shows(booking('submit'), 'booking')
  await phone.tap(booking('submit'))
  await phone.shows(pay('paidTitle'), 'pay')
  assert.equal((await guest.orders())[0]?.guests[0]?.guestName, '林知远')
  allIsWell(phone)
})

test('no network while sending, and the app is killed: one order, once it is back', async () => {
  const guest = await house.guest({ via: 'mini' })
  const { kept } = await nights()
  const phone = await phoneOf(guest, { url: formPath, kept })
  await phone.shows(booking('submit'), 'booking')
  await fillIn(phone)
  phone.wechat.setOnline(false)
  await phone.tap(booking('submit'))
  await phone.shows(kit('offlineTitle'), 'booking')
  const again = await phoneOf(guest, { before: phone, url: formPath })
  await again.shows(booking('waitingTitle'), 'booking')
  await again.tap(booking('waitingGoOn'))
  await again.shows(pay('paidTitle'), 'pay')
  assert.equal((await guest.orders()).length, 1)
  allIsWell(again)
})

test('a cashier that is left is said, and the next time the room is paid', async () => {
  const guest = await house.guest({ via: 'mini' })
  const { stay } = await nights()
  const { id, totalFen } = await guest.book({ ...suite, ...stay })
  const phone = await phoneOf(guest, { url: `/pages/pay/index?id=${id}` })
  phone.wechat.habits.pays = 'leaves'
  await phone.tap(pay('pay', { money: money(totalFen) }))
  await phone.shows(pay('closed'), 'pay')
  phone.wechat.habits.pays = 'lacks'
  await phone.tap(pay('pay', { money: money(totalFen) }))
  await phone.shows(pay('failed'), 'pay')
  phone.wechat.habits.pays = 'pays'
  await phone.tap(pay('pay', { money: money(totalFen) }))
  await phone.shows(pay('paidTitle'), 'pay')
  allIsWell(phone)
})

test('notices are asked for once, straight from a tap, at most three, and not after a no for good', async () => {
  const guest = await house.guest({ via: 'mini' })
  const { stay } = await nights()
  const { id, totalFen } = await guest.book({ ...suite, ...stay })
  const phone = await phoneOf(guest, { url: `/pages/pay/index?id=${id}` })
  await phone.tap(pay('pay', { money: money(totalFen) }))
  await phone.shows(pay('tellTitle'), 'pay')
  await phone.tap(pay('tellYesLabel'))
  await phone.shows(pay('tellYes'), 'pay')
  const asks = phone.wechat.asked.filter(({ name }) => name === 'requestSubscribeMessage')
  assert.equal(asks.length, 1)
  assert.ok((asks[0]!.options.tmplIds as string[]).length <= 3)
  const again = await phoneOf(guest, { before: phone, url: `/pages/pay/index?id=${id}` })
  await again.shows(pay('paidTitle'), 'pay')
  assert.ok(!again.has(pay('tellTitle')), 'nobody is asked twice')
  allIsWell(again)
})

test('a message opens its order, and back leads home from there', async () => {
  const guest = await house.guest({ via: 'mini' })
  const { stay } = await nights()
  const { id } = await guest.book({ ...suite, ...stay })
  const phone = await phoneOf(guest, { url: `/pages/order/index?id=${id}` })
  await phone.shows(kit('state_awaiting_payment'), 'order')
  await phone.tap(kit('back'))
  await phone.shows(home('tagline'), 'home')
  allIsWell(phone)
})

test('the orders of a tab, and cancelling one there', async () => {
  const guest = await house.guest({ via: 'mini' })
  const { stay } = await nights()
  const { id } = await guest.book({ ...suite, ...stay })
  const phone = await phoneOf(guest)
  await phone.shows(home('tagline'), 'home')
  await phone.tap(kit('tabOrders'))
  await phone.shows(sayIn(ordersTexts, 'zh')('pay'), 'orders')
  await phone.tap(sayIn(ordersTexts, 'zh')('cancel'))
  await phone.tap(sayIn(ordersTexts, 'zh')('cancelIt'))
  await guest.becomes(id, 'cancelled')
  await phone.shows(kit('state_cancelled'), 'orders')
  allIsWell(phone)
})

test('cancelling a paid order asks for the figure the server said', async () => {
  const guest = await house.guest({ via: 'mini' })
  const { stay } = await nights()
  const { id, totalFen } = await guest.book({ ...suite, ...stay })
  await guest.pay(id)
  await guest.becomes(id, 'paid')
  const phone = await phoneOf(guest, { url: `/pages/order/index?id=${id}` })
  const t = sayIn(orderTexts, 'zh')
  await phone.tap(t('cancelOrder'))
  await phone.tap(t('cancelRefund', { money: money(totalFen) }))
  assert.equal((await guest.becomes(id, 'refunded')).refundedFen, totalFen)
  await phone.shows(t('refundedTitle', { money: money(totalFen) }), 'order')
  allIsWell(phone)
})

test('every page opens, whatever its address carries', async () => {
  const guest = await house.guest({ via: 'mini' })
  for (const path of furtherPagesOf(configOf(built.weapp))) {
    const phone = await phoneOf(guest, { url: `/${path}` })
    await phone.shows(/./, path.split('/')[1])
    allIsWell(phone)
  }
})
