import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import type { Browser } from 'playwright-core'
import { type Guest, type House, openHouse } from '../house.ts'
import { launch } from './chromium.ts'
import { openStage, type Stage, type StageWish } from './stage.ts'

export interface Setting {
  house: House
  browser: Browser
  guest(wish?: Parameters<House['guest']>[0]): Promise<Guest>
  /** Opens the app for the work, and finds at its end that nothing was complained about. */
  on(wish: Omit<StageWish, 'house' | 'browser'>, work: (stage: Stage) => Promise<unknown>): Promise<void>
}

/** A house and a browser for the tests of a file. */
export function setUp(env: Record<string, string> = {}): Setting {
  const setting = {
    guest: (wish) => setting.house.guest(wish),
    async on(wish, work) {
      const { house, browser } = setting
      await using stage = await openStage({ house, browser, ...wish })
      await work(stage)
      assert.deepEqual(stage.complaints(), [])
    },
  } as Setting
  before(async () => {
    setting.house = await openHouse(env)
    setting.browser = await launch()
  })
  after(async () => {
    await setting.browser?.close()
    await setting.house?.[Symbol.asyncDispose]()
  })
  return setting
}
