import assert from 'node:assert/strict'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { after, before, test } from 'node:test'
import lighthouse from 'lighthouse'
import type { Browser } from 'playwright-core'
import { freePort } from '../../../proof/house/free-port.ts'
import { type House, huaili, openHouse } from '../house.ts'
import { launch } from './chromium.ts'
import { openStage } from './stage.ts'

const firstLoadAtMost = 160 * 1024
const wanted = { accessibility: 100, 'best-practices': 95 }
const hoped = { performance: 90 }
const scrolledFrames = 180

let house: House
let browser: Browser
let port: number
before(async () => {
  house = await openHouse()
  port = await freePort()
  browser = await launch([`--remote-debugging-port=${port}`])
})
after(async () => {
  await browser.close()
  await house[Symbol.asyncDispose]()
})

test(`the first screen needs no more than ${firstLoadAtMost / 1024} KB of page, code and styles, packed by gzip`, async (context) => {
  await using stage = await openStage({ house, browser, where: 'browser' })
  const loaded = new Set<string>()
  stage.page.on('request', (request) => {
    const { origin } = new URL(request.url())
    if (origin === house.url && ['document', 'script', 'stylesheet'].includes(request.resourceType())) {
      loaded.add(request.url().split('#')[0]!)
    }
  })
  await stage.open('/pages/home/index')
  await stage.settled()
  const sizes = await Promise.all([...loaded].map(async (url) => ({ url, bytes: await packedBytes(url) })))
  const sum = sizes.reduce((total, { bytes }) => total + bytes, 0)
  const list = sizes.map(({ url, bytes }) => `${url.slice(house.url.length)} ${bytes}`).join(', ')
  context.diagnostic(`first load ${Math.round(sum / 1024)} KB in ${sizes.length} files`)
  assert.ok(sum <= firstLoadAtMost, `${sum} bytes: ${list}`)
})

const pages = {
  home: '/pages/home/index',
  list: '/pages/list/index',
  hotel: `/pages/hotel/index?id=${huaili}`,
  legal: '/pages/legal/index?what=privacy',
}
for (const [name, path] of Object.entries(pages)) {
  test(`Lighthouse on a phone finds ${name} accessible and in good order`, async (context) => {
    const result = await lighthouse(`${house.url}/#${path}`, {
      port,
      output: 'json',
      logLevel: 'silent',
      onlyCategories: [...Object.keys(wanted), ...Object.keys(hoped)],
    })
    assert.ok(result, 'Lighthouse answered')
    const { categories, audits } = result.lhr
    const score = (category: string) => Math.round((categories[category]?.score ?? 0) * 100)
    const figures = Object.keys(categories).map((category) => `${category} ${score(category)}`)
    const times = [
      'first-contentful-paint',
      'largest-contentful-paint',
      'total-blocking-time',
      'cumulative-layout-shift',
    ]
    context.diagnostic(
      `${name}: ${figures.join(', ')}; ${times.map((id) => `${id} ${audits[id]?.displayValue}`).join(', ')}`,
    )
    if (score('performance') < hoped.performance)
      context.diagnostic(`${name}: performance is below ${hoped.performance}`)
    for (const [category, least] of Object.entries(wanted)) {
      const failing = categories[category]!.auditRefs.filter(({ id, weight }) => weight > 0 && audits[id]!.score === 0)
      const why = failing.map(({ id }) => `${id}: ${JSON.stringify(audits[id]!.details ?? {}).slice(0, 600)}`)
      assert.ok(score(category) >= least, `${category} ${score(category)}, not ${least}: ${why.join('\n')}`)
    }
  })
}

test('frames are counted while a year of prices is scrolled', async (context) => {
  await using stage = await openStage({ house, browser, where: 'browser' })
  await stage.open(pages.hotel)
  await stage.settled()
  await stage.page
    .getByRole('button', { name: /改日期/ })
    .filter({ visible: true })
    .first()
    .click()
  await stage.page.getByRole('dialog').filter({ visible: true }).getByRole('gridcell').first().waitFor()
  await stage.settled()
  const frames = (await stage.page.evaluate(
    `checks.framesWhileScrolling('[role=dialog]', ${scrolledFrames})`,
  )) as number[]
  assert.equal(frames.length, scrolledFrames)
  const inOrder = frames.toSorted((a, b) => a - b)
  const [p50, p95, most] = [0.5, 0.95, 1].map((share) => inOrder[Math.ceil(share * inOrder.length) - 1]!.toFixed(1))
  context.diagnostic(`frames while scrolling the calendar: p50 ${p50} ms, p95 ${p95} ms, most ${most} ms`)
})

/** What travels of a body, as a phone far from us gets it. */
async function packedBytes(url: string): Promise<number> {
  const request = get(url, { headers: { 'accept-encoding': 'gzip' } })
  const [answer] = (await once(request, 'response')) as [IncomingMessage]
  let bytes = 0
  for await (const piece of answer) bytes += (piece as Buffer).length
  return bytes
}
