import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newWorld } from '../test/world.ts'
import { datesBy } from './date.ts'

test('an answer says the time of the product’s clock, whatever way it is written', async () => {
  await using world = await newWorld()
  await world.pass(7_200)
  const li = await world.guest()
  const ahead = world.app.ports.clock.now() - Date.now()
  assert.ok(ahead > 7_000_000, `${ahead} ms ahead`)
  const authorization = `Bearer ${li.token}`
  const paths = ['/api/guest/room-types/rmt_chengdu_huaili_1', '/api/guest/orders', '/api/guest/areas', '/api/nothing']
  for (const path of paths) {
    const answer = await fetch(`${world.app.url}${path}`, { headers: { authorization } })
    const off = Date.parse(answer.headers.get('date') ?? '') - world.app.ports.clock.now()
    assert.ok(Math.abs(off) < 5_000, `${path} is ${off} ms off`)
  }
})

test('by the machine’s clock nothing is added', () => {
  assert.deepEqual(datesBy(null)(), [])
})
