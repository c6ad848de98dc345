// Installs the dependencies of a package of this repository. Plain JavaScript: it runs before there is anything else.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Whether the packages of a folder are those that its lockfile names now. */
export function isInstalled(folder) {
  const stamp = stampOf(folder)
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === lockOf(folder)
}

/**
 * Installs what the lockfile of a folder names, unless that very lockfile was installed last: a pull that changes a
 * dependency is noticed. Answers whether everything is there.
 */
export function installWhatIsMissing(folder, { saying, flags = [] }) {
  if (isInstalled(folder)) return true
  console.error(saying)
  const windows = process.platform === 'win32'
  const done = spawnSync(windows ? 'npm.cmd' : 'npm', ['ci', ...flags, '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
    shell: windows,
  })
  if (done.status !== 0) return false
  writeFileSync(stampOf(folder), lockOf(folder))
  return true
}

function stampOf(folder) {
  return join(folder, 'node_modules', '.yizhan-lock')
}

function lockOf(folder) {
  return createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex')
}
