import { Unavailable } from '../../kernel/refusal.ts'
import type { Clock } from '../../ports/clock.ts'
import { PayRefused } from '../../ports/pay.ts'
import type { WechatCredentials } from './credentials.ts'
import type { CallOutside, OutsideAnswer } from './http.ts'
import { authorization, isSigned, signatureFault } from './pay-sign.ts'

export interface PayCall {
  method: 'GET' | 'POST'
  /** Path and query. */
  target: string
  body?: object
}

export interface PayCaller {
  /** The JSON of a signed 200, null for a signed 204. Throws `PayRefused` for a definite no, else `Unavailable`. */
  call(request: PayCall): Promise<unknown>
  /** The bytes of a bill: the one answer that bears no signature, its digest was signed before. */
  download(target: string, maxBytes: number): Promise<Buffer>
}

const what = 'WeChat Pay'
const downloadMs = 60_000

/** A "no" that says "not now", whatever its status. Both spellings are seen. */
const notNow = new Set([
  'SYSTEM_ERROR',
  'SYSTEMERROR',
  'BANK_ERROR',
  'BANKERROR',
  'BIZERR_NEED_RETRY',
  'FREQUENCY_LIMITED',
  'FREQUENCY_LIMIT_EXCEED',
  'RATELIMIT_EXCEED',
  'RATELIMIT_EXCEEDED',
])

/** Signs what goes out and believes only what is signed on the way back. */
export function createPayCaller(deps: { call: CallOutside; credentials: WechatCredentials; clock: Clock }): PayCaller {
  const { credentials, clock } = deps
  const preferred = [...credentials.platformKeys.keys()].find((serial) => serial.startsWith('PUB_KEY_ID_'))

  function ask({ method, target, body }: PayCall, limits: { maxAnswerBytes?: number; timeoutMs?: number } = {}) {
    const text = body ? JSON.stringify(body) : ''
    const headers: Record<string, string> = {
      authorization: authorization(credentials, { method, target, body: text, now: clock.now() }),
    }
    if (body) headers['content-type'] = 'application/json'
    // Asks for an answer under that key; without it WeChat may sign with a certificate we do not hold.
    if (preferred) headers['wechatpay-serial'] = preferred
    return deps.call({ method, target, headers, ...(body ? { body: text } : {}), ...limits })
  }

  const faultOf = (answer: OutsideAnswer) =>
    signatureFault(answer, { platformKeys: credentials.platformKeys, now: clock.now() })

  return {
    async call(request) {
      const answer = await ask(request)
      if (answer.status !== 200 && answer.status !== 204) throw errorOf(answer, faultOf)
      const fault = faultOf(answer)
      if (fault) throw unbelieved(`HTTP ${answer.status}, ${fault}`)
      return answer.status === 204 ? null : parse(answer.body)
    },
    async download(target, maxBytes) {
      const answer = await ask({ method: 'GET', target }, { maxAnswerBytes: maxBytes, timeoutMs: downloadMs })
      if (answer.status !== 200) throw errorOf(answer, faultOf)
      return answer.body
    },
  }
}

/** An answer we cannot act on: whoever asked does not know the outcome. */
export function unbelieved(why: string, cause?: unknown): Unavailable {
  return new Unavailable(what, { cause: new Error(why, { cause }) })
}

/**
 * WeChat signs its errors as a rule, not always, and its own libraries do not look: an unsigned one is believed as far
 * as TLS goes, one that is signed badly is not. 401 means that our key, serial or clock is wrong, so nothing was said
 * about the trade: the call is made again when that is mended.
 */
function errorOf(answer: OutsideAnswer, faultOf: (answer: OutsideAnswer) => string | null): PayRefused | Unavailable {
  const { status } = answer
  const fault = isSigned(answer.headers) ? faultOf(answer) : null
  if (fault) return unbelieved(`HTTP ${status}, ${fault}`)
  const { code, message } = errorMembers(answer.body)
  if (!code || status < 400) return unbelieved(`HTTP ${status} without a code`)
  const refused = new PayRefused(code, status, message)
  const definite = status < 500 && status !== 401 && status !== 429 && !notNow.has(code)
  return definite ? refused : new Unavailable(what, { cause: refused })
}

function errorMembers(body: Buffer): { code: string | null; message: string } {
  let value: unknown
  try {
    value = JSON.parse(body.toString('utf8'))
  } catch {
    return { code: null, message: '' } // a proxy's page, not WeChat's word
  }
  const { code, message } = (value ?? {}) as Record<string, unknown>
  const known = typeof code === 'string' && /^[A-Z][A-Z0-9_]{2,63}$/.test(code)
  return { code: known ? code : null, message: String(message ?? '').slice(0, 500) }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch (cause) {
    throw unbelieved('a signed answer that is not JSON', cause)
  }
}
