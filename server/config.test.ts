import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { credentialVariables } from './adapters/wechat/credentials-from-environment.ts'
import { ConfigError, readConfig } from './config.ts'

/** One sentence that names this, and no stack. */
const sentenceNaming = (name: string) => (error: unknown) =>
  error instanceof ConfigError && error.message.includes(name) && /^[^\n]+\.$/.test(error.message)

/** Settings that take any text: paths, which the start tries, and what the sandbox alone reads. */
const free = [
  'YIZHAN_DATA_DIR',
  'YIZHAN_FILES_DIR',
  'YIZHAN_SECRETS_FILE',
  'YIZHAN_SANDBOX_DATA_DIR',
  'YIZHAN_SANDBOX_RETRY_SCALE',
]

const senseless: Record<string, string[]> = {
  YIZHAN_PROFILE: ['cluster', 'big'],
  YIZHAN_ROLES: ['guest-api,cook'],
  YIZHAN_HOST: ['two words', 'http://127.0.0.1'],
  YIZHAN_PORT: ['80a', '-1', '65536', '8088.5', ' 8088', '99999999999'],
  YIZHAN_OPS_PORT: ['none', '70000'],
  YIZHAN_PUBLIC_URL: ['example.com', 'ftp://example.com', 'http://'],
  YIZHAN_TRUSTED_PROXIES: ['proxy.example.com', '10.0.0.1,10.0.0.0/8'],
  YIZHAN_WECHAT: ['real'],
  YIZHAN_SANDBOX_PORT: ['x'],
  YIZHAN_PAY_WINDOW_SECONDS: ['9', '86401', '1e3'],
  YIZHAN_LIMITS: ['no'],
  YIZHAN_SEED: ['chain', 'chain:0', 'chain:-5', 'chain:1000000'],
  YIZHAN_MANAGER_PASSWORD: ['short', 'x'.repeat(129)],
  YIZHAN_LOG_LEVEL: ['loud'],
}

test('every setting that makes no sense is refused in one sentence that names it', () => {
  for (const [name, values] of Object.entries(senseless)) {
    for (const value of values) {
      assert.throws(() => readConfig({ [name]: value }), sentenceNaming(name), `${name}=${value}`)
    }
  }
})

test('no setting is left out of these lists', () => {
  const source = readFileSync(join(import.meta.dirname, 'config.ts'), 'utf8')
  const known = new Set([...source.matchAll(/^ {2}'(YIZHAN_\w+)',$/gm)].map((match) => match[1]!))
  assert.deepEqual([...Object.keys(senseless), ...free].sort(), [...known].sort())
})

test('a variable that does not exist is refused, and the sentence says where the list is', () => {
  assert.throws(() => readConfig({ YIZHAN_PROT: '8088' }), sentenceNaming('YIZHAN_PROT'))
  const list = readFileSync(join(import.meta.dirname, '../docs/operations.md'), 'utf8')
  assert.match(list, /YIZHAN_PORT/)
  assert.throws(() => readConfig({ YIZHAN_PROT: '8088' }), /docs\/operations\.md/)
})

test('settings that are for the sandbox only are refused with live credentials', () => {
  assert.throws(() => readConfig({ YIZHAN_WECHAT: 'live', YIZHAN_LIMITS: 'off' }), sentenceNaming('YIZHAN_LIMITS'))
})

test('live without credentials names the first that is missing', () => {
  assert.throws(
    () => readConfig({ YIZHAN_WECHAT: 'live' }),
    (error) => error instanceof ConfigError && credentialVariables.some((name) => error.message.includes(name)),
  )
})

test('an empty variable is none, and what is not said has the default of the document', () => {
  const silent = readConfig({})
  assert.deepEqual(readConfig(Object.fromEntries(Object.keys(senseless).map((name) => [name, '']))), silent)
  assert.deepEqual(
    [silent.host, silent.port, silent.opsPort, silent.sandboxPort, silent.publicUrl, silent.payWindowMs, silent.seed],
    ['127.0.0.1', 8088, 8089, 8090, 'http://127.0.0.1:8088', 1_800_000, { kind: 'demo' }],
  )
  assert.equal(readConfig({ YIZHAN_HOST: '::1', YIZHAN_PORT: '80' }).publicUrl, 'http://[::1]:80')
})
