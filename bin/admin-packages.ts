import { dirname, join } from 'node:path'
import { installWhatIsMissing } from './install.mjs'

const admin = join(dirname(import.meta.dirname), 'admin')

/** What the admin web is built with; says why when it cannot be had. */
export function installAdmin(): string | null {
  const installed = installWhatIsMissing(admin, {
    saying: 'Installing what the admin web needs (once, half a minute) …',
    flags: ['--ignore-scripts'],
  })
  return installed ? null : 'npm ci failed in admin/: see the lines above, then run the same command again.'
}
