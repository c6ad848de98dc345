import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Bus } from '../ports/bus.ts'
import { noting, withSpine } from './test-spine.ts'

test('rows are taken by their state: a late commit with a smaller number is not passed over', async () => {
  const heard: string[] = []
  await withSpine({ subscriptions: [noting(heard)] }, async (spine) => {
    for (const order of ['late', 'early']) await spine.tellEdge(order, 1)
    const away = Number.MAX_SAFE_INTEGER
    const only = (sql: string) => spine.db.transaction(async (tx) => void (await tx.prepared(sql).run()))
    await only(`update outbox set try_at = ${away} where message_key = 'late'`)
    await spine.settle()
    assert.deepEqual(heard, ['early 1'])
    await only(`update outbox set try_at = 0 where message_key = 'late'`)
    await spine.settle()
    assert.deepEqual(heard, ['early 1', 'late 1'])
  })
})

test('a bus that refuses is asked again after 0.2 s, then later each time', async () => {
  let published = 0
  const through = (bus: Bus): Bus => ({
    ...bus,
    async publish(messages) {
      published += 1
      return messages.map(() => new Error('no broker'))
    },
  })
  await withSpine({ subscriptions: [noting([])], through }, async (spine) => {
    await spine.tellEdge('a', 1)
    await spine.settle()
    for (const waitMs of [200, 400, 800]) {
      const before = published
      spine.pass(waitMs - 1)
      await spine.settle()
      assert.equal(published, before)
      spine.pass(1)
      await spine.settle()
      assert.equal(published, before + 1)
    }
  })
})
