import { Unavailable } from '../../kernel/refusal.ts'
import { type CallOutside, NoAnswer } from './http.ts'

/** What WeChat's platform says: always HTTP 200, `errcode` 0 for yes. Other members are not checked yet. */
export interface PlatformAnswer {
  errcode: number
  errmsg: string
  members: Record<string, unknown>
}

export interface PlatformCall {
  path: string
  query?: Record<string, string>
  /** Sent as JSON by POST; without it the call is a GET. */
  body?: object
}

export type CallPlatform = (call: PlatformCall) => Promise<PlatformAnswer>

const what = 'WeChat'

export function createPlatformCall(call: CallOutside): CallPlatform {
  return async ({ path, query, body }) => {
    const target = query ? `${path}?${new URLSearchParams(query)}` : path
    const answer = body
      ? await call({
          method: 'POST',
          target,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
      : await call({ method: 'GET', target })
    if (answer.status !== 200)
      throw new NoAnswer(what, { reached: 'perhaps', cause: new Error(`HTTP ${answer.status}`) })
    const members = parseObject(answer.body)
    // Answers that say yes often carry no errcode.
    const { errcode = 0, errmsg = '' } = members
    if (!Number.isInteger(errcode)) throw new NoAnswer(what, { reached: 'perhaps', cause: new Error('odd errcode') })
    return { errcode: errcode as number, errmsg: String(errmsg).slice(0, 500), members }
  }
}

/** For an errcode that says nothing about what the person did: busy, out of quota, or our own account is set up wrong. */
export function notNow({ errcode, errmsg }: PlatformAnswer): Unavailable {
  return new Unavailable(what, { cause: new Error(`errcode ${errcode}: ${errmsg}`) })
}

/** A yes that lacks what it must say. */
export function oddAnswer(path: string): Unavailable {
  return new Unavailable(what, { cause: new Error(`the answer of ${path} has an unknown shape`) })
}

function parseObject(body: Buffer): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(body.toString('utf8'), keepLongNumbers)
  } catch (cause) {
    throw new NoAnswer(what, { reached: 'perhaps', cause })
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw new NoAnswer(what, { reached: 'perhaps', cause: new Error('the answer is not a JSON object') })
}

/** A msgid can be a number of 18 digits and more, which a double would round: it stays as it was written. */
function keepLongNumbers(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' && !Number.isSafeInteger(value) && context?.source ? context.source : value
}
