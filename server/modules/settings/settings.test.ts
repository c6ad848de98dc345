import assert from 'node:assert/strict'
import { test } from 'node:test'
import { audit as auditMigration } from '../../database/migrations/0010-audit.ts'
import { settings as settingsMigration } from '../../database/migrations/0013-settings.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { testDatabase } from '../../test/database.ts'
import { createAudit } from '../audit/index.ts'
import { contrastOf } from './contrast.ts'
import { createSettings, defaultSettings } from './index.ts'

const actor = { kind: 'staff', staffId: 'stf_1', name: '苏晚' } as const
const templates = { to_pay: 't1', paid: 't2', confirmed: 't3', finished: 't4', cancelled: 't5' }
const defaults = defaultSettings({ payWindowMs: 1_800_000, templates })

/** A database with two processes on it. */
async function house() {
  const db = await testDatabase([auditMigration, settingsMigration])
  const audit = createAudit()
  const [here, there] = [createSettings({ db, audit, defaults }), createSettings({ db, audit, defaults })]
  return { db, audit, here, there }
}

test('what nobody set is what the process started with', async () => {
  const { db, here } = await house()
  await using _ = db
  assert.deepEqual(here.now(), defaults)
  assert.deepEqual((await here.view()).changes, [])
})

test('a change is known here at once and elsewhere at the next look, and the same object until then', async () => {
  const { db, here, there } = await house()
  await using _ = db
  await there.poll()
  const before = there.now()
  await here.edit({ set: { payWindowSeconds: 60 }, toDefault: [], actor })
  assert.equal(here.now().payWindowSeconds, 60)
  assert.equal(there.now(), before)
  await there.poll()
  assert.equal(there.now().payWindowSeconds, 60)
  const seen = there.now()
  await there.poll()
  assert.equal(there.now(), seen)
})

test('a setting goes back to its default, and its history stays', async () => {
  const { db, here, there } = await house()
  await using _ = db
  await here.edit({ set: { nightsAhead: 90, servicePhone: '028-12345678' }, toDefault: [], actor })
  await there.poll()
  const view = await here.edit({ set: {}, toDefault: ['nightsAhead'], actor })
  await there.poll()
  assert.equal(there.now().nightsAhead, 365)
  assert.equal(there.now().servicePhone, '028-12345678')
  assert.deepEqual(
    view.changes.map(({ name, isDefault, by }) => [name, isDefault, by]),
    [
      ['nightsAhead', true, '苏晚'],
      ['servicePhone', false, '苏晚'],
    ],
  )
})

test('one audit row says what changed, before and after, and nothing is said of what stayed', async () => {
  const { db, audit, here } = await house()
  await using _ = db
  const set = { payWindowSeconds: 60, chainName: defaults.chainName }
  await here.edit({ set, toDefault: [], actor })
  await here.edit({ set, toDefault: ['nightsAhead'], actor })
  const rows = await audit.list(db, { limit: 10 })
  assert.equal(rows.length, 1)
  const [row] = rows
  assert.deepEqual([row!.action, row!.subject, row!.actorName], ['settings.edit', 'settings:chain', '苏晚'])
  assert.equal((row!.before as { payWindowSeconds: number }).payWindowSeconds, 1800)
  assert.equal((row!.after as { payWindowSeconds: number }).payWindowSeconds, 60)
})

test('a colour that cannot be read is refused with its figure, and nothing of the wish is kept', async () => {
  const { db, here } = await house()
  await using _ = db
  const colours = { pine: '#17473B', seal: '#E86A50' }
  const edit = here.edit({ set: { colours, payWindowSeconds: 60 }, toDefault: [], actor })
  await assert.rejects(edit, (error: unknown) => {
    assert.ok(error instanceof Refusal)
    assert.equal(error.code, 'settings_invalid')
    assert.deepEqual(error.detail.fields, { 'colours.seal': 'contrast' })
    assert.deepEqual(error.detail.facts, { contrast: { seal: contrastOf('#E86A50') }, contrastAtLeast: 4.5 })
    return true
  })
  assert.deepEqual(here.now(), defaults)
})

test('contrast is reckoned as WCAG says', () => {
  assert.equal(contrastOf('#000000'), 18.95)
  assert.ok(contrastOf('#767676') < 4.5 && contrastOf('#6B6B6B') >= 4.5)
  assert.ok(contrastOf(defaults.colours.pine) > 9 && contrastOf(defaults.colours.seal) > 5)
})

test('after two who change the same setting at once every process knows the same', async () => {
  const { db, here, there } = await house()
  await using _ = db
  await Promise.all([
    here.edit({ set: { nightsAhead: 60 }, toDefault: [], actor }),
    there.edit({ set: { nightsAhead: 90 }, toDefault: [], actor }),
  ])
  await Promise.all([here.poll(), there.poll()])
  assert.deepEqual(here.now(), there.now())
})
