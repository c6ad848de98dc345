import assert from 'node:assert/strict'
import { test } from 'node:test'
import { huaili } from '../house.ts'
import { setUp } from './setting.ts'

const setting = setUp()
const pressesAtMost = 60

const framesAtMost = 60

/**
 * The name of what has the keyboard, and on which sides its ring is cut off by what it stands in, once what scrolls has
 * come to rest; null when nothing has the keyboard.
 */
const lookAtRing = `(async () => {
  const at = document.activeElement
  if (at === document.body) return null
  const cutNow = () => {
    const style = getComputedStyle(at)
    const reach = style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineOffset) + parseFloat(style.outlineWidth)
    const { left, right, top, bottom } = at.getBoundingClientRect()
    const cut = bottom + reach > innerHeight + 0.5 ? ['by the end of the screen'] : []
    for (let by = at.parentElement; by && by !== document.body; by = by.parentElement) {
      const { overflowX, overflowY, position } = getComputedStyle(by)
      const edge = by.getBoundingClientRect()
      const sideways = left - reach < edge.left - 0.5 || right + reach > edge.right + 0.5
      const upright = top - reach < edge.top - 0.5 || bottom + reach > edge.bottom + 0.5
      if (overflowX !== 'visible' && sideways) cut.push('sideways by ' + by.className)
      if (overflowY !== 'visible' && upright) cut.push('above or below by ' + by.className)
      if (position === 'fixed') break
    }
    return cut
  }
  for (let frames = 0; frames < ${framesAtMost} && cutNow().length > 0; frames += 1) await new Promise(requestAnimationFrame)
  const name = (at.getAttribute('aria-label') ?? at.textContent ?? '').trim().slice(0, 40)
  return { name: at.className + ' "' + name + '"', cut: cutNow() }
})()`

for (const path of [
  '/pages/home/index',
  '/pages/list/index?q=',
  '/pages/me/index',
  `/pages/hotel/index?id=${huaili}`,
]) {
  test(`the ring around what has the keyboard is whole on ${path}`, () =>
    setting.on({ where: 'browser' }, async (stage) => {
      await stage.open(path)
      await stage.settled()
      const cut = new Set<string>()
      let looked = 0
      for (; looked < pressesAtMost; looked += 1) {
        await stage.page.keyboard.press('Tab')
        const ring = (await stage.page.evaluate(lookAtRing)) as { name: string; cut: string[] } | null
        if (ring === null) break
        for (const each of ring.cut) cut.add(`${ring.name} ${each}`)
      }
      assert.ok(looked > 4, 'there is something to reach')
      assert.deepEqual([...cut], [])
    }))
}
