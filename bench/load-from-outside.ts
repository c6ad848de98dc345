import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { LoadResult } from './load.ts'
import type { ChildWish } from './load-child.ts'

/** Runs a load in a process of its own. Throws when that ends without a result. */
export function loadFromOutside(wish: ChildWish): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'load-child.ts'))
    child.once('message', (result) => resolve(result as LoadResult))
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the load ended with ${code} and no result`)))
    child.send(wish)
  })
}
