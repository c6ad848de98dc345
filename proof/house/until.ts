import { setTimeout as wait } from 'node:timers/promises'

export interface Patience {
  withinMs?: number
  everyMs?: number
}

/** Looks again and again until it is so. Throws that sentence when it does not come about: after 20 s unless said otherwise. */
export async function until(
  condition: () => Promise<boolean> | boolean,
  sentence: string | (() => string),
  { withinMs = 20_000, everyMs = 50 }: Patience = {},
): Promise<void> {
  const deadline = performance.now() + withinMs
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(typeof sentence === 'string' ? sentence : sentence())
    await wait(everyMs)
  }
}
