import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Bus } from '../ports/bus.ts'
import type { Message } from './message.ts'
import { forgetOldMessages, republishLost } from './republish.ts'
import { noting, type TestSpine, withSpine } from './test-spine.ts'

const minute = 60_000
const day = 1_440 * minute

/** A bus that takes everything and delivers only when it pleases. */
function losing(lost: { is: boolean; published: Message[] }) {
  return (bus: Bus): Bus => ({
    ...bus,
    async publish(messages) {
      lost.published.push(...messages)
      return lost.is ? messages.map(() => null) : bus.publish(messages)
    },
  })
}

const stateOf = async (spine: TestSpine) => (await spine.rows('outbox')).map(({ state }) => state)

test('an event the bus lost is published again five minutes after it was due', async () => {
  const heard: string[] = []
  const lost = { is: true, published: [] as Message[] }
  const subscriptions = [noting(heard)]
  await withSpine({ subscriptions, through: losing(lost) }, async (spine) => {
    const sweep = async (ms: number) => {
      spine.pass(ms)
      await republishLost(spine.db, subscriptions)
      await spine.settle()
      return lost.published.length
    }
    await spine.tellEdge('a', 1)
    await spine.settle()
    assert.equal(await sweep(5 * minute - 1), 1)
    assert.equal(await sweep(minute), 2)
    lost.is = false
    await sweep(20 * minute)
    assert.deepEqual(heard, ['a 1'])
  })
})

test('an event that all have is done, also where no handler cares for it', async () => {
  const subscriptions = [{ ...noting([]), on: {} }]
  await withSpine({ subscriptions }, async (spine) => {
    await spine.tellEdge('a', 1)
    await spine.settle()
    assert.deepEqual(await stateOf(spine), ['sent'])
    spine.pass(6 * minute)
    await republishLost(spine.db, subscriptions)
    assert.deepEqual(await stateOf(spine), ['done'])
  })
})

test('what is done is forgotten after thirty days, all of it, and a dead letter never', {
  skip: 'one batch an hour is forgotten, and letters lose their event',
}, async () => {
  const subscriptions = [
    noting([], {
      maxAttempts: 1,
      first: (order) => {
        if (order === 'sick') throw new Error('poison')
      },
    }),
  ]
  await withSpine({ subscriptions }, async (spine) => {
    await Promise.all(Array.from({ length: 700 }, (_, order) => spine.tellEdge(`o${order}`, 1)))
    await spine.tellEdge('sick', 1)
    await spine.settle()
    spine.pass(6 * minute)
    while ((await republishLost(spine.db, subscriptions)) === 'more');
    const forget = async () => {
      await forgetOldMessages(spine.db)
    }
    spine.pass(29 * day)
    await forget()
    assert.equal((await spine.rows('outbox')).length, 701)
    spine.pass(2 * day)
    await forget()
    assert.deepEqual(
      (await spine.rows('outbox')).map((row) => row.message_key),
      ['sick'],
    )
    assert.equal((await spine.rows('inbox')).length, 0)
    assert.equal((await spine.rows('parked')).length, 1)
  })
})

test('an order booked long ahead goes on in sequence when its first edges are forgotten', {
  skip: 'the next edge waits for an inbox row that was forgotten',
}, async () => {
  const heard: string[] = []
  const subscriptions = [noting(heard, { inSequence: true })]
  await withSpine({ subscriptions }, async (spine) => {
    await spine.tellEdge('a', 1)
    await spine.settle()
    spine.pass(6 * minute)
    await republishLost(spine.db, subscriptions)
    spine.pass(60 * day)
    await forgetOldMessages(spine.db)
    assert.deepEqual(await spine.rows('inbox'), [])
    await spine.tellEdge('a', 2)
    await spine.settle()
    assert.deepEqual(heard, ['a 1', 'a 2'])
  })
})
