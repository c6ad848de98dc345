import assert from 'node:assert/strict'
import { test } from 'node:test'
import { migrations } from '../../../database/migrations/index.ts'
import { testClock, testDatabase } from '../../../test/database.ts'
import { conformCache } from '../../conform/cache.ts'
import { createDatabaseCache } from './database-cache.ts'

async function createWorld() {
  const clock = testClock()
  const db = await testDatabase(migrations, clock)
  return {
    db,
    one: createDatabaseCache({ db, clock }),
    two: createDatabaseCache({ db, clock }),
    pass: async (ms: number) => clock.pass(ms),
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  }
}

conformCache({ createWorld })

test('the sweep removes what is over and leaves the rest', async () => {
  await using world = await createWorld()
  await world.one.put('short', { version: 1, content: Buffer.from('x') }, 1_000)
  await world.one.put('long', { version: 1, content: Buffer.from('x') }, 30_000)
  await world.pass(1_000)
  await world.one.sweep()
  const rows = await world.db.prepared('select cache_key from cache_entry').all<{ cache_key: string }>()
  assert.deepEqual(
    rows.map((row) => row.cache_key),
    ['long'],
  )
})

test('nothing of the shared level is read or written while a transaction is open', async () => {
  await using world = await createWorld()
  const value = { version: 1, content: Buffer.from('x') }
  for (const use of [
    () => world.one.get('key'),
    () => world.one.put('key', value, 1_000),
    () => world.one.dropOlder('key', 1),
  ]) {
    await assert.rejects(
      world.db.transaction(async () => use()),
      /while a transaction is open/,
    )
  }
})
