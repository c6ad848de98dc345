import { once } from 'node:events'
import { join } from 'node:path'
import { type ProcessHouse as Opened, openProcess } from '../proof/house/open-process.ts'
import { openSqliteReadOnly } from '../server/adapters/embedded/sqlite/open.ts'
import type { Db } from '../server/database/handle.ts'
import type { Watched } from './watch-loop.ts'

export interface ProcessHouse extends Opened {
  /** The database, beside the server that writes it. */
  db: Db
  /** How the server was while that was done. */
  watched<Result>(work: () => Promise<Result>): Promise<Watched & { result: Result }>
}

/** Filling the database included. */
const readyAtMostMs = 600_000

/** The product as it ships in a process of its own, limits off, with the sandbox beside it in this one. */
export async function openProcessHouse(env: Record<string, string>): Promise<ProcessHouse> {
  await using opening = new AsyncDisposableStack()
  // One line a request is written, as in production, but not to this report.
  const house = opening.use(
    await openProcess({
      name: 'bench',
      env: { YIZHAN_LIMITS: 'off', ...env },
      flags: ['--import', join(import.meta.dirname, 'watch-loop.ts')],
      withinMs: readyAtMostMs,
    }),
  )
  const db = openSqliteReadOnly(house.dataDir)
  opening.defer(() => db.close())
  const { child } = house.server()
  const opened = opening.move()
  return {
    ...house,
    db,
    async watched(work) {
      child.send('reset')
      const result = await work()
      const said = once(child, 'message')
      child.send('read')
      return { result, ...((await said)[0] as Watched) }
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
