import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Frame, Page } from 'playwright-core'
import { sayIn } from '../../../contract/texts.ts'
import { booking as bookingTexts } from '../../src/texts/booking.ts'
import { home as homeTexts } from '../../src/texts/home.ts'
import { kit as kitTexts } from '../../src/texts/kit.ts'
import { order as orderTexts } from '../../src/texts/order.ts'
import { orders as ordersTexts } from '../../src/texts/orders.ts'
import { pay as payTexts } from '../../src/texts/pay.ts'
import { until } from '../house.ts'
import { axeProblems } from './looks.ts'
import { setUp } from './setting.ts'
import { watch } from './stage.ts'
import { fillForm, like, seen, submit, tapIn, walkToForm } from './walk.ts'

const setting = setUp()
const [booking, pay, kit] = [sayIn(bookingTexts, 'zh'), sayIn(payTexts, 'zh'), sayIn(kitTexts, 'zh')]
const desktop = { width: 1440, height: 900 }

/** The guest app in the phone: another frame for each person who holds it. */
function appOn(page: Page): Frame | undefined {
  return page.frames().find((frame) => frame.parentFrame() !== null && frame.url().startsWith(setting.house.url))
}

/** The app, once it is drawn. */
async function openApp(page: Page): Promise<Frame> {
  const isDrawn = async () => ((await appOn(page)?.locator('.page').count()) ?? 0) > 0
  await until(isDrawn, 'the app did not open on the phone')
  return appOn(page)!
}

/** The sandbox's page as somebody at a desk opens it, with its phone; at the end nothing was complained about. */
async function atTheSandbox(work: (page: Page) => Promise<unknown>): Promise<void> {
  const { house, browser } = setting
  const context = await browser.newContext({ viewport: desktop, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  context.setDefaultTimeout(20_000)
  const complaints = watch(context, house)
  const page = await context.newPage()
  await page.goto(`${house.sandboxUrl}/`)
  await until(() => appOn(page) !== undefined, 'the phone shows no app')
  await work(page)
  await context.close()
  assert.deepEqual(complaints, [])
}

const press = (page: Page, id: string) => page.locator(`#${id}:visible`).click()

test('a newcomer books and pays on the phone of the sandbox, is told, and opens the order from the message', () =>
  atTheSandbox(async (page) => {
    const app = await openApp(page)
    await seen(app, sayIn(homeTexts, 'zh')('tagline'))
    assert.deepEqual(await axeProblems({ page }), [])
    await walkToForm(app, 'zh', { q: 'huaili', room: /院景大床房/ })
    // Granted by message after the sign-in that the form itself made.
    await seen(app, booking('couponBest'))
    await tapIn(app, booking('phoneWeChat'))
    await press(page, 'allow')
    await seen(app, booking('phoneOther'))
    await app.getByPlaceholder(booking('guestHint')).filter({ visible: true }).fill('林知远')
    await submit(app, 'zh')
    await press(page, 'allow')
    await press(page, 'confirm')
    await seen(app, pay('paidTitle'))
    await page.locator('#arrived').first().waitFor()
    await tapIn(app, pay('tellYesLabel'))
    await press(page, 'allow')
    await seen(app, pay('tellYes'))
    const [first] = await setting.house.sandbox.messages()
    assert.ok(first)
    await page.locator('#messages button').first().click()
    await seen(app, kit('state_paid'))
    const payments = (await setting.house.sandbox.ledger()).filter(({ kind }) => kind === 'payment')
    assert.equal(payments.length, 1)
  }))

test('each person’s phone remembers for itself, and what was left unpaid is found there again', () =>
  atTheSandbox(async (page) => {
    const first = await openApp(page)
    await press(page, 'newcomer')
    await until(() => first.isDetached(), 'the phone did not change hands')
    const app = await openApp(page)
    await seen(app, sayIn(homeTexts, 'zh')('tagline'))
    await walkToForm(app, 'zh', { q: 'huaili', room: /院景大床房/ })
    await fillForm(app, 'zh')
    await submit(app, 'zh')
    await press(page, 'deny')
    await press(page, 'leave')
    await seen(app, pay('closed'))
    await page.getByRole('tab').first().click()
    await press(page, 'reopen')
    await until(() => app.isDetached(), 'the app was not closed')
    const again = await openApp(page)
    await tapIn(again, kit('tabOrders'), 'link')
    await tapIn(again, sayIn(ordersTexts, 'zh')('pay'))
    await tapIn(again, like(pay('pay')))
    await press(page, 'confirm')
    await seen(again, pay('paidTitle'))
    await tapIn(again, pay('seeOrder'))
    await seen(again, sayIn(orderTexts, 'zh')('cancelOrder'))
  }))
