import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getOrder } from '../../contract/admin/orders.ts'
import { type Language, money } from '../../contract/format.ts'
import { previewCancellation } from '../../contract/guest/orders.ts'
import { sayIn } from '../../contract/texts.ts'
import { king, until } from '../../guest/checks/house.ts'
import { axeProblems } from '../../guest/checks/web/looks.ts'
import { managerPassword } from '../../proof/house/visit.ts'
import { frame } from '../src/texts/frame.ts'
import { orders } from '../src/texts/orders.ts'
import { verbs } from '../src/texts/verbs.ts'
import { setUp } from './setting.ts'
import type { Stage } from './stage.ts'

const setting = setUp()

/** A paid order of one night or two, from a day on, and what cancelling it would return. */
async function paidOrder(from: number, to: number) {
  const { house } = setting
  const guest = await house.guest()
  const order = await guest.book({ ...king, checkIn: await house.day(from), checkOut: await house.day(to) })
  await guest.pay(order.id)
  await guest.becomes(order.id, 'paid')
  const { refundFen } = await guest.client.call(previewCancellation, { params: { id: order.id } })
  return { ...order, refundFen }
}

async function signedIn(stage: Stage, path: string, language: Language): Promise<void> {
  await stage.open(path)
  await stage.signIn()
  await stage.page.getByRole('heading', { level: 1, name: sayIn(orders, language)('title') }).waitFor()
  await stage.settled()
}

async function becomes(id: string, statuses: readonly string[]): Promise<void> {
  const { client } = await setting.house.desk()
  const isThere = async () => statuses.includes((await client.call(getOrder, { params: { id } })).status)
  await until(isThere, `${id} never became ${statuses}`)
}

for (const language of ['zh', 'en'] as const) {
  const t = sayIn(orders, language)
  const tv = sayIn(verbs, language)

  test(`by keys alone an order is found, opened and checked in (${language})`, async () => {
    const order = await paidOrder(0, 2)
    await setting.on({ language }, async (stage) => {
      const { page } = stage
      await signedIn(stage, '/orders', language)
      await page.keyboard.press('/')
      await page.keyboard.type(order.orderNo)
      await page.keyboard.press('Enter')
      const row = page.locator(`[data-row="${order.id}"]`)
      await row.waitFor()
      await until(async () => (await page.locator('[data-row]').count()) === 1, 'other orders are still listed')
      await row.focus()
      await page.keyboard.press('Enter')
      const pane = page.getByRole('complementary')
      await pane.getByText(t('policy')).waitFor()
      await stage.settled()
      assert.deepEqual(await axeProblems(stage), [])
      assert.equal(await page.evaluate('document.activeElement.tagName'), 'H2')
      await page.keyboard.press('i')
      const room = page.getByRole('dialog').getByRole('radio').first()
      await room.waitFor()
      await room.press('Space')
      await stage.settled()
      assert.deepEqual(await axeProblems(stage), [])
      await page.keyboard.press('Enter')
      await becomes(order.id, ['checked_in'])
      await pane.getByRole('button', { name: tv('verb_check_out') }).waitFor()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await pane.getByRole('heading').first().focus()
      await page.keyboard.press('Escape')
      await pane.waitFor({ state: 'detached' })
      await until(
        async () => (await page.evaluate('document.activeElement.dataset.row')) === order.id,
        'the keyboard did not go back to the row',
      )
    })
  })

  test(`cancelling returns the figure that stood on the button, and that the guest was told (${language})`, async () => {
    const order = await paidOrder(0, 2)
    assert.ok(order.refundFen > 0 && order.refundFen < order.totalFen, 'the policy keeps a part today')
    await setting.on({ language }, async (stage) => {
      const { page } = stage
      await signedIn(stage, `/orders?order=${order.id}`, language)
      await page.getByRole('button', { name: tv('others') }).click()
      await page.getByRole('menuitem', { name: tv('verb_cancel') }).click()
      await page.getByLabel(tv('reason')).fill('no longer needed')
      await stage.settled()
      assert.deepEqual(await axeProblems(stage), [])
      await page.getByRole('button', { name: tv('cancelRefund', { money: money(order.refundFen) }) }).click()
      await becomes(order.id, ['refunding', 'refunded'])
      const { client } = await setting.house.desk()
      const { refunds } = await client.call(getOrder, { params: { id: order.id } })
      assert.deepEqual(
        refunds.map(({ amountFen }) => amountFen),
        [order.refundFen],
      )
    })
  })
}

test('a session that ends amid a form is begun again over it, and the form is as it was', async () => {
  const order = await paidOrder(2, 3)
  const [tv, tf] = [sayIn(verbs, 'zh'), sayIn(frame, 'zh')]
  await setting.on({}, async (stage) => {
    const { page } = stage
    await signedIn(stage, `/orders?order=${order.id}`, 'zh')
    await page.getByRole('button', { name: tv('others') }).click()
    await page.getByRole('menuitem', { name: tv('verb_cancel') }).click()
    await page.getByLabel(tv('reason')).fill('客人改了主意')
    await page.context().clearCookies()
    const cancel = page.getByRole('button', { name: tv('cancelRefund', { money: money(order.refundFen) }) })
    await cancel.click()
    const again = page.getByRole('dialog', { name: tf('endedTitle') })
    await again.waitFor()
    await stage.settled()
    assert.deepEqual(await axeProblems(stage), [])
    await again.locator('input[autocomplete=current-password]').fill(managerPassword)
    await page.keyboard.press('Enter')
    await again.waitFor({ state: 'detached' })
    assert.equal(await page.getByLabel(tv('reason')).inputValue(), '客人改了主意')
    await becomes(order.id, ['paid'])
    await cancel.click()
    await becomes(order.id, ['refunding', 'refunded'])
  })
})

test('keys are listed and can be turned off', () =>
  setting.on({}, async (stage) => {
    const { page } = stage
    const t = sayIn(frame, 'zh')
    await signedIn(stage, '/orders', 'zh')
    await page.keyboard.press('?')
    const list = page.getByRole('dialog', { name: t('keys') })
    await list.waitFor()
    await stage.settled()
    assert.deepEqual(await axeProblems(stage), [])
    await page.getByRole('switch').click()
    await page.keyboard.press('Escape')
    await list.waitFor({ state: 'detached' })
    await page.keyboard.press('/')
    assert.notEqual(await page.evaluate('document.activeElement.tagName'), 'INPUT')
    await page.getByRole('button', { name: t('keys') }).click()
    await list.waitFor()
  }))

test('from 1024 to 1920 px nothing is wider than the screen, with an order open', async () => {
  const order = await paidOrder(1, 2)
  await setting.on({ language: 'en' }, async (stage) => {
    const { page } = stage
    await signedIn(stage, `/orders?order=${order.id}`, 'en')
    await page.getByRole('complementary').getByText(sayIn(orders, 'en')('policy')).waitFor()
    for (const width of [1024, 1280, 1440, 1920]) {
      await page.setViewportSize({ width, height: 768 })
      await stage.settled()
      const wide = await page.evaluate(
        `[document.scrollingElement, ...document.querySelectorAll('.list, .pane-body, .topbar')]
          .filter((area) => area.scrollWidth > area.clientWidth + 1).map((area) => area.className)`,
      )
      assert.deepEqual(wide, [], `${width} px`)
    }
  })
})
