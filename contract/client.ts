import type { BodyOf, Operation, ParamsOf, QueryOf, ReplyOf } from './operation.ts'
import type { RefusalCode } from './refusals.ts'

/** What carries a call: fetch, `wx.request`, or a server in the same process. */
export type Transport = (request: {
  method: string
  url: string
  headers: Record<string, string>
  body: string | undefined
}) => Promise<{ status: number; headers: Record<string, string>; body: string }>

/** A "no" of the API, as its problem document says it. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: RefusalCode
  readonly problem: Record<string, unknown>

  constructor(status: number, problem: Record<string, unknown>) {
    super(`${status} ${problem.code}: ${problem.title}`)
    this.name = 'ApiProblem'
    this.status = status
    this.code = problem.code as RefusalCode
    this.problem = problem
  }
}

/** A call that got no answer: no network, a time-out, or a page of some proxy in between. Transports throw it. */
export class Unreachable extends Error {
  constructor(cause?: unknown) {
    super('the server did not answer', { cause })
    this.name = 'Unreachable'
  }
}

/** The answer with its `Retry-After`, in whole seconds, as `retryAfterS` of the problem: apps see no headers. */
export function withRetryAfter<Answer extends { headers: Record<string, string>; body: string; status: number }>(
  answer: Answer,
): Answer {
  const seconds = Number(answer.headers['retry-after'])
  if (answer.status < 400 || !Number.isFinite(seconds) || !answer.body.startsWith('{')) return answer
  return { ...answer, body: `{"retryAfterS":${Math.max(0, Math.ceil(seconds))},${answer.body.slice(1)}` }
}

export interface CallOptions<Op> {
  params?: ParamsOf<Op>
  query?: QueryOf<Op>
  body?: BodyOf<Op>
  idempotencyKey?: string
  headers?: Record<string, string>
}

/** A typed caller of the API. Throws `ApiProblem` for a refusal, and an Error for an answer that is no answer. */
export function createClient(transport: Transport, common: () => Record<string, string> = () => ({})) {
  return {
    async call<Op extends Operation<never, never, never, never> | Operation>(
      declared: Op,
      options: CallOptions<Op> = {},
    ): Promise<ReplyOf<Op>> {
      const body = options.body === undefined ? undefined : JSON.stringify(options.body)
      const answer = await transport({
        method: declared.method,
        url: pathOf(declared.path, options.params) + queryText(options.query),
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(options.idempotencyKey ? { 'idempotency-key': options.idempotencyKey } : {}),
          ...common(),
          ...options.headers,
        },
        body,
      })
      if (answer.status === 204) return undefined as ReplyOf<Op>
      const content = contentOf(answer)
      if (answer.status >= 400) throw new ApiProblem(answer.status, content as Record<string, unknown>)
      return content as ReplyOf<Op>
    },
  }
}

export type Client = ReturnType<typeof createClient>

/** A proxy's error page is no answer of ours: it says nothing of what became of the call. */
function contentOf({ status, body }: { status: number; body: string }): unknown {
  try {
    return JSON.parse(body)
  } catch (cause) {
    throw new Error(`the answer with status ${status} is not JSON`, { cause })
  }
}

function pathOf(path: string, params: unknown): string {
  return path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String((params as Record<string, unknown>)[name])),
  )
}

function queryText(query: unknown): string {
  const pairs = Object.entries((query ?? {}) as Record<string, unknown>)
    .filter(([, value]) => value !== undefined)
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => [name, String(one)]))
    // Not URLSearchParams: a mini-program has none.
    .map((pair) => pair.map(encodeURIComponent).join('='))
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}
