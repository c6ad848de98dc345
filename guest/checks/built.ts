import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const dist = join(import.meta.dirname, '../dist')

/** Where the builds are that are checked: what `npm run build` leaves, and what the server serves. */
export const built = { weapp: join(dist, 'weapp'), h5: join(dist, 'h5') }

/** Paths of all files below a folder, relative to it, sorted. */
export function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}

/** Addresses of other hosts that a text could be asked to load or call. */
export function hostsIn(text: string): string[] {
  const found = text.matchAll(/(?:https?|wss?):\/\/([a-z0-9.-]+(?::\d+)?)/gi)
  return [...new Set([...found].map((match) => match[1]!.toLowerCase()))].sort()
}

/** The hosts that the files of a build name, with the files that do. */
export function hostsOf(folder: string, files: readonly string[]): Map<string, string[]> {
  const hosts = new Map<string, string[]>()
  for (const file of files) {
    for (const host of hostsIn(readFileSync(join(folder, file), 'utf8'))) {
      hosts.set(host, [...(hosts.get(host) ?? []), file])
    }
  }
  return hosts
}
