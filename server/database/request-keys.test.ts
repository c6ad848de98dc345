import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { testClock, testDatabase } from '../test/database.ts'
import { requests } from './migrations/0002-requests.ts'
import { bodyHashOf, forgetRequests, keepRequests, knownRequests, oncePerRequest } from './request-keys.ts'

const one = { caller: 'mem_1', key: 'k-1', bodyHash: bodyHashOf('placeOrder', { rooms: 1 }) }

test('the same request again answers the first result without working again', async () => {
  await using db = await testDatabase([requests])
  let worked = 0
  const ask = () =>
    db.transaction((tx) =>
      oncePerRequest(tx, one, async () => {
        worked += 1
        return `ord_${worked}`
      }),
    )
  assert.deepEqual([await ask(), await ask(), await ask()], ['ord_1', 'ord_1', 'ord_1'])
  assert.equal(worked, 1)
})

test('fifty taps at the same moment do the work once', async () => {
  await using db = await testDatabase([requests])
  let worked = 0
  const taps = Array.from({ length: 50 }, () =>
    db.transaction((tx) =>
      oncePerRequest(tx, one, async () => {
        worked += 1
        return `ord_${worked}`
      }),
    ),
  )
  assert.deepEqual(new Set(await Promise.all(taps)), new Set(['ord_1']))
  assert.equal(worked, 1)
})

test('another body or another operation under the key is refused, another caller is somebody else', async () => {
  await using db = await testDatabase([requests])
  const ask = (key: typeof one, result: string) => db.transaction((tx) => oncePerRequest(tx, key, async () => result))
  await ask(one, 'ord_1')
  for (const bodyHash of [bodyHashOf('placeOrder', { rooms: 2 }), bodyHashOf('payOrder', { rooms: 1 })]) {
    await assert.rejects(ask({ ...one, bodyHash }, 'ord_2'), { code: 'idempotency_key_reused' })
  }
  assert.equal(await ask({ ...one, caller: 'mem_2' }, 'ord_3'), 'ord_3')
  assert.equal(await ask({ ...one, key: 'K-1' }, 'ord_4'), 'ord_4')
})

test('a try that was refused leaves its key free', async () => {
  await using db = await testDatabase([requests])
  const refused = db.transaction((tx) =>
    oncePerRequest(tx, one, async () => {
      throw new Error('sold out')
    }),
  )
  await assert.rejects(refused, /sold out/)
  assert.equal(await db.transaction((tx) => oncePerRequest(tx, one, async () => 'ord_1')), 'ord_1')
})

test('a batch is answered in its places, and kept together', async () => {
  await using db = await testDatabase([requests])
  const keys = Array.from({ length: 130 }, (_, index) => ({ ...one, key: `k-${index}` }))
  await db.transaction((tx) =>
    keepRequests(
      tx,
      keys.slice(0, 65).map((key) => ({ ...key, result: `r ${key.key}` })),
    ),
  )
  await db.transaction((tx) => keepRequests(tx, []))
  const asked = [null, { ...keys[3]!, bodyHash: 'other' }, ...keys, null]
  const known = await db.transaction((tx) => knownRequests(tx, asked))
  assert.deepEqual(known, [
    null,
    'reused',
    ...keys.map(({ key }, index) => (index < 65 ? { result: `r ${key}` } : null)),
    null,
  ])
  await assert.rejects(
    db.transaction((tx) =>
      keepRequests(
        tx,
        [keys[70]!, keys[0]!].map((key) => ({ ...key, result: 'again' })),
      ),
    ),
  )
  assert.deepEqual(await knownRequests(db, [keys[70]!]), [null])
})

test('keys are forgotten after 48 hours, however many there are', async () => {
  const clock = testClock()
  await using db = await testDatabase([requests], clock)
  const keep = (from: number, count: number) =>
    db.transaction((tx) =>
      keepRequests(
        tx,
        Array.from({ length: count }, (_, index) => ({ ...one, key: `k-${from + index}`, result: 'r' })),
      ),
    )
  await keep(0, 2_500)
  clock.pass(24 * 3_600_000)
  await keep(2_500, 10)
  clock.pass(24 * 3_600_000)
  const left = async () =>
    (await db.prepared('select count(*) as count from request_key').get<{ count: number }>())!.count
  await forgetRequests(db)
  assert.equal(await left(), 2_510)
  clock.pass(1)
  await forgetRequests(db)
  assert.equal(await left(), 10)
})

test('a body’s hash looks at what it says, not at the order it says it in', () => {
  const value = fc.jsonValue({ maxDepth: 4 })
  fc.assert(
    fc.property(value, (body) => {
      assert.equal(bodyHashOf('op', turned(body)), bodyHashOf('op', body))
    }),
  )
  fc.assert(
    fc.property(value, value, (a, b) => {
      const same = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
      assert.equal(bodyHashOf('op', a) === bodyHashOf('op', b), same)
    }),
  )
  assert.equal(bodyHashOf('op', { a: 1, b: undefined }), bodyHashOf('op', { a: 1 }))
  assert.notEqual(bodyHashOf('op', { a: null }), bodyHashOf('op', {}))
  assert.notEqual(bodyHashOf('op', ['a', 'b']), bodyHashOf('op', ['b', 'a']))
  assert.notEqual(bodyHashOf('op', '1'), bodyHashOf('op', 1))
})

/** The same content, its members turned around. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, turned(member)]),
  )
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return { members: members.map(([name, member]) => [name, sorted(member)]) }
}
