import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { insertedOnce } from '../../../database/dialect.ts'
import { over } from '../../../database/handle.ts'
import { migrate } from '../../../database/migrate.ts'
import { CannotStart, openSqlite } from './open.ts'

interface Tables {
  thing: { id: string; size: number }
}
const clock = { now: () => 1_800_000_000_000 }
const things = {
  name: '0001-things',
  up: () => ['create table thing (id text primary key, size integer not null) strict'],
}

async function withDatabase(use: (db: ReturnType<typeof openSqlite>, dataDir: string) => Promise<void>) {
  const dataDir = mkdtempSync(join(tmpdir(), 'yizhan-sqlite-'))
  const db = openSqlite({ dataDir, clock })
  await migrate(db, [things])
  try {
    await use(db, dataDir)
  } finally {
    await db.close()
  }
}

const put = (db: ReturnType<typeof openSqlite>, id: string, fail = false) =>
  db.transaction(async (tx) => {
    await over<Tables>(tx).insertInto('thing').values({ id, size: 1 }).execute()
    if (fail) throw new Error(`no ${id}`)
    return id
  })

const count = async (db: ReturnType<typeof openSqlite>) =>
  (await over<Tables>(db).selectFrom('thing').selectAll().execute()).length

test('works committed together fail alone', async () => {
  await withDatabase(async (db) => {
    const results = await Promise.allSettled(Array.from({ length: 100 }, (_, i) => put(db, `t${i}`, i % 10 === 0)))
    assert.equal(results.filter((r) => r.status === 'rejected').length, 10)
    assert.equal(await count(db), 90)
  })
})

test('a signal wakes after the commit and never after a rollback', async () => {
  await withDatabase(async (db) => {
    let woken = 0
    db.onSignal('outbox', () => {
      woken += 1
    })
    const signalling = (fail: boolean) =>
      db.transaction(async (tx) => {
        tx.signal('outbox')
        if (fail) throw new Error('no')
      })
    await signalling(false)
    await assert.rejects(signalling(true))
    assert.equal(woken, 1)
  })
})

test('reading outside the transaction from inside it throws', async () => {
  await withDatabase(async (db) => {
    await assert.rejects(
      db.transaction(async () => count(db)),
      /while a transaction is open/,
    )
    await assert.rejects(
      db.transaction(async () => put(db, 'x')),
      /while a transaction is open/,
    )
  })
})

test('a taken key is a false, and the transaction goes on', async () => {
  await withDatabase(async (db) => {
    const inserted = await db.transaction(async (tx) => {
      const insert = () => insertedOnce(over<Tables>(tx).insertInto('thing').values({ id: 'a', size: 1 }))
      return [await insert(), await insert()]
    })
    assert.deepEqual(inserted, [true, false])
    assert.equal(await count(db), 1)
  })
})

test('a second server on the same folder is refused in one sentence', async () => {
  await withDatabase(async (_db, dataDir) => {
    assert.throws(
      () => openSqlite({ dataDir, clock }),
      (error) => error instanceof CannotStart && /Another server is running/.test(error.message),
    )
  })
})

test('migrations run once', async () => {
  await withDatabase(async (db) => {
    assert.deepEqual(await migrate(db, [things]), [])
  })
})
