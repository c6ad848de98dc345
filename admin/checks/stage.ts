import type { Language } from '../../contract/format.ts'
import { type House, until } from '../../guest/checks/house.ts'
import type { launch } from '../../guest/checks/web/chromium.ts'
import { managerPassword } from '../../proof/house/visit.ts'

export type Browser = Awaited<ReturnType<typeof launch>>
export type Page = Awaited<ReturnType<Browser['newPage']>>

export interface StageWish {
  house: House
  browser: Browser
  language?: Language
  width?: number
  height?: number
}

/** A computer at a desk with the admin web in its browser. */
export interface Stage extends AsyncDisposable {
  page: Page
  /** Opens a page of the admin web by its address below `/admin`. */
  open(path: string): Promise<void>
  signIn(username?: string, password?: string): Promise<void>
  /** Waits until nothing is on its way and nothing moves. */
  settled(): Promise<void>
  /** What should not have happened: calls to others, a broken policy, errors nobody caught. */
  complaints(): string[]
}

const atRest = `document.querySelector('[aria-busy=true]') === null && document.getAnimations().every((one) =>
  one.playState !== 'running' || one.effect?.getComputedTiming().iterations === Infinity)`

/** The desk is far from the hotel: times must be the hotel's all the same. */
export async function openStage({
  house,
  browser,
  language = 'zh',
  width = 1440,
  height = 900,
}: StageWish): Promise<Stage> {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: language === 'en' ? 'en-US' : 'zh-CN',
    timezoneId: 'America/Los_Angeles',
    storageState: {
      cookies: [],
      origins: [{ origin: house.url, localStorage: [{ name: 'yizhan.admin.language', value: language }] }],
    },
  })
  context.setDefaultTimeout(15_000)
  const complaints: string[] = []
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (protocol !== 'data:' && origin !== house.url) complaints.push(`asks another host: ${request.url()}`)
  })
  context.on('weberror', (error) => complaints.push(`throws: ${error.error().stack ?? error.error().message}`))
  context.on('console', (message) => {
    // The browser itself notes every answer that is a no.
    const isNo = message.text().startsWith('Failed to load resource')
    if ((message.type() === 'error' || message.type() === 'warning') && !isNo)
      complaints.push(`says: ${message.text()}`)
  })
  const page = await context.newPage()
  let underWay = 0
  page.on('request', () => (underWay += 1))
  page.on('requestfinished', () => (underWay -= 1))
  page.on('requestfailed', () => (underWay -= 1))
  return {
    page,
    async open(path) {
      await page.goto(`${house.url}/admin${path}`)
      await page.getByRole('main').waitFor()
    },
    async signIn(username = 'manager', password = managerPassword) {
      await page.locator('input[autocomplete=username]').fill(username)
      await page.locator('input[autocomplete=current-password]').fill(password)
      await page.keyboard.press('Enter')
    },
    settled: () =>
      until(async () => underWay === 0 && (await page.evaluate(atRest)) === true, 'the page never came to rest'),
    complaints: () => [...complaints],
    async [Symbol.asyncDispose]() {
      await context.close()
    },
  }
}
