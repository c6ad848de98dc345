import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { type House, openHouse } from '../house.ts'
import { launch } from '../web/chromium.ts'
import { axeProblems, fitProblems, targetProblems } from '../web/looks.ts'
import { createPlays, type Scene } from './scene.ts'

/** Declares a test for each scene in each language: it comes about, nobody is shut out, nothing is cut, nothing leaks. */
export function lookAt(scenes: readonly Scene[]): void {
  let house: House
  let browser: Browser
  let playIn: ReturnType<typeof createPlays>
  before(async () => {
    house = await openHouse()
    browser = await launch()
    playIn = createPlays(house, browser, { scale: 1 })
  })
  after(async () => {
    await browser?.close()
    await house?.[Symbol.asyncDispose]()
  })
  for (const { name, play, moving } of scenes) {
    for (const language of ['zh', 'en'] as const) {
      test(`${name} in ${language}`, async () => {
        await house.sandbox.clearFaults()
        await using stage = await play(playIn(language))
        if (!moving) await stage.settled()
        const problems = [
          ...(await axeProblems(stage)),
          ...(await targetProblems(stage)).map((each) => `small to tap: ${each}`),
          ...(await fitProblems(stage, moving ? 'moving' : 'settled')),
          ...stage.complaints(),
        ]
        assert.deepEqual(problems, [])
      })
    }
  }
}
