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

  /** Runs once in each round that has work in it, and keeps itself alive only while somebody waits. */
  function nextRound() {
    endsAt = null
    const next = waiting.shift()
    if (!next) return
    begin()
    next()
  }

  function begin(): number {
    endsAt = performance.now() + budgetMs
    setImmediate(nextRound)
    return endsAt
  }

  return {
    due: () => performance.now() >= (endsAt ?? begin()),
    pass() {
      if (endsAt === null) begin()
      return new Promise((resolve) => waiting.push(resolve))
    },
  }
}
