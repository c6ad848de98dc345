import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Operation } from '../../contract/operation.ts'
import { Bytes, type Call, Polled, type Route, Streamed } from './route.ts'
import { headersOfEveryAnswer, sendBytes, sendJson, sendPolled, sendStreamed, variesBy } from './send.ts'

interface Answering {
  status: number
  request: FastifyRequest
  reply: FastifyReply
  /** See `date.ts`. */
  date: readonly string[]
  /** Hears of an answer that could not be ended once it had begun. */
  broken(error: unknown): void
}

/** Hands a checked call to its verb and sends what it answers: at once where that is ready bytes. */
export function runVerb(each: Route, answering: Answering): Promise<unknown> | undefined {
  const { request, reply } = answering
  const { language, address, caller } = request.checked
  const call: Call<Operation> = {
    params: request.params as never,
    query: request.query as never,
    body: request.body as never,
    caller: caller as never,
    language,
    idempotencyKey: String(request.headers['idempotency-key'] ?? ''),
    clientAddress: address,
    request,
    reply,
  }
  const result = each.handle(call)
  if (result instanceof Bytes) return sendBytes(result, answering)
  return result.then((answer) => send(answer, each, answering))
}

function send(result: unknown, each: Route, answering: Answering): FastifyReply | Promise<FastifyReply> | undefined {
  const { status, request, reply, date, broken } = answering
  const { language } = request.checked
  if (reply.sent) return reply
  if (result instanceof Bytes) return sendBytes(result, answering)
  const isWhole = !(result instanceof Polled) && !(result instanceof Streamed)
  if (isForGuests(each) && isWhole && status !== 204) {
    return sendJson(textOf(result, each, reply.code(status)), { language, requestId: request.id, reply, date })
  }
  sayDate(reply, date)
    .headers(headersOfEveryAnswer)
    .header('x-request-id', request.id)
    .header('content-language', language === 'en' ? 'en' : 'zh-CN')
    .header('vary', variesBy)
  if (result instanceof Polled) return sendPolled(result.reply, request, reply)
  reply.header('cache-control', 'no-store').code(status)
  if (result instanceof Streamed) return sendStreamed(result, { reply, broken })
  if (status === 204) return reply.send()
  return reply.header('content-type', 'application/json; charset=utf-8').send(textOf(result, each, reply))
}

/** As the contract has it: nothing beside it goes out. What writes it is made at the first answer of an operation. */
function textOf(result: unknown, { operation }: Route, reply: FastifyReply): string {
  if (operation.reply === null) return JSON.stringify(result)
  const schema = operation.reply as unknown as Record<string, unknown>
  return reply.serializeInput(result as Record<string, unknown>, schema)
}

/** No answer to them carries a header of its own verb. */
function isForGuests({ operation }: Route): boolean {
  return operation.who === 'guest' || operation.who === 'maybe-guest'
}

/** The time of an answer, where it is not Node's to say. */
export function sayDate(reply: FastifyReply, [, date]: readonly string[]): FastifyReply {
  return date ? reply.header('date', date) : reply
}
