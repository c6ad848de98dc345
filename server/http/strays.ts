import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../kernel/refusal.ts'
import { problemOf } from './answer.ts'
import { newRequestId } from './request-id.ts'
import type { Route } from './route.ts'
import { headersOfEveryAnswer } from './send.ts'

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

export interface Strays {
  look(request: FastifyRequest): void
  /** Counts and logs an answer to a call that is no operation. */
  record(request: FastifyRequest, reply: FastifyReply): void
}

/** A path that exists for other methods answers 405 and names them. */
export function addMethodRefusals(server: FastifyInstance, routes: readonly Route[], { look, record }: Strays): void {
  const byPath = new Map<string, Set<string>>()
  for (const { operation } of routes) {
    byPath.set(operation.path, (byPath.get(operation.path) ?? new Set()).add(operation.method))
  }
  for (const [url, taken] of byPath) {
    server.route({
      method: methods.filter((method) => !taken.has(method)),
      url,
      onRequest: (request, reply, done) => {
        look(request)
        reply.header('allow', [...taken].join(', '))
        done(new Refusal('method_not_allowed'))
      },
      onResponse: async (request, reply) => record(request, reply),
      handler: async () => undefined,
    })
  }
}

/**
 * What the parser of HTTP itself gives up on never becomes a request: it is answered on the socket, which then ends.
 * Two lengths, broken chunks and the like come here, so that no second request can hide in them.
 */
export function refuseUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const status = statusOfFault[error.code ?? ''] ?? 400
  const requestId = newRequestId()
  const { problem } = problemOf(new Refusal('invalid_request'), { language: 'zh', requestId })
  const body = JSON.stringify({ ...problem, status })
  const headers = {
    ...headersOfEveryAnswer,
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'x-request-id': requestId,
    connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('\r\n')}\r\n\r\n${body}`)
}

const statusOfFault: Record<string, number> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 }
