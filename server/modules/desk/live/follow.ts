import { changesAfter, changesKept, changesNumbered, type NotedChange } from '../../../database/changes.ts'
import type { Db } from '../../../database/handle.ts'
import { createLoop, type Loop } from '../../../messaging/loop.ts'

/** Changes as they were found, in order of their numbers. Those up to `mark` that came late have lower ones. */
export type Hear = (found: readonly NotedChange[], mark: number) => void

export interface FollowDeps {
  db: Db
  onError(what: string, error: unknown): void
  everyMs?: number
}

export const readAtMost = 1_000
/** A transaction that was given a number and has not committed after so long never will. */
const lateAtMostMs = 10_000
const gapsAtMost = 1_000

/**
 * Reads what changed, every half second while somebody listens: one look for all who listen in this process. Numbers
 * are given before they are committed, so each that was jumped over is looked for until it is too late for it.
 */
export function createFollower({ db, onError, everyMs = 500 }: FollowDeps) {
  const listeners = new Set<Hear>()
  const gaps = new Map<number, number>()
  let mark = 0
  let loop: Loop | null = null
  let opening: Promise<void> | null = null

  async function look(): Promise<'more' | 'idle'> {
    if (listeners.size === 0) return 'idle'
    const late = await changesNumbered(db, [...gaps.keys()])
    const fresh = await changesAfter(db, mark, readAtMost)
    for (const { seq } of late) gaps.delete(seq)
    for (const { seq } of fresh) {
      noteGaps(mark, seq)
      mark = seq
    }
    const found = [...late, ...fresh]
    if (found.length > 0) for (const hear of listeners) hear(found, mark)
    return fresh.length === readAtMost ? 'more' : 'idle'
  }

  function noteGaps(before: number, seq: number): void {
    const now = performance.now()
    for (const [number, until] of gaps) if (until < now) gaps.delete(number)
    for (let number = Math.max(before + 1, seq - gapsAtMost); number < seq && gaps.size < gapsAtMost; number += 1) {
      gaps.set(number, now + lateAtMostMs)
    }
  }

  /** The first to listen starts the looking, from what is there now. */
  async function open(): Promise<void> {
    const { newest } = await changesKept(db)
    mark = newest
    gaps.clear()
    loop = createLoop({ name: 'live changes', everyMs, run: look, onError })
    loop.start()
  }

  return {
    /** Answers how far the looking has come, and how to stop hearing of it. */
    async follow(hear: Hear): Promise<{ mark(): number; stop(): void }> {
      listeners.add(hear)
      opening ??= open()
      await opening.catch((error: unknown) => {
        leave(hear)
        throw error
      })
      return { mark: () => mark, stop: () => leave(hear) }
    },
  }

  function leave(hear: Hear): void {
    listeners.delete(hear)
    if (listeners.size > 0) return
    void loop?.stop()
    opening = null
  }
}
