import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayIn } from '../../../contract/texts.ts'
import { rangeText } from '../../src/format/days.ts'
import { booking as bookingTexts } from '../../src/texts/booking.ts'
import { hotel as hotelTexts } from '../../src/texts/hotel.ts'
import { kit as kitTexts } from '../../src/texts/kit.ts'
import { huaili, suite } from '../house.ts'
import { setUp } from './setting.ts'
import type { Stage } from './stage.ts'
import { fillForm, seen, submit } from './walk.ts'

const setting = setUp()
const [hotel, kit, booking] = [sayIn(hotelTexts, 'zh'), sayIn(kitTexts, 'zh'), sayIn(bookingTexts, 'zh')]
const daySeconds = 86_400
const day = (offset: number) => setting.house.day(offset)
const tripOn = (checkIn: string, checkOut: string) => ({
  'trip-1': { city: '', checkIn, checkOut, rooms: 1, guests: 2 },
})
const hotelPath = (query: Record<string, string> = {}) =>
  `/pages/hotel/index?${new URLSearchParams({ id: huaili, ...query })}`
const prices = (stage: Stage) => stage.page.getByRole('heading', { name: hotel('choose') }).waitFor()

for (const [name, clockOffMs] of [
  ['a day slow', -daySeconds * 1_000],
  ['a day fast', daySeconds * 1_000],
] as const) {
  test(`a device that is ${name} shows prices for the hotel's dates`, () =>
    setting.on({ clockOffMs }, async (stage) => {
      await stage.open(hotelPath())
      await prices(stage)
      await seen(stage.page, rangeText(await day(1), await day(2), 'zh').split(' – ')[0]!)
    }))
}

test('a stay asked for by an old link is said to have passed, and other dates are offered', async () => {
  const [from, to] = [await day(-9), await day(-7)]
  await setting.on({}, async (stage) => {
    await stage.open(hotelPath({ checkIn: from, checkOut: to }))
    await prices(stage)
    const now = rangeText(await day(1), await day(3), 'zh')
    await seen(stage.page, kit('datesPassed', { dates: rangeText(from, to, 'zh'), now }))
    await stage.page
      .getByRole('button', { name: kit('otherDates'), exact: true })
      .first()
      .click()
    await stage.page.getByRole('dialog').getByText(kit('calendarTitle')).waitFor()
  })
})

test('a product whose clock is moved takes kept dates along silently, and says so in a form that is open', async () => {
  const guest = await setting.guest()
  const [from, to] = [await day(2), await day(3)]
  await setting.on({ guest, kept: tripOn(from, to) }, async (stage) => {
    await stage.open(`/pages/booking/index?${new URLSearchParams({ hotelId: huaili, ...suite })}`)
    await seen(stage.page, booking('submit'))
    await setting.house.sandbox.advanceClock(5 * daySeconds)
    await fillForm(stage.page, 'zh')
    await submit(stage.page, 'zh')
    const now = rangeText(await day(1), await day(2), 'zh')
    await seen(stage.page, kit('datesPassed', { dates: rangeText(from, to, 'zh'), now }), 40_000)
    assert.deepEqual(await guest.orders(), [])
  })
  await setting.on({ kept: tripOn(from, to) }, async (stage) => {
    await stage.open(hotelPath())
    await prices(stage)
    assert.equal(await stage.page.getByText(kit('otherDates'), { exact: true }).filter({ visible: true }).count(), 0)
  })
})
