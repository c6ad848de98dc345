import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Bus } from '../ports/bus.ts'
import type { Message } from './message.ts'
import { republishLost } from './republish.ts'
import { forgetOldMessages } from './retention.ts'
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

test('an event the bus lost is published again five minutes after it was due, later each time', async () => {
  const heard: string[] = []
  const lost = { is: true, published: [] as Message[] }
  const subscriptions = [noting(heard)]
  await withSpine({ subscriptions, through: losing(lost) }, async (spine) => {
    const sweep = async (ms: number) => {
      spine.pass(ms)
      await republishLost({ db: spine.db, subscriptions, onLost: () => {} })
      await spine.settle()
      return lost.published.length
    }
    await spine.tellEdge('a', 1)
    await spine.settle()
    assert.equal(await sweep(5 * minute - 1), 1)
    assert.equal(await sweep(1), 2)
    assert.equal(await sweep(5 * minute), 3)
    assert.equal(await sweep(5 * minute), 3, 'ten minutes missing: ten minutes more')
    assert.equal(await sweep(5 * minute), 4)
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
    spine.pass(5 * minute)
    await republishLost({ db: spine.db, subscriptions, onLost: () => {} })
    assert.deepEqual(await stateOf(spine), ['done'])
  })
})

test('the net gives an event up after thirty days, and says so', async () => {
  const lost = { is: true, published: [] as Message[] }
  const subscriptions = [noting([])]
  await withSpine({ subscriptions, through: losing(lost) }, async (spine) => {
    await spine.tellEdge('a', 1)
    await spine.settle()
    spine.pass(31 * day)
    const given: string[] = []
    await republishLost({ db: spine.db, subscriptions, onLost: (id) => given.push(id) })
    assert.equal(given.length, 1)
    assert.deepEqual(await stateOf(spine), ['done'])
  })
})

test('what is done is forgotten after thirty days, all of it, and a dead letter never', async () => {
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
    spine.pass(5 * minute)
    while ((await republishLost({ db: spine.db, subscriptions, onLost: () => {} })) === 'more');
    const forget = async () => {
      while ((await forgetOldMessages(spine.db)) === 'more');
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

test('an order booked long ahead goes on in sequence when its first edges are forgotten', async () => {
  const heard: string[] = []
  const subscriptions = [noting(heard, { inSequence: true })]
  await withSpine({ subscriptions }, async (spine) => {
    await spine.tellEdge('a', 1)
    await spine.settle()
    spine.pass(5 * minute)
    await republishLost({ db: spine.db, subscriptions, onLost: () => {} })
    spine.pass(60 * day)
    await forgetOldMessages(spine.db)
    assert.deepEqual(await spine.rows('inbox'), [])
    await spine.tellEdge('a', 2)
    await spine.settle()
    assert.deepEqual(heard, ['a 1', 'a 2'])
  })
})
