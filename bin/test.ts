// Runs every test of the repository and ends with one line: `N passed, N failed`.

import { globSync } from 'node:fs'
import { cpus } from 'node:os'
import { dirname, join } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'

const home = dirname(import.meta.dirname)
const folders = process.argv.slice(2)
const files = (folders.length > 0 ? folders : ['bin', 'contract', 'guest/src', 'proof', 'server', 'wechat-sandbox'])
  .flatMap((folder) => globSync(folder.endsWith('.test.ts') ? folder : `${folder}/**/*.test.ts`, { cwd: home }))
  .sort()
  .map((file) => join(home, file))

let passed = 0
let failed = 0
const tests = run({ files, concurrency: Math.max(2, cpus().length), timeout: 300_000 })
// A file counts by its tests; only a file that could not run at all counts itself.
tests.on('test:pass', (event) => {
  if (event.details.type !== 'suite') passed += 1
})
tests.on('test:fail', (event) => {
  if (event.details.type !== 'suite') failed += 1
})
tests.on('end', () => {
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
})
tests.compose(spec).pipe(process.stdout)
