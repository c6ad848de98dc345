import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Bus } from '../ports/bus.ts'
import { emit } from './emit.ts'
import { type Message, maxPayloadBytes } from './message.ts'
import { relayOnce } from './relay.ts'
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

test('two relays take different rows, and never a row whose key the other still carries', async () => {
  const batches: Message[][] = []
  const through = (bus: Bus): Bus => ({
    ...bus,
    async publish(messages) {
      batches.push([...messages])
      return bus.publish(messages)
    },
  })
  await withSpine({ subscriptions: [noting([])], through }, async (spine) => {
    const gate = Promise.withResolvers<void>()
    const slow: Bus = {
      ...spine.bus,
      publish: async (messages) => {
        await gate.promise
        return spine.bus.publish(messages)
      },
    }
    const deps = { db: spine.db, now: spine.clock.now, leaseMs: 30_000, onError: () => {} }
    await spine.tellEdge('a', 1)
    const first = relayOnce({ ...deps, bus: slow })
    await spine.tellEdge('a', 2)
    await spine.tellEdge('b', 1)
    await relayOnce({ ...deps, bus: spine.bus })
    gate.resolve()
    await first
    await relayOnce({ ...deps, bus: spine.bus })
    assert.deepEqual(
      batches.flat().map(({ key, seq }) => `${key} ${seq}`),
      ['b 1', 'a 1', 'a 2'],
    )
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

test('what no bus would carry is refused where it is told, and nothing of the work remains', async () => {
  await withSpine({}, async ({ db, rows, clock }) => {
    const wrong = [
      db.transaction((tx) => emit(tx, { event: 'payment.settled', payload: { paymentId: 'p', subjectId: 's' } })),
      db.transaction((tx) => {
        const payload = { memberId: 'm', personKeys: ['x'.repeat(maxPayloadBytes)], at: clock.now() }
        return emit(tx, { event: 'member.joined', payload })
      }),
      db.transaction((tx) => emit(tx, { event: 'member.closed', payload: { memberId: 'm' }, dueAt: tx.now + 1 })),
    ]
    for (const telling of wrong) await assert.rejects(telling)
    assert.deepEqual(await rows('outbox'), [])
  })
})
