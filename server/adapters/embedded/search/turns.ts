export interface Turns {
  /** Whether the work of this round of the event loop has used up its time. */
  due(): boolean
  /** Waits for a round in which there is time again; those who wait are served in order. */
  pass(): Promise<void>
}

/**
 * Shares the event loop between searches and everything else: all work that asks these turns together takes about
 * `budgetMs` of one round of the loop, then lets sockets and timers have theirs. One budget for all, because eight
 * searches that each held the loop for a little would still hold it for long.
 */
export function createTurns(budgetMs: number): Turns {
  const waiting: (() => void)[] = []
  let endsAt: number | null = null

  function begin(): number {
    endsAt = performance.now() + budgetMs
    setImmediate(nextRound)
    return endsAt
  }

  function due(): boolean {
    return performance.now() >= (endsAt ?? begin())
  }

  /** Runs once after each round that had work in it, and goes on only while somebody waits: one at least is served. */
  async function nextRound() {
    endsAt = null
    if (waiting.length > 0) begin()
    for (let next = waiting.shift(); next; next = due() ? undefined : waiting.shift()) {
      next()
      await undefined // whoever was called works now, until it is done or its time is
    }
  }

  return {
    due,
    pass() {
      if (endsAt === null) begin()
      return new Promise((resolve) => waiting.push(resolve))
    },
  }
}
