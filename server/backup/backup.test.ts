import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openSqlite } from '../adapters/embedded/sqlite/open.ts'
import { over } from '../database/handle.ts'
import { migrate } from '../database/migrate.ts'
import { backup } from './backup.ts'
import { restore } from './restore.ts'

interface Tables {
  pair: { id: number; half: number }
}

const folder = () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'yizhan-backup-'))
  return { dataDir, filesDir: join(dataDir, 'files'), secretsFile: join(dataDir, 'secrets.json') }
}

async function running() {
  const place = folder()
  const db = openSqlite({ dataDir: place.dataDir, clock: { now: () => 0 } })
  await migrate(db, [
    { name: '0001', up: () => ['create table pair (id integer not null, half integer not null) strict'] },
  ])
  mkdirSync(place.filesDir)
  writeFileSync(join(place.filesDir, 'img-375.webp'), 'picture')
  writeFileSync(place.secretsFile, '{"keys":1}')
  return { place, db }
}

test('a copy taken while the server writes is one moment of it, and starts again', async () => {
  const { place, db } = await running()
  let writing = true
  const writer = (async () => {
    for (let id = 0; writing; id += 1) {
      await db.transaction(async (tx) => {
        for (const half of [1, 2]) await over<Tables>(tx).insertInto('pair').values({ id, half }).execute()
      })
    }
  })()
  const file = join(place.dataDir, '..', `${Date.now()}.tar.gz`)
  await backup(place, file)
  writing = false
  await writer
  await db.close()

  const target = folder()
  await restore(file, target)
  assert.equal(readFileSync(join(target.filesDir, 'img-375.webp'), 'utf8'), 'picture')
  assert.equal(readFileSync(target.secretsFile, 'utf8'), '{"keys":1}')
  const restored = openSqlite({ dataDir: target.dataDir, clock: { now: () => 0 } })
  const rows = await over<Tables>(restored).selectFrom('pair').selectAll().execute()
  assert.equal(rows.length % 2, 0, 'no pair is torn')
  await restored.close()
})

test('a restore never overwrites what is there', async () => {
  const { place, db } = await running()
  const file = join(place.dataDir, 'copy.tar.gz')
  await backup(place, file)
  await db.close()
  await assert.rejects(restore(file, place), /already there/)
})

test('what is not a whole backup is refused, and nothing is left behind', async () => {
  const { place, db } = await running()
  const file = join(place.dataDir, 'copy.tar.gz')
  await backup(place, file)
  await db.close()
  truncateSync(file, 300)
  const target = folder()
  await assert.rejects(restore(file, target))
  await assert.rejects(restore(join(place.dataDir, 'none'), target), /no backup/)
  await assert.rejects(backup(target, file), /no database/)
})
