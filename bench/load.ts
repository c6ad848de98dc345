import { connect } from 'node:net'

export interface LoadWish {
  port: number
  connections: number
  /** Each connection sends its next request after the answer to the last; null ends it. */
  next(connection: number): Buffer | null
}

export interface LoadResult {
  perSecond: number
  p50Ms: number
  p99Ms: number
  /** How many answers had each status. */
  statuses: Record<number, number>
}

/** A closed-loop load over kept-alive connections, as lean as it can be: it shares the machine with what it measures. */
export async function load({ port, connections, next }: LoadWish): Promise<LoadResult> {
  const latencies: number[] = []
  const statuses: Record<number, number> = {}
  const started = performance.now()
  await Promise.all(
    Array.from({ length: connections }, (_, index) =>
      client(
        port,
        () => next(index),
        (status, ms) => {
          statuses[status] = (statuses[status] ?? 0) + 1
          latencies.push(ms)
        },
      ),
    ),
  )
  const seconds = (performance.now() - started) / 1000
  latencies.sort((a, b) => a - b)
  const at = (share: number) => Math.round((latencies[Math.floor(latencies.length * share)] ?? 0) * 100) / 100
  return { perSecond: Math.round(latencies.length / seconds), p50Ms: at(0.5), p99Ms: at(0.99), statuses }
}

function client(port: number, next: () => Buffer | null, done: (status: number, ms: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let received: Buffer = Buffer.alloc(0)
    let sent = 0
    const send = () => {
      const request = next()
      if (!request) return socket.end(resolve)
      sent = performance.now()
      return socket.write(request)
    }
    socket.on('connect', send)
    socket.on('error', reject)
    socket.on('data', (chunk: Buffer) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
      const size = answerSize(received)
      if (size === null || received.length < size) return
      const status = Number(received.toString('latin1', 9, 12))
      received = received.subarray(size)
      done(status, performance.now() - sent)
      send()
    })
  })
}

/** Head and body together; null while the head is not whole. */
function answerSize(received: Buffer): number | null {
  const head = received.indexOf('\r\n\r\n')
  if (head < 0) return null
  const length = /content-length: (\d+)/i.exec(received.toString('latin1', 0, head))
  return head + 4 + Number(length?.[1] ?? 0)
}

export function request(wish: {
  method: string
  path: string
  headers?: Record<string, string>
  body?: string
}): Buffer {
  const body = wish.body ?? ''
  const headers = {
    host: 'localhost',
    ...wish.headers,
    ...(body ? { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) } : {}),
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return Buffer.from(`${wish.method} ${wish.path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`)
}
