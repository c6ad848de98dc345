import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { insertedOnce } from '../../../database/dialect.ts'
import { over } from '../../../database/handle.ts'
import { migrate } from '../../../database/migrate.ts'
import { Unavailable } from '../../../kernel/refusal.ts'
import { smallDisk } from '../../../test/small-disk.ts'
import { CannotStart } from './cannot-start.ts'
import { openSqlite } from './open.ts'

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

test('a database without room is not available to the works that need it, and goes on with the others', async () => {
  await withDatabase(async (db) => {
    const insert = (names: string[]) =>
      db.transaction((tx) =>
        over<Tables>(tx)
          .insertInto('thing')
          .values(names.map((id) => ({ id, size: 1 })))
          .execute(),
      )
    await put(db, 'a')
    await db.transaction((tx) => tx.prepared('pragma max_page_count = 20').get())
    const long = (name: string) => name.repeat(100_000)
    // One row alone ends the whole transaction inside SQLite, several end the statement.
    for (const names of [[long('b')], [long('c'), long('d')]]) await assert.rejects(insert(names), Unavailable)
    await put(db, 'e')
    await db.transaction((tx) => tx.prepared('pragma max_page_count = 1000000').get())
    await insert([long('c'), long('d')])
    assert.equal(await count(db), 4)
  })
})

test('a database closes on a full disk, and what was committed is there when it opens again', async (t) => {
  using disk = smallDisk(2 ** 20)
  if (!disk) return t.skip('no disk may be mounted here')
  const db = openSqlite({ dataDir: disk.path, clock })
  await migrate(db, [things])
  for (let index = 0; index < 20; index += 1) await put(db, `${index} ${'x'.repeat(5_000)}`)
  disk.fill()
  await db.close()
  disk.clear()
  const again = openSqlite({ dataDir: disk.path, clock })
  assert.equal(await count(again), 20)
  await again.close()
})

test('people go before the background, which is never left out', async () => {
  await withDatabase(async (db) => {
    const order: string[] = []
    const note = (who: string) => async () => void order.push(who)
    const slowly = (work: () => Promise<void>) => async () => {
      const until = performance.now() + 0.2
      while (performance.now() < until);
      await work()
    }
    const all = [
      ...Array.from({ length: 200 }, () => db.background.transaction(slowly(note('background')))),
      ...Array.from({ length: 200 }, () => db.transaction(note('person'))),
    ]
    await Promise.all(all)
    assert.equal(order.indexOf('person'), 0)
    const lastPerson = order.lastIndexOf('person')
    const before = order.slice(0, lastPerson).filter((who) => who === 'background').length
    assert.ok(before >= 3, `${before} works of the background in the commits of 200 people`)
    assert.ok(before < 200, 'people waited for all of the background')
  })
})

test('a group may be as small as one work', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'yizhan-sqlite-'))
  const db = openSqlite({ dataDir, clock, groupAtMost: 1 })
  await migrate(db, [things])
  await Promise.all([put(db, 'a'), put(db, 'b'), db.background.transaction(async () => undefined)])
  assert.equal(await count(db), 2)
  await db.close()
})
