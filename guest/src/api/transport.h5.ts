import type { Transport } from '@contract/client.ts'
import { Unreachable } from './failure.ts'

const waitMs = 15_000

export const transport: Transport = async ({ method, url, headers, body }) => {
  const giveUp = new AbortController()
  const timer = setTimeout(() => giveUp.abort(), waitMs)
  try {
    const answer = await fetch(`${API_BASE}${url}`, { method, headers, body, signal: giveUp.signal })
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() }
  } catch (cause) {
    throw new Unreachable(cause)
  } finally {
    clearTimeout(timer)
  }
}
