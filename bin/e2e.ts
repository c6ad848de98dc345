// Tries the built guest app on both targets: `npm run e2e [-- --built] [part of a file's name …]`. Installs what the checks
// need, builds the app (not with `--built`), and ends with one line: `N passed, N failed`.
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { parseArgs } from 'node:util'
import { prepareChecks } from './prepare-checks.ts'

const home = dirname(import.meta.dirname)
const testsAtMostMs = 600_000
/** What measures times runs by itself. */
const alone = /speed\.test\.ts$/

const { values, positionals } = parseArgs({ options: { built: { type: 'boolean' } }, allowPositionals: true })
prepareChecks({ build: values.built ? [] : ['weapp', 'h5'] })

const files = globSync('guest/checks/**/*.test.ts', { cwd: home, exclude: ['**/node_modules/**'] })
  .filter((file) => positionals.length === 0 || positionals.some((part) => file.includes(part)))
  .sort()
  .map((file) => join(home, file))
let passed = 0
let failed = 0

if (positionals.length === 0) checkTypes()
await runTests(
  files.filter((file) => !alone.test(file)),
  2,
)
await runTests(
  files.filter((file) => alone.test(file)),
  1,
)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)

function checkTypes(): void {
  const tsc = join(home, 'node_modules/typescript/bin/tsc')
  const { status } = spawnSync(process.execPath, [tsc, '-p', 'guest/checks'], { cwd: home, stdio: 'inherit' })
  console.log(`${status === 0 ? '✔' : '✖'} the checks’ own types`)
  if (status === 0) passed += 1
  else failed += 1
}

function runTests(files: string[], concurrency: number): Promise<void> {
  if (files.length === 0) return Promise.resolve()
  const tests = run({ files, concurrency, timeout: testsAtMostMs })
  tests.on('test:pass', (event) => {
    if (event.details.type !== 'suite') passed += 1
  })
  tests.on('test:fail', (event) => {
    if (event.details.type !== 'suite') failed += 1
  })
  return new Promise((resolve) => {
    tests.on('end', resolve)
    tests.compose(spec).pipe(process.stdout)
  })
}
