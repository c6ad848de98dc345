import type { Database } from './database.ts'

/** A source of time in ms since 1970. */
export interface Clock {
  now(): number
}

/** The sandbox's time: the given clock plus an offset that is kept in the database. */
export interface SandboxClock extends Clock {
  /** Moves time forward (or, with a negative number, undoes a move). */
  advance(milliseconds: number): void
  /**
   * Whether a moment that a caller claims is at most `toleranceMs` from now. For ten seconds after a move the time
   * before it is good as well: the product and the sandbox cannot move in the same instant.
   */
  agreesWith(moment: number, toleranceMs: number): boolean
}

export const systemClock: Clock = { now: () => Date.now() }

const moveGraceMs = 10_000

export function sandboxClock(db: Database, base: Clock): SandboxClock {
  let offsetMs = Number(db.one<{ value: string }>(`SELECT value FROM settings WHERE name = 'clock_offset'`)?.value ?? 0)
  let lastMove = { at: Number.NEGATIVE_INFINITY, offsetBeforeMs: offsetMs }

  return {
    now: () => base.now() + offsetMs,
    advance(milliseconds) {
      const moved = offsetMs + milliseconds
      db.run(
        `INSERT INTO settings (name, value) VALUES ('clock_offset', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
        String(moved),
      )
      lastMove = { at: base.now(), offsetBeforeMs: offsetMs }
      offsetMs = moved
    },
    agreesWith(moment, toleranceMs) {
      const real = base.now()
      if (Math.abs(real + offsetMs - moment) <= toleranceMs) return true
      return real - lastMove.at < moveGraceMs && Math.abs(real + lastMove.offsetBeforeMs - moment) <= toleranceMs
    },
  }
}
