import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { serverEnvironment } from '../bin/server-process.ts'
import { openGround } from '../proof/house/ground.ts'
import { startProcess } from '../proof/house/start-process.ts'

export interface StartResult {
  /** From the spawn of the process to a ready answer, on a database that is seeded. */
  readyMs: number
  /** Resident memory ten seconds later, idle, in millions of bytes. */
  idleRssMb: number
}

const idleMs = 10_000

/** Starts the server process as it ships: once to seed, then again to measure. Linux only: it reads /proc. */
export async function benchStart(): Promise<StartResult> {
  await using ground = await openGround({ name: 'start' })
  const wish = { env: { ...serverEnvironment, ...ground.settings, YIZHAN_LOG_LEVEL: 'silent' } }
  await using seeded = await startProcess(wish)
  await seeded.stop()
  const started = performance.now()
  await using server = await startProcess(wish)
  const readyMs = Math.round(performance.now() - started)
  await wait(idleMs)
  const rss = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${server.child.pid}/status`, 'utf8'))
  await server.stop()
  return { readyMs, idleRssMb: Math.round((Number(rss?.[1]) * 1024) / 1e6) }
}
