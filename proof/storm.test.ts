import assert from 'node:assert/strict'
import { test } from 'node:test'
import { storm } from './storm.ts'

test('a small rush sells what there is and nothing more, and every truth holds afterwards', {
  timeout: 120_000,
}, async () => {
  const { scenes, held, violated } = await storm({ size: 0.25, url: null })
  assert.deepEqual(violated, [])
  assert.ok(held > 20, `only ${held} truths were looked at`)
  assert.deepEqual(
    scenes.flatMap(({ scene, violations }) => violations.map((violation) => `${scene}: ${violation}`)),
    [],
  )
  const [rooms, coupon, , logins] = scenes
  // Three suites over four nights: the first come decide how many stays that is, but not how few or many it can be.
  assert.ok(rooms!.outcomes.booked! >= 3 && rooms!.outcomes.booked! <= 12, JSON.stringify(rooms!.outcomes))
  assert.equal(rooms!.outcomes.booked! + rooms!.outcomes.rooms_sold_out!, rooms!.attempts)
  assert.deepEqual(coupon!.outcomes, { used: 1, coupon_taken: 49 })
  assert.deepEqual(logins!.outcomes, { joined: 1, known: 24 })
})
