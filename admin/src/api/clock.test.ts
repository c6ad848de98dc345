import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createServerClock } from './clock.ts'

const said = 'Wed, 25 Nov 2026 06:20:00 GMT'
const saidAt = Date.parse(said)

test('a computer an hour behind shows the server’s time all the same', () => {
  let device = saidAt - 3_600_000
  const clock = createServerClock(() => device)
  const askedAt = device
  device += 100
  clock.heard(said, askedAt)
  assert.ok(Math.abs(clock.now() - saidAt) <= 600)
  device += 60_000
  assert.ok(Math.abs(clock.now() - saidAt - 60_000) <= 600)
})

test('a slow answer does not replace what a quick one said, unless both cannot be true', () => {
  let device = saidAt
  const clock = createServerClock(() => device)
  clock.heard(said, device)
  const before = clock.now()
  device += 8_000
  clock.heard(new Date(saidAt + 7_000).toUTCString(), device - 8_000)
  assert.equal(clock.now(), before + 8_000)
  device += 8_000
  clock.heard(new Date(saidAt + 3_600_000).toUTCString(), device - 8_000)
  assert.ok(clock.now() > saidAt + 3_500_000)
})
