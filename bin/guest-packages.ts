import { dirname, join } from 'node:path'
import { installWhatIsMissing, isInstalled } from './install.mjs'

const home = dirname(import.meta.dirname)
const guest = join(home, 'guest')
const checks = join(guest, 'checks')

/** What the guest app is built with; says why when it cannot be had. */
export function installGuest(): string | null {
  const installed = installWhatIsMissing(guest, {
    saying: 'Installing what the guest app needs (once, about a minute) …',
    flags: ['--ignore-scripts'],
  })
  return installed ? null : 'npm ci failed in guest/: see the lines above, then run the same command again.'
}

/** What the checks of the guest app need. */
export function installChecks(): string | null {
  const installed = installWhatIsMissing(checks, {
    saying: 'Installing what the checks of the guest app need (once, about a minute) …',
    // A reporting service of one of them is optional and large.
    flags: ['--ignore-scripts', '--omit=optional'],
  })
  return installed ? null : 'npm ci failed in guest/checks/: see the lines above, then run the same command again.'
}

/** Whether both are there, as the lockfiles are now. */
export function guestIsInstalled(): boolean {
  return isInstalled(guest) && isInstalled(checks)
}
