import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Bytes } from './route.ts'

/** What every answer says, whatever it answers. */
export const headersOfEveryAnswer = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-site',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
} as const

export function sendBytes({ bytes, etag, headers }: Bytes, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.header('etag', etag).headers(headers)
  if (isUnchanged(request.headers['if-none-match'], etag)) return reply.code(304).send()
  return reply.send(bytes)
}

/** An answer that is polled: its tag is made of its text. */
export function sendPolled(result: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const text = JSON.stringify(result)
  const etag = `"${createHash('sha1').update(text).digest('base64url')}"`
  reply.header('etag', etag).header('cache-control', 'private, no-cache')
  if (isUnchanged(request.headers['if-none-match'], etag)) return reply.code(304).send()
  return reply.header('content-type', 'application/json; charset=utf-8').send(text)
}

/**
 * Whether `If-None-Match` names this tag. Compared weakly, as RFC 9110 §13.1.2 says: a proxy that compresses makes a
 * weak tag of ours.
 */
function isUnchanged(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  if (header === etag || header === '*') return true
  return header
    .slice(0, 1_000)
    .split(',')
    .some((tag) => tag.trim().replace(/^W\//, '') === etag)
}
