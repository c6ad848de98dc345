import { createLoop, type Loop } from './loop.ts'

/** A timed look at the rows, for whatever a lost message left. */
export interface Sweep {
  name: string
  everyMs: number
  /** Answers `more` when there is more to do at once. */
  run(): Promise<'more' | 'idle'>
}

/** One loop per sweep. Sweeps claim their rows by conditional writes, so any number of workers may run them. */
export function sweepLoops(sweeps: readonly Sweep[], onError: (name: string, error: unknown) => void): Loop[] {
  return sweeps.map(({ name, everyMs, run }) => createLoop({ name: `sweep ${name}`, everyMs, run, onError }))
}
