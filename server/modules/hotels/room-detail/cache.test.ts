import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createVersionedCache } from './cache.ts'

const nothingShared = { get: async () => null, put: async () => undefined, dropOlder: async () => undefined }
const content = Buffer.from('x')
const soon = () => new Promise((resolve) => setImmediate(resolve))

test('“no such type”, read before its creation, is not kept after it', async () => {
  const gate = Promise.withResolvers<void>()
  let exists = false
  const load = async () => {
    if (exists) return { version: 2, content }
    await gate.promise
    return null
  }
  const cache = createVersionedCache({ shared: nothingShared, load })
  const late = cache.get('key', 'subject')
  await soon()
  exists = true
  await cache.raise('subject', 2, ['key'])
  gate.resolve()
  await late
  assert.equal(cache.peek('key'), undefined)
})

test('strangers asking for ids that do not exist push out nothing that guests read', async () => {
  const load = async (key: string) => (key === 'real' ? { version: 1, content } : null)
  const cache = createVersionedCache({ shared: nothingShared, load, entriesAtMost: 50 })
  await cache.get('real', 'real')
  for (let index = 0; index < 60; index += 1) await cache.get(`none${index}`, `none${index}`)
  assert.notEqual(cache.peek('real'), undefined)
})

test('a shared level that is away costs speed, not the answer', async () => {
  const away = async () => {
    throw new Error('away')
  }
  let failures = 0
  const cache = createVersionedCache({
    shared: { get: away, put: away, dropOlder: away },
    load: async () => ({ version: 1, content }),
    onSharedFailure: () => {
      failures += 1
    },
  })
  assert.equal((await cache.get('key', 'subject')).from, 'database')
  await cache.raise('subject', 2, ['key'])
  assert.equal(cache.peek('key'), undefined)
  assert.equal(failures, 3)
})

test('a flight that was overtaken by a change does not end its successor', async () => {
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let loads = 0
  const load = async () => {
    const number = loads
    loads += 1
    await gates[number]?.promise
    return { version: number + 1, content }
  }
  const cache = createVersionedCache({ shared: nothingShared, load })
  const overtaken = cache.get('key', 'subject')
  await soon()
  await cache.raise('subject', 2, ['key'])
  const successor = cache.get('key', 'subject')
  await soon()
  gates[0]!.resolve()
  await overtaken
  await soon()
  const joined = cache.get('key', 'subject')
  await soon()
  gates[1]!.resolve()
  await Promise.all([successor, joined])
  assert.equal(loads, 2)
})

test('a copy of the shared level is kept no longer than it had left', async () => {
  let loads = 0
  const cache = createVersionedCache({
    shared: { ...nothingShared, get: async () => (loads === 0 ? { version: 1, content, leftMs: 20 } : null) },
    load: async () => {
      loads += 1
      return { version: 1, content }
    },
  })
  assert.equal((await cache.get('key', 'subject')).from, 'shared')
  assert.notEqual(cache.peek('key'), undefined)
  const until = performance.now() + 2_000
  while (cache.peek('key') && performance.now() < until) await soon()
  assert.equal(cache.peek('key'), undefined)
})
