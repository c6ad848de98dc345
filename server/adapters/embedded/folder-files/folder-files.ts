import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { refuseInsideTransaction } from '../../../database/guard.ts'
import { Unavailable } from '../../../kernel/refusal.ts'
import type { Files } from '../../../ports/files.ts'

const nameForm = /^[a-z0-9_-]{1,80}\.[a-z0-9]{1,8}$/

/** What a disk says that cannot take a file now: no room, no quota, broken, read-only. */
const diskFaults = new Set(['ENOSPC', 'EDQUOT', 'EIO', 'EROFS'])

/** A folder of its own. A file appears whole or not at all. Throws `Unavailable` when the disk cannot take it. */
export function createFolderFiles(folder: string): Files {
  return {
    async put(name, content) {
      refuseInsideTransaction('the file store')
      const path = join(folder, safe(name))
      try {
        await mkdir(folder, { recursive: true })
        await writeWhole(`${path}.new`, content)
        await rename(`${path}.new`, path)
      } catch (cause) {
        await Promise.allSettled([rm(`${path}.new`, { force: true })]) // half a file takes room, if the disk lets go of it
        throw diskFaults.has((cause as NodeJS.ErrnoException).code ?? '') ? new Unavailable('files', { cause }) : cause
      }
    },
    async get(name) {
      if (!nameForm.test(name)) return null
      try {
        return await readFile(join(folder, name))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
        throw error
      }
    },
    async remove(name) {
      refuseInsideTransaction('the file store')
      await rm(join(folder, safe(name)), { force: true })
    },
  }
}

async function writeWhole(path: string, content: Uint8Array): Promise<void> {
  const handle = await open(path, 'w')
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function safe(name: string): string {
  if (!nameForm.test(name)) throw new Error(`not a name of ours: ${name}`)
  return name
}
