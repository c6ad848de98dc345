import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { openSqlite } from '../../adapters/embedded/sqlite/open.ts'
import { over } from '../../database/handle.ts'
import { migrate } from '../../database/migrate.ts'
import { audit as migration } from '../../database/migrations/0010-audit.ts'
import { createAudit } from './index.ts'

async function chainOfThree() {
  const db = openSqlite({
    dataDir: mkdtempSync(join(tmpdir(), 'yizhan-audit-')),
    clock: { now: () => 1_800_000_000_000 },
  })
  await migrate(db, [migration])
  const audit = createAudit()
  const actor = { kind: 'staff', staffId: 'stf_1', name: '苏晚' } as const
  await Promise.all(
    [1, 2, 3].map((n) =>
      db.transaction((tx) => audit.record(tx, { actor, action: 'hotel.edit', subject: 'hotel:1', after: { n } })),
    ),
  )
  return { db, audit }
}

test('the chain of changes verifies', async () => {
  const { db, audit } = await chainOfThree()
  assert.deepEqual(await audit.verify(db), { rows: 3, brokenAt: null })
  assert.equal((await audit.list(db, { limit: 2 })).length, 2)
  await db.close()
})

for (const [what, statement] of [
  ['an edited row', `update audit set after_json = '{"n":9}' where seq = 2`],
  ['a removed row', 'delete from audit where seq = 2'],
] as const) {
  test(`${what} breaks the chain`, async () => {
    const { db, audit } = await chainOfThree()
    await db.transaction(async (tx) => sql.raw(statement).execute(over(tx)))
    assert.notEqual((await audit.verify(db)).brokenAt, null)
    await db.close()
  })
}

test('a change that fails leaves no row', async () => {
  const { db, audit } = await chainOfThree()
  const failing = db.transaction(async (tx) => {
    await audit.record(tx, { actor: { kind: 'system', cause: 'test' }, action: 'x.y', subject: 'x:1' })
    throw new Error('no')
  })
  await assert.rejects(failing)
  assert.equal((await audit.verify(db)).rows, 3)
  await db.close()
})
