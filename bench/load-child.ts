// A process of its own for the load, so that the server under it has a core to itself. Its wish comes as a message.
import { randomUUID } from 'node:crypto'
import { load, request } from './load.ts'

export type ChildWish =
  | {
      kind: 'get'
      port: number
      connections: number
      seconds: number
      path: string
      /** Taken in turn. */
      headers: Record<string, string>[]
    }
  | {
      kind: 'orders'
      port: number
      connections: number
      orders: number
      tokens: string[]
      /** Bodies to place, taken in turn. */
      bodies: string[]
    }
  | { kind: 'post'; port: number; connections: number; count: number; path: string; body: string }

process.once('message', async (wish: ChildWish) => {
  const result = await run(wish)
  process.send?.(result)
  process.disconnect?.()
})

function run(wish: ChildWish) {
  if (wish.kind === 'get') {
    const requests = wish.headers.map((headers) => request({ method: 'GET', path: wish.path, headers }))
    const until = performance.now() + wish.seconds * 1000
    let sent = 0
    stayAwake(until)
    return load({ ...wish, next: () => (performance.now() < until ? requests[sent++ % requests.length]! : null) })
  }
  if (wish.kind === 'post') {
    const bytes = request({ method: 'POST', path: wish.path, body: wish.body })
    let left = wish.count
    return load({ ...wish, next: () => (left-- > 0 ? bytes : null) })
  }
  let sent = 0
  const place = (): Buffer | null => {
    if (sent >= wish.orders) return null
    const token = wish.tokens[sent % wish.tokens.length]!
    const body = wish.bodies[sent % wish.bodies.length]!
    sent += 1
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() }
    return request({ method: 'POST', path: '/api/guest/orders', headers, body })
  }
  return load({ ...wish, next: place })
}

/**
 * Waking a process costs whoever writes to it, so that a slower server would pay more for each answer than a faster
 * one, which keeps its client awake.
 */
function stayAwake(until: number): void {
  if (performance.now() < until) setImmediate(stayAwake, until)
}
