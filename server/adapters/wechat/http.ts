import { refuseInsideTransaction } from '../../database/guard.ts'
import { Unavailable } from '../../kernel/refusal.ts'

export interface OutsideCall {
  method: 'GET' | 'POST'
  /** A path with its query, or an absolute address on the same origin. */
  target: string
  headers?: Record<string, string>
  body?: string
  maxAnswerBytes?: number
  timeoutMs?: number
}

export interface OutsideAnswer {
  status: number
  headers: Record<string, string>
  body: Buffer
}

export type CallOutside = (call: OutsideCall) => Promise<OutsideAnswer>

/** No answer that can be used. `reached` says whether the other side may have acted on the call all the same. */
export class NoAnswer extends Unavailable {
  readonly reached: 'no' | 'perhaps'

  constructor(what: string, options: { reached: 'no' | 'perhaps'; cause?: unknown }) {
    super(what, { cause: options.cause })
    this.name = 'NoAnswer'
    this.reached = options.reached
  }
}

const defaultMaxAnswerBytes = 1024 * 1024
const defaultTimeoutMs = 8_000

/** The connection was never made, so nothing was asked. */
const neverConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/**
 * The one way out to WeChat: a single origin, no redirects followed, a bound on time and on the answer's size. Any
 * status is an answer; no answer is `NoAnswer`. Calls never go into an error: their queries carry secrets.
 */
export function createCall({
  what,
  origin,
  timeoutMs,
}: {
  what: string
  origin: string
  timeoutMs?: number
}): CallOutside {
  return async (call) => {
    refuseInsideTransaction(what)
    const url = new URL(call.target, origin)
    if (url.origin !== origin || url.username || url.password) {
      throw new NoAnswer(what, { reached: 'no', cause: new Error(`not an address on ${origin}`) })
    }
    try {
      const response = await fetch(url, {
        method: call.method,
        headers: { accept: 'application/json', 'accept-encoding': 'identity', 'user-agent': 'yizhan', ...call.headers },
        body: call.body ?? null,
        redirect: 'manual',
        signal: AbortSignal.timeout(call.timeoutMs ?? timeoutMs ?? defaultTimeoutMs),
      })
      const body = await readBody(response.body, call.maxAnswerBytes ?? defaultMaxAnswerBytes)
      return { status: response.status, headers: Object.fromEntries(response.headers), body }
    } catch (cause) {
      throw new NoAnswer(what, { reached: neverConnected.has(codeOf(cause)) ? 'no' : 'perhaps', cause })
    }
  }
}

async function readBody(stream: AsyncIterable<Uint8Array> | null, maxBytes: number): Promise<Buffer> {
  if (!stream) return Buffer.alloc(0)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (size > maxBytes) throw new Error(`the answer is larger than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** fetch wraps what went wrong on the wire in a TypeError. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  return cause instanceof Error && 'code' in cause ? String(cause.code) : ''
}
