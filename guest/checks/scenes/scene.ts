import type { Browser } from 'playwright-core'
import type { Language } from '../../../contract/format.ts'
import type { GuestOrder } from '../../../contract/guest/orders.ts'
import { updateMe } from '../../../contract/guest/session.ts'
import type { Area, Say } from '../../../contract/texts.ts'
import { sayIn } from '../../../contract/texts.ts'
import type { Booking, Desk, Guest, House } from '../house.ts'
import { openStage, type Stage, type StageWish } from '../web/stage.ts'

/** A screen in a state that guests can get into, and the way there. */
export interface Scene {
  /** Of its picture: the page first. */
  name: string
  play(play: Play): Promise<Stage>
  /** It waits for something that does not come, so nobody waits for it to come to rest. */
  moving?: boolean
}

/** What a scene is made with; all of it in one language. */
export interface Play {
  house: House
  language: Language
  say: <Key extends string>(area: Area<Key>) => Say<Key>
  guest(wish?: { nickname?: string; phone?: string }): Promise<Guest>
  desk(): Promise<Desk>
  /** A stay of so many nights that no other scene has, unless one says from when. */
  stay(wish?: { nights?: number; from?: number }): Promise<{ checkIn: string; checkOut: string }>
  /** An order that has got so far. */
  order(guest: Guest, wish?: Partial<Booking> & { nights?: number; from?: number; paid?: boolean }): Promise<GuestOrder>
  /** A phone on which nothing is open yet. */
  stage(wish?: Omit<StageWish, 'house' | 'browser' | 'language'>): Promise<Stage>
  /** Opens the app at the address, signed in as the guest if there is one. */
  open(path: string, wish?: Omit<StageWish, 'house' | 'browser' | 'language'>): Promise<Stage>
}

/** Free of charge until the evening before, at the branch by the river: eight a night. */
export const riverKing = { roomTypeId: 'rmt_chengdu_wangjiang_1', ratePlanId: 'rpl_chengdu_wangjiang_1_flexible' }

const guestName = { zh: '林知远', en: 'Zhiyuan' }
const firstNight = 20
const nightsForSale = 340

/** Scenes of one house take nights of their own, so that none stands in another's way. */
export function createPlays(
  house: House,
  browser: Browser,
  { scale }: { scale: number },
): (language: Language) => Play {
  let next = firstNight
  return (language) => {
    const play: Play = {
      house,
      language,
      say: (area) => sayIn(area, language),
      async guest(wish = {}) {
        const guest = await house.guest(wish)
        await guest.client.call(updateMe, { body: { nickname: guestName[language], language } })
        guest.session.member.nickname = guestName[language]
        return guest
      },
      desk: () => house.desk(),
      async stay({ nights = 2, from } = {}) {
        const first = from ?? next
        if (from === undefined) next = next + nights > nightsForSale ? firstNight : next + nights
        return { checkIn: await house.day(first), checkOut: await house.day(first + nights) }
      },
      async order(guest, { nights, from, paid, ...booking } = {}) {
        const order = await guest.book({ ...riverKing, ...(await play.stay({ nights, from })), ...booking })
        if (!paid) return order
        await guest.pay(order.id)
        return guest.becomes(order.id, 'paid')
      },
      stage: (wish = {}) => openStage({ house, browser, language, scale, reducedMotion: 'reduce', ...wish }),
      async open(path, wish) {
        const stage = await play.stage(wish)
        await stage.open(path)
        return stage
      },
    }
    return play
  }
}

/** Calls whose address fits never get an answer. */
export async function hang(stage: Stage, address: string): Promise<void> {
  await stage.context.route(address, () => new Promise(() => undefined))
}

/** No call gets through. */
export async function cutOff(stage: Stage, address = '**/api/**'): Promise<void> {
  await stage.context.route(address, (route) => route.abort('internetdisconnected'))
}

/** Calls whose address fits are answered with a problem. */
export async function refuse(
  stage: Stage,
  {
    address,
    status,
    retryAfterS,
    ...problem
  }: { address: string; status: number; code: string; title: string; retryAfterS?: number },
): Promise<void> {
  await stage.context.route(address, (route) =>
    route.fulfill({
      status,
      contentType: 'application/problem+json',
      headers: retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) },
      body: JSON.stringify({ type: 'about:blank', status, detail: '', requestId: 'req_0123456789abcdef', ...problem }),
    }),
  )
}

export { begins, like } from '../texts.ts'

/** Taps what is called so: a button, a link or a choice in front. */
export async function tap(
  { page }: Stage,
  name: string | RegExp,
  role: 'button' | 'link' | 'radio' | 'tab' | 'checkbox' = 'button',
) {
  await page.getByRole(role, { name, exact: true }).first().click()
}

export async function shows({ page }: Stage, text: string | RegExp, withinMs = 15_000): Promise<void> {
  const there = page.getByText(text, { exact: true }).filter({ visible: true })
  await there.first().waitFor({ timeout: withinMs })
}
