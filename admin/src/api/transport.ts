import { type Transport, Unreachable, withRetryAfter } from '@contract/client.ts'
import { serverClock } from './clock.ts'

const waitMs = 15_000

/** Same origin: the session travels as a cookie that no script can read. A page of some proxy counts as no answer. */
export const transport: Transport = async ({ method, url, headers, body }) => {
  const askedAt = Date.now()
  const answer = await ask(url, { method, headers, ...(body === undefined ? {} : { body }) })
  const date = answer.headers.date
  if (date) serverClock.heard(date, askedAt)
  if (answer.status !== 204 && !/^application\/(?:problem\+)?json\b/.test(answer.headers['content-type'] ?? '')) {
    throw new Unreachable()
  }
  return withRetryAfter(answer)
}

async function ask(url: string, init: RequestInit) {
  try {
    const answer = await fetch(url, { ...init, credentials: 'same-origin', signal: AbortSignal.timeout(waitMs) })
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() }
  } catch (cause) {
    throw new Unreachable(cause)
  }
}
