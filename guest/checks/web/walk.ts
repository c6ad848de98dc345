import assert from 'node:assert/strict'
import type { Frame, Page } from 'playwright-core'
import type { Language } from '../../../contract/format.ts'
import type { GuestOrder } from '../../../contract/guest/orders.ts'
import { sayIn } from '../../../contract/texts.ts'
import { booking } from '../../src/texts/booking.ts'
import { home } from '../../src/texts/home.ts'
import { hotel as hotelTexts } from '../../src/texts/hotel.ts'
import type { Guest } from '../house.ts'
import { begins, like } from '../texts.ts'

/** The app on a screen: a page of its own, or the frame in the sandbox's phone. */
export type App = Page | Frame

/** Taps what is called so and is in front. */
export async function tapIn(
  app: App,
  name: string | RegExp,
  role: 'button' | 'link' | 'tab' | 'radio' | 'gridcell' = 'button',
) {
  await app.getByRole(role, { name, exact: true }).first().click()
}

/** Waits until a text is in front. */
export async function seen(app: App, text: string | RegExp, withinMs = 20_000): Promise<void> {
  await app.getByText(text, { exact: true }).filter({ visible: true }).first().waitFor({ timeout: withinMs })
}

/** From the first screen to the form of a room: by keyword, the branch that is found, its room of that name. */
export async function walkToForm(
  app: App,
  language: Language,
  { q, room }: { q: string; room: RegExp },
): Promise<void> {
  const [t, th] = [sayIn(home, language), sayIn(hotelTexts, language)]
  await app.getByRole('searchbox').filter({ visible: true }).fill(q)
  await tapIn(app, t('search'))
  await app.locator('.found-way').first().click()
  await app.getByRole('heading', { name: th('choose') }).waitFor()
  await app
    .getByRole('button', { name: room })
    .filter({ hasText: th('book') })
    .first()
    .click()
  await app.getByPlaceholder(sayIn(booking, language)('guestHint')).waitFor()
}

export async function fillForm(app: App, language: Language): Promise<void> {
  const t = sayIn(booking, language)
  await app.getByPlaceholder(t('guestHint')).filter({ visible: true }).fill('林知远')
  await app.getByPlaceholder(t('phoneHint')).filter({ visible: true }).fill('13800001234')
}

export async function submit(app: App, language: Language): Promise<void> {
  await tapIn(app, sayIn(booking, language)('submit'))
}

/** The one order the guest has. */
export async function onlyOrder(guest: Guest): Promise<GuestOrder> {
  const all = await guest.orders()
  assert.equal(all.length, 1, `${all.length} orders, not one`)
  return all[0]!
}

export { begins, like }
