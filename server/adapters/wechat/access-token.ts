import { Unavailable } from '../../kernel/refusal.ts'
import type { Clock } from '../../ports/clock.ts'
import type { AppCredentials } from './credentials.ts'
import { type CallPlatform, notNow, oddAnswer, type PlatformAnswer } from './platform-call.ts'

/** The server's own key to the platform. Its text never leaves the server. */
export interface AccessToken {
  get(): Promise<string>
  /** After WeChat refused `refused`: a newer one, unless somebody has fetched that meanwhile. */
  renew(refused: string): Promise<string>
}

const path = '/cgi-bin/stable_token'
/** In its last five minutes a token is replaced at WeChat; the old and the new one are then both good. */
const overlapMs = 300_000
const refusedToken = new Set([40001, 40014, 42001])

/**
 * WeChat's stable token, fetched once at a time however many calls wait for it. Every process keeps its own copy:
 * without `force_refresh` (20 a day, and it kills the token of everybody else) WeChat gives all of them the same one.
 * source: WeChat's page of getStableAccessToken.
 */
export function createAccessToken(deps: { call: CallPlatform; app: AppCredentials; clock: Clock }): AccessToken {
  let kept: { text: string; goodUntil: number } | null = null
  let fetching: Promise<string> | null = null

  async function fetchToken(): Promise<string> {
    const { text, lifeMs } = await askForToken(deps.call, deps.app)
    kept = { text, goodUntil: deps.clock.now() + lifeMs - overlapMs }
    return text
  }

  async function get(): Promise<string> {
    if (kept && deps.clock.now() < kept.goodUntil) return kept.text
    fetching ??= fetchToken().finally(() => {
      fetching = null
    })
    return fetching
  }

  return {
    get,
    renew(refused) {
      if (kept?.text === refused) kept = null
      return get()
    },
  }
}

/** Calls with the token in the query, and once more with a newer one when WeChat refuses it. */
export async function callWithToken(
  { call, token }: { call: CallPlatform; token: AccessToken },
  request: { path: string; body: object },
): Promise<PlatformAnswer> {
  const first = await token.get()
  const answer = await call({ ...request, query: { access_token: first } })
  if (!refusedToken.has(answer.errcode)) return answer
  const again = await call({ ...request, query: { access_token: await token.renew(first) } })
  if (refusedToken.has(again.errcode)) throw notNow(again)
  return again
}

async function askForToken(call: CallPlatform, app: AppCredentials): Promise<{ text: string; lifeMs: number }> {
  const answer = await call({ path, body: { grant_type: 'client_credential', ...app } }).catch((cause: unknown) => {
    // Another error than `NoAnswer`, which would make the call that needed the token look as if it had been made.
    throw cause instanceof Unavailable ? new Unavailable('WeChat', { cause }) : cause
  })
  if (answer.errcode !== 0) throw notNow(answer)
  const { access_token: text, expires_in: seconds } = answer.members
  if (typeof text !== 'string' || !/^[\w-]{16,2048}$/.test(text)) throw oddAnswer(path)
  if (typeof seconds !== 'number' || !(seconds > 0)) throw oddAnswer(path)
  return { text, lifeMs: Math.min(seconds, 7_200) * 1_000 }
}
