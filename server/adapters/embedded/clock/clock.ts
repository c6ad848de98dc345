import { insertedOnce } from '../../../database/dialect.ts'
import { changed, type Db, over } from '../../../database/handle.ts'
import type { Clock } from '../../../ports/clock.ts'

interface ClockTables {
  clock_offset: { name: string; offset_ms: number }
}

const name = 'product'

/** The process clock, and in sandbox mode an offset that only grows and outlives the process. */
export interface ProductClock extends Clock {
  /** Takes the stored offset over: once, after the database is open. */
  load(db: Db): Promise<void>
  /** Moves the product's time forward, for itself and for whoever opens the database later. */
  advance(db: Db, ms: number): Promise<void>
}

export function createProductClock(): ProductClock {
  let offsetMs = 0
  return {
    now: () => Date.now() + offsetMs,
    async load(db) {
      offsetMs = await readClockOffset(db)
    },
    async advance(db, ms) {
      await db.transaction(async (tx) => {
        await insertedOnce(over<ClockTables>(tx).insertInto('clock_offset').values({ name, offset_ms: 0 }))
        const moved = await over<ClockTables>(tx)
          .updateTable('clock_offset')
          .set((eb) => ({ offset_ms: eb('offset_ms', '+', ms) }))
          .where('name', '=', name)
          .executeTakeFirst()
        if (changed(moved) !== 1) throw new Error('the clock has no row')
      })
      offsetMs = await readClockOffset(db)
    },
  }
}

/** For tools that read beside a running server. */
async function readClockOffset(db: Db): Promise<number> {
  const row = await over<ClockTables>(db)
    .selectFrom('clock_offset')
    .select('offset_ms')
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.offset_ms ?? 0
}
