// Runs every test of the repository and ends with one line: `N passed, N failed`. The parts of the guest app are tried with
// its own packages: once these are installed, or when asked for them by `npm test -- guest/checks/parts`, which installs them.

import { globSync } from 'node:fs'
import { cpus } from 'node:os'
import { dirname, join } from 'node:path'
import { guestIsInstalled, installChecks, installGuest } from './guest-packages.ts'
import { runTests } from './run-tests.ts'

const home = dirname(import.meta.dirname)
const parts = 'guest/checks/parts'
const everywhere = ['admin/src', 'bin', 'contract', 'guest/src', parts, 'proof', 'server', 'wechat-sandbox']

const asked = process.argv.slice(2)
const found = (asked.length > 0 ? asked : everywhere)
  .flatMap((folder) => globSync(/\.test\.tsx?$/.test(folder) ? folder : `${folder}/**/*.test.{ts,tsx}`, { cwd: home }))
  .sort()
const needPackages = found.filter((file) => file.endsWith('.tsx'))
if (asked.length > 0 && needPackages.length > 0) {
  const missing = installGuest() ?? installChecks()
  if (missing) {
    console.error(missing)
    process.exit(1)
  }
}
const left = needPackages.length > 0 && !guestIsInstalled() ? needPackages : []

const { passed, failed } = await runTests(
  found.filter((file) => !left.includes(file)).map((file) => join(home, file)),
  { concurrency: Math.max(2, cpus().length), timeoutMs: 300_000 },
)
if (left.length > 0) {
  console.log(`\nNot run: ${left.length} files of ${parts}, which need the guest app's packages: npm test -- ${parts}`)
}
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
