import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { sayIn } from '../../../contract/texts.ts'
import { kit } from '../../src/texts/kit.ts'
import { huaili, king } from '../house.ts'
import { setUp } from './setting.ts'
import type { Stage } from './stage.ts'

const setting = setUp()
const path = `/pages/hotel/index?id=${huaili}`

interface Focused {
  id: string
  role: string | null
  label: string
}

/** What has the keyboard, as a screen reader would say it. */
function focused(page: Page): Promise<Focused> {
  return page.evaluate(
    `(() => { const at = document.activeElement; return { id: at.id, role: at.getAttribute('role'), label: at.getAttribute('aria-label') ?? at.textContent } })()`,
  ) as Promise<Focused>
}

const inDialog = (page: Page) => page.evaluate("document.activeElement.closest('[role=dialog]') !== null")

async function openCalendar(stage: Stage): Promise<void> {
  await stage.open(path)
  await stage.settled()
  await stage.page.locator('.dates').filter({ visible: true }).first().focus()
  await stage.page.keyboard.press('Enter')
  await stage.page.getByRole('dialog').waitFor()
  await stage.settled()
}

/** Tab goes round in the sheet until it comes to the day that holds the place. */
async function tabToDay({ page }: Stage): Promise<Focused> {
  for (let presses = 0; presses < 12; presses += 1) {
    await page.keyboard.press('Tab')
    const at = await focused(page)
    if (at.role === 'gridcell') return at
  }
  throw new Error('Tab never came to a day')
}

for (const language of ['zh', 'en'] as const) {
  test(`dates are chosen by keys alone, and each day says its price (${language})`, async () => {
    const [checkIn, checkOut] = [await setting.house.day(40), await setting.house.day(41)]
    const desk = await setting.house.desk()
    const full = await setting.house.day(44)
    // The cheapest room's calendar is shown: on that day it is full.
    for (const index of [1, 2, 3]) {
      await desk.set(
        { hotelId: huaili, roomTypeId: `rmt_chengdu_huaili_${index}`, from: full, to: await setting.house.day(45) },
        { total: 0 },
      )
    }
    const kept = { 'trip-1': { city: '', checkIn, checkOut, rooms: 1, guests: 2 } }
    await setting.on({ language, kept, where: 'browser' }, async (stage) => {
      const { page } = stage
      const t = sayIn(kit, language)
      await openCalendar(stage)
      const first = await tabToDay(stage)
      assert.equal(first.id, `day-${checkIn}`, 'Tab comes to the chosen day')
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('ArrowRight')
      const begin = await focused(page)
      assert.equal(begin.id, `day-${await setting.house.day(42)}`)
      assert.match(begin.label, language === 'zh' ? /每晚 ¥\d+/ : /¥\d+ a night/)
      await page.keyboard.press('Enter')
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('ArrowRight')
      assert.match((await focused(page)).label, new RegExp(t('cellFull')))
      await page.keyboard.press('ArrowLeft')
      await page.keyboard.press(' ')
      assert.match((await page.getByRole('dialog').getByRole('status').textContent()) ?? '', /¥/)
      const done = page.getByRole('dialog').getByRole('button', { name: t('chooseThese').split('{')[0]! })
      await done.focus()
      await page.keyboard.press('Enter')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      assert.match(
        (await focused(page)).label,
        new RegExp(t('changeDates').trim().slice(0, 3)),
        'the focus is back where it was',
      )
      const trip = (await page.evaluate("JSON.parse(JSON.parse(localStorage['yizhan.trip-1']).data)")) as Record<
        string,
        unknown
      >
      assert.deepEqual([trip.checkIn, trip.checkOut], [await setting.house.day(42), await setting.house.day(43)])
    })
  })
}

test('Home, End, PageUp and PageDown move by week and month', () =>
  setting.on({ where: 'browser' }, async (stage) => {
    const { page } = stage
    await openCalendar(stage)
    const { id } = await tabToDay(stage)
    const day = async () => new Date(`${(await focused(page)).id.slice('day-'.length)}T00:00:00Z`)
    await page.keyboard.press('End')
    assert.equal((await day()).getUTCDay(), 6)
    await page.keyboard.press('Home')
    assert.ok((await day()).getUTCDay() === 0 || (await focused(page)).id <= id)
    const before = await day()
    await page.keyboard.press('PageDown')
    assert.equal((await day()).getUTCMonth(), (before.getUTCMonth() + 1) % 12)
    await page.keyboard.press('PageUp')
    assert.equal((await day()).getUTCMonth(), before.getUTCMonth())
  }))

test('a sheet keeps the keyboard, closes by Escape and gives the focus back', async () => {
  const guest = await setting.guest()
  const stay = { checkIn: await setting.house.day(50), checkOut: await setting.house.day(51) }
  const { id } = await guest.book({ ...king, ...stay })
  await setting.on({ guest }, async (stage) => {
    const { page } = stage
    await stage.open(`/pages/order/index?id=${id}`)
    await stage.settled()
    const opener = page.locator('.order-bar-side button')
    await opener.focus()
    const label = (await focused(page)).label
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    for (let presses = 0; presses < 8; presses += 1) {
      await page.keyboard.press(presses % 3 === 2 ? 'Shift+Tab' : 'Tab')
      assert.ok(await inDialog(page), 'the keyboard stays in the sheet')
    }
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    assert.equal((await focused(page)).label, label)
  })
})

test('every way of a page is reached by Tab in the order it is read, and seen when it is', () =>
  setting.on({ where: 'browser' }, async (stage) => {
    const { page } = stage
    await stage.open('/pages/home/index')
    await stage.settled()
    const seenAt: number[] = []
    const count = await page.locator('.page:visible').locator('button:visible, a:visible, input:visible').count()
    for (let presses = 0; presses < count; presses += 1) {
      await page.keyboard.press('Tab')
      const at = (await page.evaluate(
        `(() => { const at = document.activeElement; const box = at.getBoundingClientRect(); const style = getComputedStyle(at)
          return { top: box.top, bottom: box.bottom, height: innerHeight, drawn: style.outlineStyle !== 'none' || style.boxShadow !== 'none' || at.matches('input') } })()`,
      )) as { top: number; bottom: number; height: number; drawn: boolean }
      assert.ok(at.bottom > 0 && at.top < at.height, 'what has the focus is in sight')
      assert.ok(at.drawn, `the focus is drawn: ${JSON.stringify(await focused(page))}`)
      seenAt.push(at.top)
    }
    assert.ok(seenAt.length > 5)
  }))
