import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { whatIsMissing } from '../guest/checks/web/find-chromium.ts'
import { installAdmin } from './admin-packages.ts'
import { installChecks, installGuest } from './guest-packages.ts'

const home = dirname(import.meta.dirname)

/** Everything the checks of the guest app and the admin web need before they start; ends the process with a sentence when it cannot be had. */
export function prepareChecks({ build }: { build: readonly ('weapp' | 'h5' | 'admin')[] }): void {
  const missing = installGuest() ?? installChecks() ?? installAdmin() ?? whatIsMissing()
  if (missing) fail(missing)
  for (const target of build) {
    const { status } = spawnSync(process.execPath, [join(home, 'bin/build.ts'), target], { stdio: 'inherit' })
    if (status !== 0) fail('What is tried must build first.')
  }
}

function fail(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}
