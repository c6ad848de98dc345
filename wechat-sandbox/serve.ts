import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { writeCall } from './calls.ts'
import type { Context } from './context.ts'
import { type Fault, takeFault } from './faults.ts'

/** A call as the handlers see it, its body still the bytes that were signed. */
export interface Call {
  method: string
  /** Without the query. */
  path: string
  /** With it, exactly as it came: this is what a signature covers. */
  url: string
  query: URLSearchParams
  params: Record<string, string>
  headers: Record<string, string | string[] | undefined>
  raw: Buffer
}

export interface Answer {
  status: number
  headers: Record<string, string>
  body: string | Buffer
  /** `ok` or WeChat's own error code. */
  verdict: string
}

/** A family of WeChat's paths with one way to answer. */
export interface Family {
  answer(call: Call, fault: Fault | null): Promise<Answer>
  /** The answer of an `error` fault. */
  fail(call: Call, fault: Fault): Promise<Answer>
}

/** Serves one of WeChat's paths: faults first, then the handler, then the record of the call, then the answer. */
export function servePath(app: FastifyInstance, context: Context, method: 'GET' | 'POST', url: string, family: Family) {
  app.route({
    method,
    url,
    handler: async (request, reply) => {
      const call = callOf(request)
      const late = takeFault(context.db, call.path, ['latency'])
      if (late) await wait(late.latencyMs ?? 1_000)
      const fault = takeFault(context.db, call.path, ['refuse', 'error', 'drop-answer', 'unsigned', 'wrong-signature'])
      if (fault?.kind === 'refuse') {
        record(context, call, { status: 0, headers: {}, body: '', verdict: 'refused' }, fault)
        return cut(reply)
      }
      const answer = fault?.kind === 'error' ? await family.fail(call, fault) : await family.answer(call, fault)
      record(context, call, answer, fault ?? late)
      if (fault?.kind === 'drop-answer') return cut(reply)
      return reply.code(answer.status).headers(answer.headers).send(answer.body)
    },
  })
}

function callOf(request: FastifyRequest): Call {
  const [path, query] = splitUrl(request.url)
  return {
    method: request.method,
    path,
    url: request.url,
    query: new URLSearchParams(query),
    params: request.params as Record<string, string>,
    headers: request.headers,
    raw: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
  }
}

function splitUrl(url: string): [string, string] {
  const at = url.indexOf('?')
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)]
}

function record(context: Context, call: Call, answer: Answer, fault: Fault | null): void {
  writeCall(context.db, {
    at: context.clock.now(),
    method: call.method,
    path: call.path,
    query: call.query.toString(),
    body: call.raw.toString('utf8'),
    status: answer.status,
    verdict: answer.verdict,
    answer: typeof answer.body === 'string' ? answer.body : `${answer.body.length} bytes`,
    fault: fault?.kind ?? null,
  })
}

/** The connection ends without an answer, as when a network breaks. */
function cut(reply: FastifyReply): FastifyReply {
  reply.hijack()
  reply.raw.destroy()
  return reply
}
