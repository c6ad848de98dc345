import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLoop } from './loop.ts'

const never = 3_600_000

async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + 5_000
  while (!holds()) {
    if (performance.now() > end) assert.fail('it did not happen')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

test('woken during a round, it runs once more, and never two rounds at a time', async () => {
  let [running, most, rounds] = [0, 0, 0]
  const gate = Promise.withResolvers<void>()
  const loop = createLoop({
    name: 'test',
    everyMs: never,
    async run() {
      running += 1
      most = Math.max(most, running)
      await gate.promise
      running -= 1
      rounds += 1
      return 'idle'
    },
    onError: () => assert.fail('no error'),
  })
  loop.start()
  await until(() => running === 1)
  for (let time = 0; time < 5; time += 1) loop.wake()
  gate.resolve()
  await until(() => rounds === 2)
  await loop.stop()
  assert.deepEqual([most, rounds], [1, 2])
})

test('a stop waits for the round under way, and there is none after it', async () => {
  let ended = 0
  const gate = Promise.withResolvers<void>()
  let begun = false
  const loop = createLoop({
    name: 'test',
    everyMs: 1,
    async run() {
      begun = true
      await gate.promise
      ended += 1
      return 'more'
    },
    onError: () => assert.fail('no error'),
  })
  loop.start()
  await until(() => begun)
  const stopped = loop.stop()
  loop.wake()
  gate.resolve()
  await stopped
  loop.wake()
  await new Promise((resolve) => setImmediate(resolve))
  assert.equal(ended, 1)
})

test('after an error it waits, woken or not, and goes on', async () => {
  const at: number[] = []
  const errors: unknown[] = []
  const loop = createLoop({
    name: 'test',
    everyMs: 1,
    async run() {
      at.push(performance.now())
      if (at.length === 1) throw new Error('once')
      return 'idle'
    },
    onError: (_name, error) => errors.push(error),
  })
  loop.start()
  await until(() => errors.length === 1)
  loop.wake()
  await until(() => at.length >= 2)
  await loop.stop()
  assert.ok(at[1]! - at[0]! >= 390, `${at[1]! - at[0]!} ms`)
})
