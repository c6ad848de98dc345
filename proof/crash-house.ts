import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openSqliteReadOnly } from '../server/adapters/embedded/sqlite/open.ts'
import type { Db, SqlValue } from '../server/database/handle.ts'
import type { CrashOrder } from './crash-child.ts'
import { openProcess, type ProcessHouse } from './house/open-process.ts'
import { sumOf, type UnderWay, underWay } from './house/under-way.ts'

export interface CrashHouse extends ProcessHouse {
  /** Rows of the database, read beside the server or after its death. */
  rows<Row>(sql: string, ...parameters: SqlValue[]): Promise<Row[]>
  /** From now on the server dies at that point. */
  arm(order: CrashOrder): Promise<void>
  /** Resolves when the armed server has killed itself; throws when the point is not reached. */
  died(): Promise<void>
  /** Starts a server on what the dead one left; the dead one's leases have run out. */
  restart(): Promise<void>
  /** Nothing is under way any more. */
  quiet(): Promise<void>
}

const waitAtMostMs = 20_000
/** Longer than any lease, shorter than the time to pay. */
const leasesSeconds = 75
/** In all they stay below the time to pay, so that no order expires while its case is under way. */
const restRoundsAtMost = 20
const lookMs = 900

/** WeChat's stand-in in this process, the server in one of its own that can be killed. */
export async function openCrashHouse(): Promise<CrashHouse> {
  const house = await openProcess({
    name: 'crash',
    script: join(import.meta.dirname, 'crash-child.ts'),
    env: { YIZHAN_LIMITS: 'off', YIZHAN_LOG_LEVEL: 'silent' },
    wechat: { refundDelayMs: 20, retryScale: 0.002 },
  })
  return {
    ...house,
    rows: <Row>(sql: string, ...parameters: SqlValue[]) =>
      reading(house, async (db) => {
        const rows = await db.prepared(sql).all<Row>(...parameters)
        return rows.map((row) => ({ ...row })) // plain objects compare
      }),
    async arm(order) {
      const { child } = house.server()
      child.send(order)
      await once(child, 'message', { signal: AbortSignal.timeout(waitAtMostMs) })
    },
    died: () => death(house.server().child),
    async restart() {
      await house.startAgain()
      await house.sandbox.advanceClock(leasesSeconds)
    },
    quiet: () => quiet(house),
  }
}

async function death(child: ChildProcess): Promise<void> {
  if (child.signalCode === null && child.exitCode === null) {
    await once(child, 'exit', { signal: AbortSignal.timeout(waitAtMostMs) }).catch((cause: unknown) => {
      throw new Error('the point was never reached', { cause })
    })
  }
  if (child.signalCode !== 'SIGKILL') throw new Error(`it ended by itself: ${child.exitCode ?? child.signalCode}`)
}

/** Nothing stays open: the next server finds the files as the dead one left them. */
async function reading<Result>({ dataDir }: ProcessHouse, read: (db: Db) => Promise<Result>): Promise<Result> {
  const db = openSqliteReadOnly(dataDir)
  try {
    return await read(db)
  } finally {
    await db.close()
  }
}

/** Leases and retries fall due by moving the clock, a few times at most. */
async function quiet(house: ProcessHouse): Promise<void> {
  let left: UnderWay | null = null
  for (let round = 0; round < restRoundsAtMost; round += 1) {
    await house.sandbox.advanceClock(leasesSeconds)
    await house.told()
    const deadline = performance.now() + lookMs
    while (performance.now() < deadline) {
      const soon = Date.parse(await house.sandbox.now()) + leasesSeconds * 1_000
      left = await reading(house, (db) => underWay(db, { messagesBy: soon, errandsBy: soon }))
      if (sumOf(left) === 0) return
      await wait(50)
    }
  }
  throw new Error(`the house did not come to rest: ${JSON.stringify(left)}`)
}
