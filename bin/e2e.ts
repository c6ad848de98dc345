// Tries the built guest app on both targets and the built admin web: `npm run e2e [-- --built] [part of a file's name …]`.
// Installs what the checks need, builds all three (not with `--built`), and ends with one line: `N passed, N failed`.
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { prepareChecks } from './prepare-checks.ts'
import { runTests } from './run-tests.ts'

const home = dirname(import.meta.dirname)
const testsAtMostMs = 600_000
/** What measures times runs by itself. */
const alone = /speed\.test\.ts$/

const { values, positionals } = parseArgs({ options: { built: { type: 'boolean' } }, allowPositionals: true })
prepareChecks({ build: values.built ? [] : ['weapp', 'h5', 'admin'] })

const files = globSync('{guest,admin}/checks/**/*.test.{ts,tsx}', { cwd: home, exclude: ['**/node_modules/**'] })
  .filter((file) => positionals.length === 0 || positionals.some((part) => file.includes(part)))
  .sort()
  .map((file) => join(home, file))
let passed = 0
let failed = 0

if (positionals.length === 0)
  for (const project of ['guest/checks', 'guest/checks/parts', 'admin', 'admin/checks']) checkTypes(project)
await runSome(
  files.filter((file) => !alone.test(file)),
  2,
)
await runSome(
  files.filter((file) => alone.test(file)),
  1,
)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)

function checkTypes(project: string): void {
  const tsc = join(home, 'node_modules/typescript/bin/tsc')
  const { status } = spawnSync(process.execPath, [tsc, '-p', project], { cwd: home, stdio: 'inherit' })
  console.log(`${status === 0 ? '✔' : '✖'} types of ${project}`)
  if (status === 0) passed += 1
  else failed += 1
}

async function runSome(files: string[], concurrency: number): Promise<void> {
  const counts = await runTests(files, { concurrency, timeoutMs: testsAtMostMs })
  passed += counts.passed
  failed += counts.failed
}
