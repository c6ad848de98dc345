import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page, Request } from 'playwright-core'
import type { Language } from '../../../contract/format.ts'
import { type Guest, type House, until } from '../house.ts'
import { giveWeChat, type WeChatHabits } from './wechat-browser.ts'

const inPage = readFileSync(join(import.meta.dirname, 'in-page.js'), 'utf8')

/** Where the app is opened: another browser, WeChat's, or as in the sandbox's phone, which has the mini-program's calls too. */
export type Where = 'browser' | 'wechat' | 'phone'

export interface StageWish {
  house: House
  browser: Browser
  /** Who is signed in; null: nobody yet. */
  guest?: Guest | null
  language?: Language
  where?: Where
  width?: number
  height?: number
  /** Device px per px; pictures are taken with two. */
  scale?: number
  reducedMotion?: 'reduce' | 'no-preference'
  /** How wrong the device's clock is; the house has moved its own, so by default it is set to that. */
  clockOffMs?: number
  /** What was kept on the device before, by the name the app gives it. */
  kept?: Record<string, unknown>
}

/** A phone with the guest app open in its browser. */
export interface Stage extends AsyncDisposable {
  page: Page
  context: BrowserContext
  house: House
  guest: Guest | null
  language: Language
  wechat: WeChatHabits
  /** Opens a page of the app by its address: `/pages/order/index?id=…`. */
  open(path: string): Promise<void>
  /** Waits until pictures are there and nothing moves. */
  settled(): Promise<void>
  /** What should not have happened: calls to others, errors in the console, exceptions. Empty when all is well. */
  complaints(): string[]
}

const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148'
const userAgents: Record<Where, string> = {
  browser: `${iphone} Version/18.0 Safari/604.1`,
  wechat: `${iphone} MicroMessenger/8.0.60 NetType/WIFI Language/zh_CN`,
  phone: `${iphone} MicroMessenger/8.0.60 NetType/WIFI Language/zh_CN`,
}

export async function openStage(wish: StageWish): Promise<Stage> {
  const { house, browser, guest = null, language = 'zh', where = 'wechat', width = 390, height = 844 } = wish
  const kept = {
    'language-1': language,
    ...(guest ? { 'session-1': { ...guest.session, ended: false } } : {}),
    ...wish.kept,
  }
  const context = await browser.newContext({
    userAgent: userAgents[where],
    viewport: { width, height },
    deviceScaleFactor: wish.scale ?? 1,
    reducedMotion: wish.reducedMotion ?? 'no-preference',
    isMobile: true,
    hasTouch: true,
    locale: language === 'en' ? 'en-US' : 'zh-CN',
    // A guest far from the hotel: times must be the hotel's all the same.
    timezoneId: 'America/Los_Angeles',
    storageState: { cookies: [], origins: [{ origin: house.url, localStorage: storageOf(kept) }] },
  })
  context.setDefaultTimeout(15_000)
  await context.addInitScript(inPage)
  const houseNow = Date.parse(await house.sandbox.now())
  await context.addInitScript(setClock(houseNow - Date.now() + (wish.clockOffMs ?? 0)))
  const wechat = await giveWeChat(context, { house, guest, where })
  const complaints = watch(context, house)
  const page = await context.newPage()
  const inFlight = countCalls(page)
  return {
    page,
    context,
    house,
    guest,
    language,
    wechat,
    complaints: () => [...complaints],
    async open(path) {
      await page.goto(`${house.url}/#${path}`)
      await page.locator('.page:visible').waitFor()
    },
    settled: () => until(async () => inFlight() === 0 && (await isSettled(page)), `${page.url()} never came to rest`),
    async [Symbol.asyncDispose]() {
      await context.close()
    },
  }
}

/** The device's clock, wherever the house has moved its own to. */
function setClock(offsetMs: number): string {
  return `{
    const now = Date.now.bind(Date)
    globalThis.Date = class extends Date {
      constructor(...given) { given.length === 0 ? super(now() + ${offsetMs}) : super(...given) }
      static now() { return now() + ${offsetMs} }
    }
  }`
}

async function isSettled(page: Page): Promise<boolean> {
  return (await page.evaluate('checks.isSettled()')) === true
}

/** How many calls of the page have no answer yet. */
function countCalls(page: Page): () => number {
  const open = new Set<Request>()
  page.on('request', (request) => open.add(request))
  page.on('requestfinished', (request) => open.delete(request))
  page.on('requestfailed', (request) => open.delete(request))
  return () => open.size
}

/** As Taro keeps things in a browser: each value as JSON, under `data`. */
function storageOf(kept: Record<string, unknown>): { name: string; value: string }[] {
  return Object.entries(kept).map(([name, value]) => ({
    name: `yizhan.${name}`,
    value: JSON.stringify({ data: JSON.stringify(value) }),
  }))
}

/** Keeps what nobody should see: a call to another host, a broken policy, an error nobody caught. */
export function watch(context: BrowserContext, house: House): string[] {
  const complaints: string[] = []
  const ours = [house.url, house.sandboxUrl]
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (/^https?:|^wss?:/.test(protocol) && !ours.includes(origin))
      complaints.push(`asks another host: ${request.url()}`)
  })
  context.on('weberror', (error) => complaints.push(`throws: ${error.error().stack ?? error.error().message}`))
  context.on('console', (message) => {
    // The browser itself notes every answer that is a no, and every call that did not get through.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      complaints.push(`says: ${message.text()}`)
    }
  })
  return complaints
}
