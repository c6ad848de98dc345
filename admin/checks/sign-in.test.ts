import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import { confirmOwnTotp, startOwnTotp } from '../../contract/admin/session.ts'
import { createStaff } from '../../contract/admin/staff.ts'
import { refusals } from '../../contract/refusals.ts'
import { sayIn } from '../../contract/texts.ts'
import { huaili } from '../../guest/checks/house.ts'
import { axeProblems } from '../../guest/checks/web/looks.ts'
import { managerPassword } from '../../proof/house/visit.ts'
import { newId } from '../../server/kernel/ids.ts'
import { frame } from '../src/texts/frame.ts'
import { kit } from '../src/texts/kit.ts'
import { orders } from '../src/texts/orders.ts'
import { signIn } from '../src/texts/signIn.ts'
import { setUp } from './setting.ts'

const setting = setUp()

for (const language of ['zh', 'en'] as const) {
  test(`a wrong password is said beside it and the name stays; the right one opens the page that was asked for (${language})`, () =>
    setting.on({ language }, async (stage) => {
      const { page } = stage
      await stage.open('/orders?tab=staying')
      await stage.settled()
      assert.deepEqual(await axeProblems(stage), [])
      await stage.signIn('manager', 'not the password')
      await page.getByText(refusals.sign_in_failed[language]).waitFor()
      const field = page.getByLabel(sayIn(signIn, language)('password'), { exact: true })
      const note = await field.getAttribute('aria-describedby')
      assert.equal(await page.locator(`[id="${note}"]`).textContent(), refusals.sign_in_failed[language])
      await stage.settled()
      assert.deepEqual(await axeProblems(stage), [])
      await field.fill(managerPassword)
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: sayIn(orders, language)('title') }).waitFor()
      assert.match(page.url(), /\/admin\/orders\?tab=staying$/)
      await page.getByRole('button', { name: sayIn(frame, language)('signOut') }).click()
      await page.getByRole('heading', { name: sayIn(signIn, language)('title') }).waitFor()
    }))
}

test('without a network it says so and keeps what was typed', () =>
  setting.on({}, async (stage) => {
    const { page } = stage
    await stage.open('/')
    await page.context().setOffline(true)
    await stage.signIn()
    await page.getByText(sayIn(kit, 'zh')('offlineTitle')).waitFor()
    await page.context().setOffline(false)
    await page.locator('button[type=submit]').click()
    await page.getByRole('heading', { name: sayIn(orders, 'zh')('title') }).waitFor()
  }))

test('after too many tries the door is locked, and says for how long', () =>
  setting.on({}, async (stage) => {
    const { page } = stage
    await stage.open('/')
    const locked = page.getByText(sayIn(signIn, 'zh')('lockedSoon'))
    for (let tries = 0; tries < 8 && (await locked.count()) === 0; tries += 1) {
      await stage.signIn('a stranger', `wrong ${tries}`)
      await stage.settled()
    }
    await locked.waitFor()
    assert.ok(await page.getByRole('button', { name: sayIn(signIn, 'zh')('signIn'), exact: true }).isDisabled())
  }))

test('a one-time password opens nothing but the way to one’s own; a role at one branch sees what it may', async () => {
  const { client } = await setting.house.desk()
  const { oneTimePassword } = await client.call(createStaff, {
    idempotencyKey: newId('key'),
    body: { username: 'suwan', name: '苏晚', roles: [{ role: 'desk', hotelId: huaili }] },
  })
  await setting.on({}, async (stage) => {
    const { page } = stage
    const t = sayIn(signIn, 'zh')
    await stage.open('/orders')
    await stage.signIn('suwan', oneTimePassword)
    await page.getByRole('heading', { name: t('newTitle') }).waitFor()
    await stage.settled()
    assert.deepEqual(await axeProblems(stage), [])
    await page.getByLabel(t('oncePassword'), { exact: true }).fill(oneTimePassword)
    await page.getByLabel(t('newPassword'), { exact: true }).fill('a quiet lane by the river')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: sayIn(orders, 'zh')('title') }).waitFor()
    await page.getByText('苏晚').waitFor()
    assert.equal(
      await page.getByLabel(sayIn(frame, 'zh')('branch'), { exact: true }).count(),
      0,
      'one branch is no choice',
    )
  })
})

test('who has set one-time codes is asked for one, and may paste it', async () => {
  const { client } = await setting.house.desk()
  const { secret } = await client.call(startOwnTotp, { body: { password: managerPassword } })
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  const code = async () => totp.generate({ timestamp: Date.parse(await setting.house.sandbox.now()) })
  await client.call(confirmOwnTotp, { body: { code: await code() } })
  await setting.house.sandbox.advanceClock(31)
  await setting.on({}, async (stage) => {
    const { page } = stage
    const t = sayIn(signIn, 'zh')
    await stage.open('/')
    await stage.signIn()
    const field = page.getByLabel(t('code'), { exact: true })
    await field.fill('000000')
    await page.getByText(refusals.totp_wrong.zh).waitFor()
    assert.equal(await field.inputValue(), '')
    await stage.settled()
    assert.deepEqual(await axeProblems(stage), [])
    await field.fill(await code())
    await page.getByRole('heading', { name: sayIn(orders, 'zh')('title') }).waitFor()
  })
})
