import assert from 'node:assert/strict'
import { test } from 'node:test'
import { money } from '../../../contract/format.ts'
import { listMyCoupons } from '../../../contract/guest/coupons.ts'
import { sayIn } from '../../../contract/texts.ts'
import { addNights } from '../../../server/kernel/stay.ts'
import { booking as bookingTexts } from '../../src/texts/booking.ts'
import { home as homeTexts } from '../../src/texts/home.ts'
import { kit } from '../../src/texts/kit.ts'
import { order as orderTexts } from '../../src/texts/order.ts'
import { orders as ordersTexts } from '../../src/texts/orders.ts'
import { pay as payTexts } from '../../src/texts/pay.ts'
import { king } from '../house.ts'
import { setUp } from './setting.ts'
import { begins, fillForm, like, onlyOrder, seen, submit, tapIn, walkToForm } from './walk.ts'

const setting = setUp()
const rooms = { zh: /院景大床房/, en: /Courtyard King/ }

for (const language of ['zh', 'en'] as const) {
  test(`a stranger inside WeChat searches, is recognised when booking, pays, and has an order (${language})`, async () => {
    const person = await setting.guest()
    await setting.on({ language }, async (stage) => {
      stage.wechat.userId = person.person.userId
      const { page } = stage
      await stage.open('/pages/home/index')
      await walkToForm(page, language, { q: 'huaili', room: rooms[language] })
      assert.doesNotMatch(page.url(), /code=/, 'the code does not stay in the address')
      await fillForm(page, language)
      await stage.settled()
      await submit(page, language)
      await seen(page, sayIn(payTexts, language)('paidTitle'))
      const order = await onlyOrder(person)
      assert.equal(order.status, 'paid')
      assert.equal(order.discountFen > 0, true, 'the best coupon was taken')
      await tapIn(page, sayIn(payTexts, language)('seeOrder'))
      await seen(page, rooms[language])
      await page.getByText(money(order.totalFen).slice(1), { exact: true }).filter({ visible: true }).first().waitFor()
      const ledger = (await setting.house.sandbox.ledger()).filter(({ outTradeNo }) =>
        outTradeNo.startsWith(order.orderNo),
      )
      assert.deepEqual(
        ledger.map(({ kind, amountFen }) => [kind, amountFen]),
        [['payment', order.totalFen]],
      )
    })
  })
}

test('the language is switched at once everywhere, kept, and told to the page', () =>
  setting.on({ language: 'zh' }, async (stage) => {
    const { page } = stage
    await stage.open('/pages/home/index')
    await seen(page, sayIn(homeTexts, 'zh')('tagline'))
    assert.equal(await page.evaluate('document.documentElement.lang'), 'zh-CN')
    await tapIn(page, sayIn(homeTexts, 'zh')('switchLanguage'))
    await seen(page, sayIn(homeTexts, 'en')('tagline'))
    assert.equal(await page.evaluate('document.documentElement.lang'), 'en')
    await page
      .getByText(/^Chengdu$/)
      .filter({ visible: true })
      .first()
      .waitFor()
    await page.reload()
    await seen(page, sayIn(homeTexts, 'en')('tagline'))
  }))

test('cancelling returns to the fen what the sheet says, and the coupon', async () => {
  const guest = await setting.guest()
  await guest.hasCoupon()
  const checkIn = await setting.house.day(0)
  const { id } = await guest.book({ ...king, checkIn, checkOut: addNights(checkIn, 2), couponId: null })
  await guest.pay(id)
  const order = await guest.becomes(id, 'paid')
  await setting.on({ guest }, async (stage) => {
    const { page } = stage
    const t = sayIn(orderTexts, 'zh')
    await stage.open(`/pages/order/index?id=${id}`)
    await tapIn(page, t('cancelOrder'))
    const button = page.getByRole('dialog').getByRole('button', { name: like(t('cancelRefund')) })
    await button.waitFor()
    const said = /¥[\d,.]+/.exec((await button.textContent()) ?? '')![0]
    await button.click()
    const refunded = await guest.becomes(id, 'refunded')
    assert.equal(said, money(refunded.refundedFen))
    assert.ok(refunded.refundedFen > 0 && refunded.refundedFen < order.totalFen, 'after the free time a part is kept')
    await seen(page, t('refundedTitle', { money: said }))
    const back = (await setting.house.sandbox.ledger()).filter(
      ({ kind, outTradeNo }) => kind === 'refund_settled' && outTradeNo.startsWith(order.orderNo),
    )
    assert.deepEqual(
      back.map(({ amountFen }) => amountFen),
      [refunded.refundedFen],
    )
  })
})

test('cancelling what is not paid brings the coupon back', async () => {
  const guest = await setting.guest()
  await guest.hasCoupon()
  const checkIn = await setting.house.day(9)
  const { id } = await guest.book({ ...king, checkIn, checkOut: addNights(checkIn, 2), couponId: null })
  await setting.on({ guest }, async (stage) => {
    const { page } = stage
    await stage.open('/pages/orders/index')
    await tapIn(page, sayIn(ordersTexts, 'zh')('cancel'))
    await page
      .getByRole('dialog')
      .getByRole('button', { name: sayIn(ordersTexts, 'zh')('cancelIt'), exact: true })
      .click()
    await guest.becomes(id, 'cancelled')
    await seen(page, sayIn(ordersTexts, 'zh')('noChargeCoupon'))
  })
  const { items } = await guest.client.call(listMyCoupons, { query: { state: 'usable' } })
  assert.equal(items.length, 1)
})

test('a coupon is chosen, left out and chosen again, and the price follows to the fen', async () => {
  const guest = await setting.guest()
  await guest.hasCoupon()
  const path = `/pages/booking/index?hotelId=hot_chengdu_huaili&roomTypeId=${king.roomTypeId}&ratePlanId=${king.ratePlanId}`
  await setting.on({ guest }, async (stage) => {
    const { page } = stage
    const t = sayIn(bookingTexts, 'zh')
    await stage.open(path)
    const total = async () => {
      await stage.settled()
      return Number(
        (await page.locator('.pay-bar:visible, .bottom-bar:visible').first().textContent())!
          .match(/¥\s*([\d,]+\.\d\d)/)![1]!
          .replace(/,/g, ''),
      )
    }
    const withCoupon = await total()
    await page.locator('.row', { hasText: t('couponBest') }).click()
    await tapIn(page, t('couponSkip'))
    await seen(page, like(t('couponUsable')))
    const without = await total()
    assert.equal(without - withCoupon, 60)
    await page
      .locator('.row', { hasText: t('coupon') })
      .first()
      .click()
    await page.getByRole('dialog').getByRole('radio').first().click()
    await tapIn(page, begins(t('couponUse')))
    await seen(page, t('couponBest'))
    assert.equal(await total(), withCoupon)
  })
})

test('a message or a bookmark opens its page, and back leads home from there', async () => {
  const guest = await setting.guest()
  const checkIn = await setting.house.day(12)
  const { id } = await guest.book({ ...king, checkIn, checkOut: addNights(checkIn, 1) })
  await setting.on({ guest }, async (stage) => {
    await stage.open(`/pages/order/index?id=${id}`)
    await seen(stage.page, sayIn(kit, 'zh')('state_awaiting_payment'))
    await tapIn(stage.page, sayIn(kit, 'zh')('back'))
    await seen(stage.page, sayIn(homeTexts, 'zh')('tagline'))
  })
})

test('on a desktop the app is a column in the middle', () =>
  setting.on({ width: 1280, height: 900, where: 'browser' }, async (stage) => {
    await stage.open('/pages/home/index')
    await stage.settled()
    const [left, width] = (await stage.page.evaluate(
      "(() => { const { left, width } = document.querySelector('.page').getBoundingClientRect(); return [left, width] })()",
    )) as [number, number]
    assert.ok(width <= 480 && Math.abs(left + width / 2 - 640) < 10, `${left} ${width}`)
  }))
