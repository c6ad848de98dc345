import assert from 'node:assert/strict'
import { test } from 'node:test'
import { over } from '../database/handle.ts'
import { Unavailable } from '../kernel/refusal.ts'
import type { Errand, ErrandKind } from './index.ts'
import type { MessagingTables } from './tables.ts'
import { type TestSpine, withSpine } from './test-spine.ts'

/** An errand kind that writes down its calls and does as it is told. */
function calling(behave: (errand: Errand) => unknown = () => 'fine') {
  const calls: Errand[] = []
  const records: unknown[] = []
  const kind: ErrandKind = {
    kind: 'test.call',
    async call(errand) {
      calls.push(errand)
      return behave(errand)
    },
    async record(_tx, _errand, result) {
      records.push(result)
      return 'done'
    },
  }
  return { calls, records, kind }
}

const wish = { kind: 'test.call', subject: 'a' }
const ask = (spine: TestSpine, more: { payload?: unknown; dueAt?: number } = {}) =>
  spine.db.transaction((tx) => spine.messaging.errands.ask(tx, { ...wish, ...more }))
const the = async (spine: TestSpine) => (await spine.rows('errand'))[0]!

test('an errand is called and recorded once, and then done', async () => {
  const { calls, records, kind } = calling()
  await withSpine({ errandKinds: [kind] }, async (spine) => {
    await ask(spine, { payload: { n: 1 } })
    await spine.settle()
    await spine.settle()
    assert.deepEqual(
      calls.map(({ subject, payload }) => [subject, payload]),
      [['a', { n: 1 }]],
    )
    assert.deepEqual(records, ['fine'])
    assert.equal((await the(spine)).state, 'done')
  })
})

test('a wish that is rolled back is never called', async () => {
  const { calls, kind } = calling()
  await withSpine({ errandKinds: [kind] }, async (spine) => {
    const failing = spine.db.transaction(async (tx) => {
      await spine.messaging.errands.ask(tx, wish)
      throw new Error('no')
    })
    await assert.rejects(failing, /no/)
    await spine.settle()
    assert.equal(calls.length, 0)
  })
})

test('asking again pulls the due time earlier, never later, and opens a done one', async () => {
  const { calls, kind } = calling()
  await withSpine({ errandKinds: [kind] }, async (spine) => {
    const now = spine.clock.now()
    await ask(spine, { dueAt: now + 60_000 })
    await ask(spine, { dueAt: now + 5_000 })
    await ask(spine, { dueAt: now + 90_000 })
    assert.equal((await the(spine)).due_at, now + 5_000)
    spine.pass(5_000)
    await spine.settle()
    assert.equal(calls.length, 1)
    await ask(spine)
    await spine.settle()
    assert.equal(calls.length, 2)
  })
})

test('a failed call comes again after 1 s, 2 s, 4 s, with its number', async () => {
  let failures = 3
  const { calls, kind } = calling(() => {
    if (failures-- > 0) throw new Error('down')
  })
  await withSpine({ errandKinds: [kind] }, async (spine) => {
    await ask(spine)
    await spine.settle()
    for (const waitMs of [1_000, 2_000, 4_000]) {
      const made = calls.length
      spine.pass(waitMs - 1)
      await spine.settle()
      assert.equal(calls.length, made, `not before ${waitMs} ms`)
      spine.pass(1)
      await spine.settle()
      assert.equal(calls.length, made + 1)
    }
    assert.deepEqual(
      calls.map(({ attempts }) => attempts),
      [1, 2, 3, 4],
    )
    assert.equal((await the(spine)).state, 'done')
  })
})

test('a record that fails leaves nothing behind, and the call is made again', async () => {
  let failures = 1
  const { calls, kind } = calling()
  const careless: ErrandKind = {
    ...kind,
    async record(tx, errand, result) {
      if (failures-- > 0) {
        await over<MessagingTables>(tx).deleteFrom('errand').execute()
        throw new Error('no room for the record')
      }
      return kind.record(tx, errand, result)
    },
  }
  await withSpine({ errandKinds: [careless] }, async (spine) => {
    await ask(spine)
    await spine.settle()
    spine.pass(1_000)
    await spine.settle()
    assert.equal(calls.length, 2)
    assert.equal((await the(spine)).state, 'done')
  })
})

test('asked again while it is under way, it runs once more', async () => {
  const spines: TestSpine[] = []
  let again = true
  const { calls, kind } = calling(async () => {
    if (again) {
      again = false
      await ask(spines[0]!)
    }
  })
  await withSpine({ errandKinds: [kind] }, async (spine) => {
    spines.push(spine)
    await ask(spine)
    await spine.settle()
    assert.equal(calls.length, 2)
    assert.equal((await the(spine)).state, 'done')
  })
})

test('an errand whose worker died is taken over when its lease ends', async () => {
  const { calls, kind } = calling()
  await withSpine({ errandKinds: [kind] }, async (spine) => {
    await ask(spine)
    await spine.db.transaction(async (tx) => {
      await over<MessagingTables>(tx)
        .updateTable('errand')
        .set({ lease_until: tx.now + 60_000 })
        .execute()
    })
    await spine.settle()
    assert.equal(calls.length, 0)
    spine.pass(60_000)
    await spine.settle()
    assert.equal(calls.length, 1)
  })
})

test('run at once, it throws what the call throws and stays owed', async () => {
  let down = true
  const { calls, kind } = calling(() => {
    if (down) throw new Unavailable('WeChat')
  })
  await withSpine({ errandKinds: [kind] }, async (spine) => {
    await assert.rejects(spine.messaging.errands.runNow(wish.kind, wish.subject), Unavailable)
    assert.equal((await the(spine)).state, 'open')
    down = false
    await spine.messaging.errands.runNow(wish.kind, wish.subject)
    assert.equal(calls.length, 2)
    assert.equal((await the(spine)).state, 'done')
  })
})

test('run at once, it keeps what it was asked with', async () => {
  const { calls, kind } = calling()
  await withSpine({ errandKinds: [kind] }, async (spine) => {
    await ask(spine, { payload: { reason: 'overbooked' }, dueAt: spine.clock.now() + 60_000 })
    await spine.messaging.errands.runNow(wish.kind, wish.subject)
    assert.deepEqual(calls[0]!.payload, { reason: 'overbooked' })
  })
})

test('after its last attempt it is given up, its kind hears of it, and asking opens it again', async () => {
  const givenUp: string[] = []
  const { calls, kind } = calling(() => {
    throw new Error('no such openid')
  })
  const bounded: ErrandKind = {
    ...kind,
    maxAttempts: 2,
    onGivenUp: async (_tx, { subject }) => {
      givenUp.push(subject)
    },
  }
  await withSpine({ errandKinds: [bounded] }, async (spine) => {
    await ask(spine)
    for (let hour = 0; hour < 3; hour += 1) {
      await spine.settle()
      spine.pass(3_600_000)
    }
    assert.equal(calls.length, 2)
    assert.deepEqual(givenUp, ['a'])
    assert.equal((await the(spine)).state, 'dead')
    await ask(spine)
    await spine.settle()
    assert.equal(calls.at(-1)!.attempts, 1)
  })
})

test('a kind that nobody runs is refused', async () => {
  await withSpine({}, async (spine) => {
    await assert.rejects(ask(spine), /nobody runs errands of kind test.call/)
  })
})
