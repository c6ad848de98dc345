import { type Transport, Unreachable, withRetryAfter } from '../../../contract/client.ts'

const copiesAtMost = 40

interface Copy {
  etag: string
  body: string
}

/**
 * What every answer needs before the client reads it. A 304 becomes the copy it speaks of, so that polling is cheap on
 * both targets; `Retry-After` is put into the problem; each answer's date is told to the clock; a page of some proxy
 * counts as no answer.
 */
export function attend(
  carry: Transport,
  heard: (date: string, askedAt: number) => void,
  deviceNow: () => number,
): Transport {
  const copies = new Map<string, Copy>()
  return async (request) => {
    const key = [request.url, request.headers.authorization, request.headers['accept-language']].join(' ')
    const copy = request.method === 'GET' ? copies.get(key) : undefined
    const askedAt = deviceNow()
    const answer = await carry(
      copy ? { ...request, headers: { ...request.headers, 'if-none-match': copy.etag } } : request,
    )
    const { date, etag } = answer.headers
    if (date) heard(date, askedAt)
    if (answer.status === 304 && copy) return { ...answer, status: 200, body: copy.body }
    if (answer.status !== 204 && !isJson(answer.headers['content-type'])) throw new Unreachable()
    if (request.method === 'GET' && answer.status === 200 && etag) keep(copies, key, { etag, body: answer.body })
    return withRetryAfter(answer)
  }
}

function keep(copies: Map<string, Copy>, key: string, copy: Copy): void {
  copies.delete(key)
  copies.set(key, copy)
  for (const oldest of copies.keys()) {
    if (copies.size <= copiesAtMost) return
    copies.delete(oldest)
  }
}

function isJson(contentType: string | undefined): boolean {
  return contentType !== undefined && /^application\/(?:[\w.-]+\+)?json\b/.test(contentType)
}
