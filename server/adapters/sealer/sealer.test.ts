import assert from 'node:assert/strict'
import { mkdtempSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { createSealer } from './sealer.ts'
import { readOrMakeSecrets } from './secrets.ts'

const file = join(mkdtempSync(join(tmpdir(), 'yizhan-secrets-')), 'secrets.json')

test('what is sealed opens again, and never looks the same twice', () => {
  const sealer = createSealer(readOrMakeSecrets(file))
  const [one, two] = [sealer.seal('13800001234'), sealer.seal('13800001234')]
  assert.notEqual(one, two)
  assert.equal(sealer.open(one), '13800001234')
  assert.equal(statSync(file).mode & 0o777, 0o600)
})

test('a changed seal does not open', () => {
  const sealer = createSealer(readOrMakeSecrets(file))
  const sealed = sealer.seal('13800001234')
  const last = sealed.at(-2) === 'A' ? 'B' : 'A'
  assert.throws(() => sealer.open(sealed.slice(0, -2) + last + sealed.slice(-1)))
  assert.throws(() => sealer.open(sealed.replace('k1.', 'k2.')))
  assert.throws(() => sealer.open(sealed.slice(0, 20)))
})

test('a new key seals, and the old one still opens', () => {
  const secrets = readOrMakeSecrets(file)
  const old = createSealer(secrets).seal('13800001234')
  const rotated = createSealer({
    ...secrets,
    dataKeys: [...secrets.dataKeys, { id: 'k2', key: Buffer.alloc(32, 7).toString('base64') }],
  })
  assert.equal(rotated.open(old), '13800001234')
  assert.match(rotated.seal('x'), /^k2\./)
})

test('the blind index depends on its purpose', () => {
  const sealer = createSealer(readOrMakeSecrets(file))
  assert.equal(sealer.blindIndex('phone', '1'), sealer.blindIndex('phone', '1'))
  assert.notEqual(sealer.blindIndex('phone', '1'), sealer.blindIndex('person', '1'))
})
