import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'

const source = dirname(dirname(import.meta.dirname))
const list = readFileSync(join(import.meta.dirname, 'icons.ts'), 'utf8')
const names = [...list.matchAll(/^ {2}(\w+),$/gm)].map(([, name]) => name!)

test('every icon in the bundle is shown somewhere', () => {
  const code = globSync('**/*.{ts,tsx}', { cwd: source, exclude: ['texts/**', '**/*.test.ts', '**/icons.ts'] })
    .map((file) => readFileSync(join(source, file), 'utf8'))
    .join('\n')
  assert.ok(names.length > 30)
  assert.deepEqual(
    names.filter((name) => !new RegExp(`['"]${name}['"]|\\b(?:${name}):`).test(code)),
    [],
  )
})
