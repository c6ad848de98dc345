// Takes a picture of every scene of a group in both languages: `shoot.ts <group> <folder> [part of a name]`. Tall ones whole.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openHouse } from '../house.ts'
import { launch } from '../web/chromium.ts'
import type { Stage } from '../web/stage.ts'
import { groups } from './groups.ts'
import { createPlays } from './scene.ts'

const phone = { width: 390, height: 844 }
const tallestPx = 8_000

const [group = '', folder = '', part = ''] = process.argv.slice(2)
const scenes = (groups[group] ?? []).filter(({ name }) => name.includes(part))
mkdirSync(folder, { recursive: true })

let [passed, failed] = [0, 0]
await using house = await openHouse()
const browser = await launch()
const playIn = createPlays(house, browser, { scale: 2 })
for (const { name, play, moving } of scenes) {
  for (const language of ['zh', 'en'] as const) {
    try {
      await house.sandbox.clearFaults()
      await using stage = await play(playIn(language))
      if (!moving) await stage.settled()
      await shoot(stage, moving === true, join(folder, `${name}.${language}.png`))
      passed += 1
    } catch (error) {
      failed += 1
      console.error(`✖ ${name} in ${language}: ${(error as Error).message}`)
    }
  }
}
await browser.close()
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

/** A page as high as it is; a sheet over it only as high as the phone. */
async function shoot({ page, settled }: Stage, moving: boolean, path: string): Promise<void> {
  const hasSheet = (await page.getByRole('dialog').filter({ visible: true }).count()) > 0
  const height = hasSheet ? phone.height : Number(await page.evaluate('checks.height()'))
  await page.setViewportSize({ ...phone, height: Math.min(tallestPx, Math.max(phone.height, height)) })
  // Pictures that were out of sight come now.
  if (!moving) await settled()
  await page.screenshot({ path, animations: 'disabled', scale: 'device' })
}
