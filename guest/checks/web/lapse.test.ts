import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listMyCoupons } from '../../../contract/guest/coupons.ts'
import { sayIn } from '../../../contract/texts.ts'
import { kit } from '../../src/texts/kit.ts'
import { order as orderTexts } from '../../src/texts/order.ts'
import { king } from '../house.ts'
import { setUp } from './setting.ts'
import { begins, seen } from './walk.ts'

const setting = setUp()
const minute = 60
const looksEveryMs = 40_000

test('an order that nobody pays lapses before the guest’s eyes; room and coupon are back', async () => {
  const guest = await setting.guest()
  await guest.hasCoupon()
  const stay = { checkIn: await setting.house.day(20), checkOut: await setting.house.day(21) }
  const { id } = await guest.book({ ...king, ...stay, couponId: null })
  await setting.on({ guest }, async (stage) => {
    await stage.open(`/pages/order/index?id=${id}`)
    await seen(stage.page, sayIn(kit, 'zh')('state_awaiting_payment'))
    await setting.house.sandbox.advanceClock(31 * minute)
    await guest.becomes(id, 'expired')
    await seen(stage.page, sayIn(orderTexts, 'zh')('expiredTitle'), looksEveryMs)
    await seen(stage.page, begins(sayIn(orderTexts, 'zh')('expiredCoupon', { n: 30 }).slice(0, 20)))
  })
  const { items } = await guest.client.call(listMyCoupons, { query: { state: 'usable' } })
  assert.equal(items.length, 1)
})

test('a device whose clock is wrong counts down the right time', async () => {
  const guest = await setting.guest()
  const stay = { checkIn: await setting.house.day(22), checkOut: await setting.house.day(23) }
  const { id } = await guest.book({ ...king, ...stay })
  for (const clockOffMs of [-5 * 3_600_000, 26 * 3_600_000]) {
    await setting.on({ guest, clockOffMs }, async (stage) => {
      await stage.open(`/pages/order/index?id=${id}`)
      const left = stage.page.getByRole('timer').filter({ visible: true }).first()
      await left.waitFor()
      await stage.settled()
      const [minutes = 0] = ((await left.textContent()) ?? '').split(':').map(Number)
      assert.ok(
        minutes >= 25 && minutes < 30,
        `the clock is off by ${clockOffMs} ms and ${await left.textContent()} is left`,
      )
    })
  }
})
