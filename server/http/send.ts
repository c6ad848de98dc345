import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Language } from '../../contract/format.ts'
import { etagOf } from '../kernel/etag.ts'
import type { Bytes, Streamed } from './route.ts'

/** What every answer says, whatever it answers. */
export const headersOfEveryAnswer = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-site',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
} as const

/** Up to this size the head and the body leave in one write: copying so little is cheaper than a second buffer. */
const oneWriteAtMost = 32 * 1024

/**
 * Ready bytes, past everything the framework does for an answer: this is the hot read. Latin-1 keeps every byte as it
 * is; hooks that run after an answer still do.
 */
export function sendBytes(
  { bytes, etag, headers }: Bytes,
  { request, reply, date }: { request: FastifyRequest; reply: FastifyReply; date: readonly string[] },
): undefined {
  const { raw } = reply.hijack()
  const own = ['x-request-id', request.id, 'etag', etag, ...date]
  if (isUnchanged(request.headers['if-none-match'], etag)) {
    raw.writeHead(304, own.concat(fixedHeaders(headers).unchanged)).end()
    return
  }
  own.push('content-length', String(bytes.length))
  raw.writeHead(200, own.concat(fixedHeaders(headers).whole))
  if (bytes.length <= oneWriteAtMost) raw.end(bytes.toString('latin1'), 'latin1')
  else raw.end(bytes)
}

/** What an answer with a body of its caller's own depends on. */
export const variesBy = 'Accept-Language, Authorization, Cookie'

const ofJson = {
  ...headersOfEveryAnswer,
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  vary: variesBy,
}
const jsonHeaders = {
  zh: Object.entries({ ...ofJson, 'content-language': 'zh-CN' }).flat(),
  en: Object.entries({ ...ofJson, 'content-language': 'en' }).flat(),
}

/** A verb's answer, past what the framework does for one: head and body leave in one write. */
export function sendJson(
  text: string,
  {
    language,
    requestId,
    reply,
    date,
  }: { language: Language; requestId: string; reply: FastifyReply; date: readonly string[] },
): FastifyReply {
  const { statusCode } = reply
  const { raw } = reply.hijack()
  const own = ['x-request-id', requestId, 'content-length', String(Buffer.byteLength(text)), ...date]
  raw.writeHead(statusCode, own.concat(jsonHeaders[language]))
  raw.end(text)
  return reply
}

interface FixedHeaders {
  whole: string[]
  /** Without those that describe a body. */
  unchanged: string[]
}

const fixed = new WeakMap<Record<string, string>, FixedHeaders>()

/** Put together once for headers that are made once. */
function fixedHeaders(headers: Record<string, string>): FixedHeaders {
  const known = fixed.get(headers)
  if (known) return known
  const all = Object.entries({ ...headersOfEveryAnswer, ...headers })
  const made = {
    whole: all.flat(),
    unchanged: all.filter(([name]) => name !== 'content-type').flat(),
  }
  fixed.set(headers, made)
  return made
}

/** An answer that is polled: its tag is made of its text. */
export function sendPolled(result: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const text = JSON.stringify(result)
  const etag = etagOf(text)
  reply.header('etag', etag).header('cache-control', 'private, no-cache')
  if (isUnchanged(request.headers['if-none-match'], etag)) return reply.code(304).send()
  return reply.header('content-type', 'application/json; charset=utf-8').send(text)
}

/** Whoever reads slower than this is not waited for. */
const streamedAtMostMs = 60_000

/**
 * An answer in parts. Other calls get their turn between two of them, and a reader that is slow is waited for, so that
 * at most a few parts are in memory. What fails after the first part breaks the connection off: half an answer must not
 * look like a whole one.
 */
export async function sendStreamed(
  { parts, headers }: Streamed,
  { reply, broken }: { reply: FastifyReply; broken: (error: unknown) => void },
): Promise<FastifyReply> {
  const rest = parts[Symbol.asyncIterator]()
  const first = await rest.next()
  const all = inTurns(first, rest, broken)
  const body = Readable.from(all, { objectMode: false, signal: AbortSignal.timeout(streamedAtMostMs) })
  return reply.headers({ 'content-type': 'application/json; charset=utf-8', ...headers }).send(body)
}

async function* inTurns(
  first: IteratorResult<string>,
  rest: AsyncIterator<string>,
  broken: (error: unknown) => void,
): AsyncGenerator<string> {
  try {
    for (let part = first; !part.done; part = await rest.next()) {
      yield part.value
      await setImmediate()
    }
  } catch (error) {
    broken(error)
    throw error
  } finally {
    await rest.return?.()
  }
}

/**
 * Whether `If-None-Match` names this tag. Compared weakly, as RFC 9110 §13.1.2 says: a proxy that compresses makes a
 * weak tag of ours.
 */
export function isUnchanged(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  if (header === etag || header === '*') return true
  return header
    .slice(0, 1_000)
    .split(',')
    .some((tag) => tag.trim().replace(/^W\//, '') === etag)
}
