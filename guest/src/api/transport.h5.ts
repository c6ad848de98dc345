import { type Transport, Unreachable } from '@contract/client.ts'
import { answerWithinMs } from './failure.ts'

export const transport: Transport = async ({ method, url, headers, body }) => {
  const giveUp = new AbortController()
  const timer = setTimeout(() => giveUp.abort(), answerWithinMs)
  try {
    const answer = await fetch(`${API_BASE}${url}`, { method, headers, body, signal: giveUp.signal })
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() }
  } catch (cause) {
    throw new Unreachable(cause)
  } finally {
    clearTimeout(timer)
  }
}
