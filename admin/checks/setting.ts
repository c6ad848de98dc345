import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { type House, openHouse } from '../../guest/checks/house.ts'
import { launch } from '../../guest/checks/web/chromium.ts'
import { type Browser, openStage, type Stage, type StageWish } from './stage.ts'

export interface Setting {
  house: House
  browser: Browser
  /** Opens the admin web for the work, and finds at its end that nothing was complained about. */
  on(wish: Omit<StageWish, 'house' | 'browser'>, work: (stage: Stage) => Promise<unknown>): Promise<void>
}

/** A house and a browser for the tests of a file. */
export function setUp(): Setting {
  const setting = {
    async on(wish, work) {
      const { house, browser } = setting
      await using stage = await openStage({ house, browser, ...wish })
      await work(stage)
      assert.deepEqual(stage.complaints(), [])
    },
  } as Setting
  before(async () => {
    setting.house = await openHouse()
    setting.browser = await launch()
  })
  after(async () => {
    await setting.browser?.close()
    await setting.house?.[Symbol.asyncDispose]()
  })
  return setting
}
