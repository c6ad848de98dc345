// A load that never sleeps: waking a process costs whoever writes to it, so that a slower server would pay more for
// each answer than a faster one, which keeps its client awake. Its wish comes as a message.
import { load, request } from './load.ts'

export interface SteadyWish {
  port: number
  connections: number
  seconds: number
  path: string
  headers: Record<string, string>
}

process.once('message', async (wish: SteadyWish) => {
  const bytes = request({ method: 'GET', path: wish.path, headers: wish.headers })
  const until = performance.now() + wish.seconds * 1000
  stayAwake(until)
  const result = await load({ ...wish, next: () => (performance.now() < until ? bytes : null) })
  process.send?.(result)
  process.disconnect?.()
})

function stayAwake(until: number): void {
  if (performance.now() < until) setImmediate(stayAwake, until)
}
