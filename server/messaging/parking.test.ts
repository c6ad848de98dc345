import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Unavailable } from '../kernel/refusal.ts'
import type { Bus } from '../ports/bus.ts'
import { discard, listDeadLetters, requeue } from './index.ts'
import { emitEdge, noting, withSpine } from './test-spine.ts'

test('in sequence, a message that came early is handled as soon as the one before it is', async () => {
  const heard: string[] = []
  const reversing = (bus: Bus): Bus => ({ ...bus, publish: (messages) => bus.publish([...messages].reverse()) })
  await withSpine({ subscriptions: [noting(heard, { inSequence: true })], through: reversing }, async (spine) => {
    await spine.db.transaction(async (tx) => {
      for (const seq of [1, 2, 3]) await emitEdge(tx, 'a', seq)
    })
    await spine.settle()
    assert.deepEqual(heard, ['a 1', 'a 2', 'a 3'], 'and no time had to pass')
    assert.deepEqual(await spine.rows('parked'), [])
  })
})

test('waiting for its turn is no failed attempt', async () => {
  const heard: string[] = []
  const sick = { is: true }
  const subscription = noting(heard, {
    inSequence: true,
    maxAttempts: 5,
    first: (_order, seq) => {
      if (sick.is && seq === 1) throw new Error('not now')
    },
  })
  await withSpine({ subscriptions: [subscription] }, async (spine) => {
    for (const seq of [1, 2]) await spine.tellEdge('a', seq)
    await spine.settle()
    for (let step = 0; step < 3; step += 1) {
      spine.pass(1_000)
      await spine.settle()
    }
    const waiting = (await spine.rows('parked')).find((row) => row.message_seq === 2)
    assert.equal(waiting?.attempts, 0)
    sick.is = false
    spine.pass(60_000)
    await spine.settle()
    assert.deepEqual(heard, ['a 1', 'a 2'])
  })
})

test('the database being away is no failed attempt', async () => {
  const heard: string[] = []
  let tries = 0
  const subscription = noting(heard, {
    maxAttempts: 3,
    first: () => {
      tries += 1
      if (tries === 1) throw new Error('once')
      if (tries < 6) throw new Unavailable('database')
    },
  })
  await withSpine({ subscriptions: [subscription] }, async (spine) => {
    await spine.tellEdge('a', 1)
    await spine.settle()
    for (let step = 0; step < 6; step += 1) {
      spine.pass(61_000)
      await spine.settle().catch((error: unknown) => assert.ok(error instanceof Unavailable))
    }
    assert.deepEqual(heard, ['a 1'])
    assert.deepEqual(spine.dead, [])
  })
})

test('a dead letter that comes again stays dead', async () => {
  const heard: string[] = []
  let tries = 0
  const subscription = noting(heard, {
    maxAttempts: 1,
    first: () => {
      tries += 1
      throw new Error('poison')
    },
  })
  await withSpine({ subscriptions: [subscription] }, async (spine) => {
    await spine.tellEdge('a', 1)
    await spine.settle()
    await spine.db.transaction(async (tx) => {
      await tx.prepared(`update outbox set state = 'ready', try_at = 0`).run()
    })
    await spine.settle()
    assert.equal(tries, 1)
    assert.equal(spine.dead.length, 1)
  })
})

test('an alarm that cannot be raised leaves the letter alive', async () => {
  const heard: string[] = []
  const subscription = noting(heard, {
    maxAttempts: 2,
    first: () => {
      throw new Error('poison')
    },
  })
  await withSpine({ subscriptions: [subscription] }, async (spine) => {
    spine.dead.push = () => {
      throw new Error('no alarm')
    }
    await spine.tellEdge('a', 1)
    await spine.settle()
    spine.pass(1_000)
    await spine.settle().catch((error: Error) => assert.match(error.message, /no alarm/))
    assert.equal((await spine.rows('parked'))[0]!.state, 'parked')
  })
})

test('dead letters are paged without a gap or a repetition', async () => {
  const subscription = noting([], {
    maxAttempts: 1,
    first: () => {
      throw new Error('poison')
    },
  })
  await withSpine({ subscriptions: [subscription] }, async (spine) => {
    for (let order = 0; order < 7; order += 1) await spine.tellEdge(`o${order}`, 1)
    await spine.settle()
    const seen: (string | null)[] = []
    let page = await listDeadLetters(spine.db, { limit: 3 })
    while (page.length > 0) {
      seen.push(...page.map(({ key }) => key))
      page = await listDeadLetters(spine.db, { limit: 3, after: page.at(-1)! })
    }
    assert.deepEqual(seen.sort(), ['o0', 'o1', 'o2', 'o3', 'o4', 'o5', 'o6'])
  })
})

test('a letter is requeued or given up only while it is dead', async () => {
  const heard: string[] = []
  const sick = { is: true }
  const subscription = noting(heard, {
    maxAttempts: 1,
    first: () => {
      if (sick.is) throw new Error('poison')
    },
  })
  await withSpine({ subscriptions: [subscription] }, async (spine) => {
    await spine.tellEdge('a', 1)
    await spine.settle()
    const letter = { subscription: 'noting', eventId: spine.dead[0]!.eventId }
    sick.is = false
    assert.equal(await spine.db.transaction((tx) => requeue(tx, letter)), true)
    assert.equal(await spine.db.transaction((tx) => requeue(tx, letter)), false)
    assert.equal(await spine.db.transaction((tx) => discard(tx, letter)), false)
    await spine.settle()
    assert.deepEqual(heard, ['a 1'])
  })
})
