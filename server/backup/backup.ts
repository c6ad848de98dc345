import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { backup as copyOnline, DatabaseSync } from 'node:sqlite'
import { create } from 'tar'
import { databaseFile } from '../adapters/embedded/sqlite/open.ts'

export interface BackupSource {
  dataDir: string
  filesDir: string
  secretsFile: string
}

/** The names inside a backup, whatever the folders were called. */
export const inside = { database: databaseFile, files: 'files', secrets: 'secrets.json' } as const

/**
 * Copies an installation into one gzipped tar, while the server runs: the database as of one moment, then the keys,
 * then the pictures (which are only ever added). The file appears whole or not at all. Throws one sentence.
 */
export async function backup(source: BackupSource, file: string): Promise<{ bytes: number }> {
  const from = join(source.dataDir, databaseFile)
  if (!existsSync(from)) throw new Error(`There is no database in ${source.dataDir} to back up.`)
  const target = resolve(file)
  await mkdir(dirname(target), { recursive: true })
  const work = await mkdtemp(join(dirname(target), `.${basename(target)}-`))
  try {
    await copyDatabase(from, join(work, inside.database))
    await cp(source.secretsFile, join(work, inside.secrets))
    if (existsSync(source.filesDir)) await cp(source.filesDir, join(work, inside.files), { recursive: true })
    else await mkdir(join(work, inside.files))
    const packed = join(work, 'packed.tar.gz')
    await create({ file: packed, cwd: work, gzip: true, portable: true }, Object.values(inside))
    const bytes = await flush(packed)
    await rename(packed, target)
    return { bytes }
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

async function copyDatabase(from: string, to: string): Promise<void> {
  const database = new DatabaseSync(from, { readOnly: true })
  try {
    await copyOnline(database, to)
  } finally {
    database.close()
  }
}

/** Waits until the bytes are on the disk, and answers how many. */
async function flush(file: string): Promise<number> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
    return (await handle.stat()).size
  } finally {
    await handle.close()
  }
}
