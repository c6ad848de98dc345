import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { extract } from 'tar'
import { type BackupSource, inside } from './backup.ts'

/**
 * Puts a backup into a data folder that has no database yet: what is there is never overwritten. The copy is checked
 * before anything is moved into place. Throws one sentence.
 */
export async function restore(file: string, target: BackupSource): Promise<void> {
  if (!existsSync(file)) throw new Error(`There is no backup at ${file}.`)
  const places = [join(target.dataDir, inside.database), target.secretsFile, target.filesDir]
  const taken = places.find((place) => existsSync(place))
  if (taken)
    throw new Error(`${taken} is already there: restore into an empty folder (YIZHAN_DATA_DIR), or move it away first.`)
  const folder = resolve(target.dataDir)
  await mkdir(dirname(folder), { recursive: true })
  const work = await mkdtemp(join(dirname(folder), `.${basename(folder)}-restore-`))
  try {
    await unpack(file, work)
    check(join(work, inside.database))
    for (const place of places) await mkdir(dirname(place), { recursive: true })
    await rename(join(work, inside.files), target.filesDir)
    await rename(join(work, inside.secrets), target.secretsFile)
    await rename(join(work, inside.database), join(target.dataDir, inside.database)) // last: with it, it is an installation
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function unpack(file: string, work: string): Promise<void> {
  try {
    await extract({ file, cwd: work, strict: true }, Object.values(inside))
  } catch (error) {
    throw new Error(`${file} is not a backup of Yizhan: ${(error as Error).message}`)
  }
  const missing = Object.values(inside).find((name) => !existsSync(join(work, name)))
  if (missing) throw new Error(`${file} is not a backup of Yizhan: ${missing} is missing.`)
}

function check(path: string): void {
  const database = new DatabaseSync(path, { readOnly: true })
  try {
    const rows = database.prepare('pragma integrity_check').all() as { integrity_check: string }[]
    if (rows[0]?.integrity_check !== 'ok')
      throw new Error(`The database in the backup is damaged: ${rows[0]?.integrity_check}`)
  } finally {
    database.close()
  }
}
