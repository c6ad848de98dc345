import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Db } from '../../../database/handle.ts'
import { migrate } from '../../../database/migrate.ts'
import { messaging } from '../../../database/migrations/0001-messaging.ts'
import type { Bus } from '../../../ports/bus.ts'
import { type BusNode, type BusWorld, effects } from '../../conform/bus-world.ts'
import { createProductClock } from '../clock/clock.ts'
import { openSqlite } from '../sqlite/open.ts'
import { createSqlBus } from './sql-bus.ts'

const halfCheckMs = 2_000

/** A database in a folder; nodes are buses of their own on it, as processes would be. The clock runs, and can be moved. */
export async function createSqlBusWorld(): Promise<BusWorld> {
  const dataDir = mkdtempSync(join(tmpdir(), 'yizhan-bus-'))
  let passedMs = 0
  const wall = createProductClock()
  const clock = { now: () => wall.now() + passedMs }
  const closing: (() => Promise<void>)[] = []
  let db: Db | null = null
  return {
    halfCheckMs,
    checkBudgetMs: 600_000,
    async open({ slot = 'a' } = {}) {
      db ??= await openBusDatabase(dataDir, clock)
      const bus = busOn(db, clock, slot)
      closing.push(() => bus.stop(500))
      return { db, clock, bus, closing }
    },
    async pass(ms) {
      passedMs += ms
    },
    async crash(scenario, at) {
      const child = spawn(process.execPath, [join(import.meta.dirname, 'crash-child.ts'), dataDir, scenario, at], {
        stdio: ['ignore', 'inherit', 'inherit'],
      })
      const [, signal] = await once(child, 'exit')
      assert.equal(signal, 'SIGKILL', `the point ${at} was never reached`)
    },
    async close() {
      for (const close of closing.reverse()) await close()
      await db?.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** The one node of a process that is going to die. */
export async function openDoomedNode(dataDir: string, probe: (point: string) => void): Promise<BusNode> {
  const clock = createProductClock()
  const db = await openBusDatabase(dataDir, clock)
  return { db, clock, bus: busOn(db, clock, 'a', probe), closing: [] }
}

async function openBusDatabase(dataDir: string, clock: BusNode['clock']): Promise<Db> {
  const db = openSqlite({ dataDir, clock, synchronous: 'OFF' })
  await migrate(db, [messaging, effects])
  return db
}

function busOn(db: Db, clock: BusNode['clock'], slot: string, probe: (point: string) => void = () => {}): Bus {
  return createSqlBus({ db, clock, slot, polling: true, halfCheckMs, onError: () => {}, probe })
}
