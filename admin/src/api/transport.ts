import type { Transport } from '@contract/client.ts'
import { serverClock } from './clock.ts'
import { Unreachable } from './failure.ts'

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
  const seconds = Number(answer.headers['retry-after'])
  if (answer.status < 400 || !Number.isFinite(seconds) || !answer.body.startsWith('{')) return answer
  return { ...answer, body: `{"retryAfterS":${Math.max(0, Math.ceil(seconds))},${answer.body.slice(1)}` }
}

async function ask(url: string, init: RequestInit) {
  try {
    const answer = await fetch(url, { ...init, credentials: 'same-origin', signal: AbortSignal.timeout(waitMs) })
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() }
  } catch (cause) {
    throw new Unreachable(cause)
  }
}
