/** A thing done again and again: at a period, or at once when woken. It never overlaps itself. */
export interface Loop {
  start(): void
  wake(): void
  /** No new round; resolves when the running one has ended. */
  stop(): Promise<void>
}

export interface LoopOptions {
  name: string
  everyMs: number
  /** Answers `more` when there is work left to do at once. */
  run(): Promise<'more' | 'idle'>
  onError(name: string, error: unknown): void
}

const backoffMostMs = 30_000

/** After an error the next round waits longer, up to half a minute, until one succeeds. */
export function createLoop({ name, everyMs, run, onError }: LoopOptions): Loop {
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> | null = null
  let wanted = false
  let stopped = true
  let failures = 0

  function schedule(ms: number): void {
    if (stopped || timer) return
    timer = setTimeout(() => {
      timer = null
      running ??= round()
    }, ms)
  }

  async function round(): Promise<void> {
    wanted = false
    try {
      if ((await run()) === 'more') wanted = true
      failures = 0
    } catch (error) {
      failures += 1
      onError(name, error)
    }
    running = null
    const pause = failures > 0 ? Math.min(backoffMostMs, Math.max(everyMs, 200) * 2 ** Math.min(failures, 10)) : everyMs
    schedule(wanted && failures === 0 ? 0 : pause)
  }

  return {
    start() {
      stopped = false
      schedule(0)
    },
    wake() {
      if (stopped) return
      wanted = true
      if (running || failures > 0) return
      if (timer) clearTimeout(timer)
      timer = null
      running = round()
    },
    async stop() {
      stopped = true
      if (timer) clearTimeout(timer)
      timer = null
      await running
    },
  }
}
