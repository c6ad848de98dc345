import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { refuseInsideTransaction } from '../../../database/guard.ts'
import type { Files } from '../../../ports/files.ts'

const nameForm = /^[a-z0-9_-]{1,80}\.[a-z0-9]{1,8}$/

/** A folder of its own. A file appears whole or not at all. */
export function createFolderFiles(folder: string): Files {
  return {
    async put(name, content) {
      refuseInsideTransaction('the file store')
      const path = join(folder, safe(name))
      await mkdir(folder, { recursive: true })
      const handle = await open(`${path}.new`, 'w')
      try {
        await handle.writeFile(content)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(`${path}.new`, path)
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
  }
}

function safe(name: string): string {
  if (!nameForm.test(name)) throw new Error(`not a name of ours: ${name}`)
  return name
}
