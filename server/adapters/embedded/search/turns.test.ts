import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as nextRound } from 'node:timers/promises'
import { createTurns } from './turns.ts'

test('all who ask share one budget of a round', async () => {
  const turns = createTurns(5)
  assert.equal(turns.due(), false)
  const until = performance.now() + 6
  while (performance.now() < until);
  assert.equal(turns.due(), true, 'the first has used it up')
  assert.equal(turns.due(), true, 'so there is none for the second')
  await nextRound()
  assert.equal(turns.due(), false, 'a new round, a new budget')
})

test('those who wait are served in order, each round at least one', async () => {
  const turns = createTurns(0)
  const served: string[] = []
  const work = async (name: string) => {
    for (let step = 0; step < 3; step += 1) {
      await turns.pass()
      served.push(name)
    }
  }
  const done = Promise.all(['a', 'b', 'c'].map(work))
  for (let round = 0; round < 30 && served.length < 9; round += 1) await nextRound()
  assert.equal(served.join(''), 'abcabcabc')
  await done
})
