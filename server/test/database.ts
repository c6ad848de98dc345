import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqlite } from '../adapters/embedded/sqlite/open.ts'
import type { Db } from '../database/handle.ts'
import { type Migration, migrate } from '../database/migrate.ts'
import type { Instant } from '../kernel/stay.ts'
import type { Clock } from '../ports/clock.ts'

/** A clock that stands until it is moved. */
export interface TestClock extends Clock {
  pass(ms: number): void
  set(at: Instant): void
}

/** Starts at noon of 2026-11-25 in China. */
export function testClock(at: Instant = Date.UTC(2026, 10, 25, 4)): TestClock {
  let now = at
  return {
    now: () => now,
    pass(ms) {
      now += ms
    },
    set(instant) {
      now = instant
    },
  }
}

/** A real database in a folder of its own, removed with it. Commits are not synced: no test cuts the power. */
export async function testDatabase(
  migrations: readonly Migration[],
  clock: Clock = testClock(),
): Promise<Db & AsyncDisposable & { dataDir: string }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'yizhan-test-'))
  const db = openSqlite({ dataDir, clock, synchronous: 'OFF' })
  await migrate(db, migrations)
  const dispose = async () => {
    await db.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return Object.defineProperties(Object.create(db), {
    dataDir: { value: dataDir },
    [Symbol.asyncDispose]: { value: dispose },
  })
}
