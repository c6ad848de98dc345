import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { etagOf } from '../kernel/etag.ts'
import type { SiteFile } from './built-app.ts'

/** The names WeChat gives its files: of an official account, and of a mini-program. They have no other way to differ. */
const proofName = /^(?:MP_verify_[A-Za-z0-9]{1,32}|[A-Za-z0-9]{10,32})\.txt$/
/** WeChat's are of some 20 bytes. */
const bytesAtMost = 1_024
const text = /^[\x20-\x7e\r\n\t]*$/

/**
 * The files by which WeChat sees that a domain is the chain's: put into `folder` by hand, answered at the root of the
 * site at once. Null for any other name, and for what is no small text: a link, a folder, a secret that got there.
 */
export async function proofFile(folder: string, path: string): Promise<SiteFile | null> {
  if (!proofName.test(path)) return null
  const bytes = await read(join(folder, path))
  if (bytes === null || !text.test(bytes.toString('latin1'))) return null
  const etag = etagOf(bytes)
  return {
    status: 200,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-cache' },
    packs: false,
    in: async () => ({ bytes, etag }),
  }
}

/** Null for what is not there, no plain file, or too large. */
async function read(path: string): Promise<Buffer | null> {
  let file: FileHandle | undefined
  try {
    // Without following a link, and without waiting for somebody to write into a pipe.
    file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0))
    const found = await file.stat()
    return found.isFile() && found.size <= bytesAtMost ? await file.readFile() : null
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP' || code === 'EISDIR') return null
    throw error
  } finally {
    await file?.close()
  }
}
