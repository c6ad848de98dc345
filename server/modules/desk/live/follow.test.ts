import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from '../../../../proof/house/until.ts'
import { changesKept, forgetChanges, type NotedChange, noteChanges } from '../../../database/changes.ts'
import { migrations } from '../../../database/migrations/index.ts'
import { testDatabase } from '../../../test/database.ts'
import { createFollower } from './follow.ts'

const orderOf = (subject: string) => ({ hotelId: 'hot_1', kind: 'order' as const, subject })
const fails = (what: string, error: unknown) => assert.fail(`${what}: ${error}`)

test('a change that is committed after a later one is told when it comes', async () => {
  await using db = await testDatabase(migrations)
  const insert = (seq: number) =>
    db.transaction((tx) =>
      tx
        .prepared(`insert into changes (seq, hotel_id, kind, subject, at) values (?, 'hot_1', 'order', ?, 1)`)
        .run(seq, `ord_${seq}`),
    )
  const heard: NotedChange[] = []
  const follower = createFollower({ db, onError: fails, everyMs: 5 })
  const { stop } = await follower.follow((found) => void heard.push(...found))
  const told = (...seqs: number[]) =>
    until(
      () => seqs.every((seq) => heard.some((change) => change.seq === seq)),
      () => JSON.stringify(heard),
    )
  await insert(3)
  await told(3)
  await insert(2)
  await told(2)
  await insert(1)
  await insert(4)
  await told(1, 4)
  assert.equal(heard.length, 4)
  stop()
})

test('who comes when nobody listens any more hears from then on', async () => {
  await using db = await testDatabase(migrations)
  const note = (subject: string) => db.transaction((tx) => noteChanges(tx, [orderOf(subject)]))
  const follower = createFollower({ db, onError: fails, everyMs: 5 })
  const first = await follower.follow(() => undefined)
  first.stop()
  await note('ord_before')
  const heard: string[] = []
  const second = await follower.follow((found) => void heard.push(...found.map(({ subject }) => subject)))
  await note('ord_after')
  await until(() => heard.length > 0, 'nothing was heard')
  assert.deepEqual(heard, ['ord_after'])
  second.stop()
})

test('a thing that changes often in one transaction is noted once, and with what is rolled back nothing is', async () => {
  await using db = await testDatabase(migrations)
  await db.transaction(async (tx) => {
    for (const subject of ['ord_1', 'ord_2', 'ord_1']) await noteChanges(tx, [orderOf(subject)])
  })
  const rolledBack = db.transaction(async (tx) => {
    await noteChanges(tx, [orderOf('ord_3')])
    throw new Error('no')
  })
  await assert.rejects(rolledBack, /no/)
  const rows = await db.prepared('select subject from changes order by seq').all<{ subject: string }>()
  assert.deepEqual(
    rows.map(({ subject }) => subject),
    ['ord_1', 'ord_2'],
  )
})

test('what is an hour old is forgotten, but for the newest', async () => {
  await using db = await testDatabase(migrations)
  await db.transaction(async (tx) => {
    for (const age of [7_200_000, 3_700_000, 10_000, 0]) {
      await tx
        .prepared(`insert into changes (hotel_id, kind, subject, at) values ('hot_1', 'order', 'ord_1', ?)`)
        .run(tx.now - age)
    }
  })
  assert.equal(await db.transaction(forgetChanges), 'idle')
  assert.deepEqual(await changesKept(db), { oldest: 3, newest: 4 })
  await db.transaction((tx) => tx.prepared('update changes set at = 1').run())
  await db.transaction(forgetChanges)
  assert.deepEqual(await changesKept(db), { oldest: 4, newest: 4 })
})
