import assert from 'node:assert/strict'
import { test } from 'node:test'
import { storm } from './storm.ts'

test('a rush sells what there is and nothing more, and every truth holds afterwards', {
  timeout: 120_000,
}, async () => {
  const { scenes, violated } = await storm({ size: 1 })
  assert.deepEqual(violated, [])
  assert.deepEqual(
    scenes.flatMap(({ violations }) => violations),
    [],
  )
  const [rooms, coupon, , logins] = scenes
  assert.ok(rooms!.outcomes.booked! >= 3, JSON.stringify(rooms!.outcomes))
  assert.equal(coupon!.outcomes.used, 1)
  assert.equal(logins!.outcomes.joined, 1)
})
