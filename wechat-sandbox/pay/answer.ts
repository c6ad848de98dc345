import { randomBytes } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Fault } from '../faults.ts'
import { faultBody } from '../platform/answer.ts'
import type { Answer, Call, Family } from '../serve.ts'
import { PayError, type PayErrorCode, payErrors } from './errors.ts'
import { checkAuthorization, signedHeaders } from './signature.ts'

/** Returns the JSON of a 200, or null for a 204. */
export type PayHandler = (context: Context, call: Call) => object | null

/** A path of api.mch.weixin.qq.com: the call's signature is checked, the answer is signed. */
export function payFamily(context: Context, handler: PayHandler): Family {
  return {
    async answer(call, fault) {
      const { status, body, verdict } = decide(context, call, handler)
      return signedAnswer(context, { call, status, body, verdict, fault })
    },
    async fail(call, fault) {
      const code = (fault.code ?? 'SYSTEM_ERROR') as PayErrorCode
      const known = payErrors[code] ?? payErrors.SYSTEM_ERROR
      const own = fault.body !== undefined || fault.bodyBase64 !== undefined
      const body = own ? faultBody(fault) : JSON.stringify({ code, message: known.message })
      return signedAnswer(context, { call, status: fault.status ?? known.status, body, verdict: code, fault })
    },
  }
}

/** The one path whose answer carries no signature: the bytes of a bill, whose digest was told before. */
export function billFileFamily(context: Context, handler: (context: Context, call: Call) => Buffer): Family {
  const withError = payFamily(context, () => null)
  return {
    async answer(call, fault) {
      let bytes: Buffer = Buffer.alloc(0)
      const result = decide(context, call, () => {
        bytes = handler(context, call)
        return null
      })
      if (result.status !== 204) return signedAnswer(context, { call, ...result, fault })
      return { status: 200, headers: { 'Content-Type': 'application/octet-stream' }, body: bytes, verdict: 'ok' }
    },
    fail: withError.fail,
  }
}

function decide(context: Context, call: Call, handler: PayHandler): { status: number; body: string; verdict: string } {
  try {
    checkHeaders(call)
    checkAuthorization(context, call)
    const result = context.db.transaction(() => handler(context, call))
    return { status: result ? 200 : 204, body: result ? JSON.stringify(result) : '', verdict: 'ok' }
  } catch (error) {
    if (!(error instanceof PayError)) throw error
    const body = JSON.stringify({ code: error.code, message: error.message, detail: error.detail })
    return { status: payErrors[error.code].status, body, verdict: error.code }
  }
}

function checkHeaders({ method, headers }: Call): void {
  if (!headers.accept || !headers['user-agent']) throw new PayError('PARAM_ERROR', 'Http头缺少Accept或User-Agent')
  if (method === 'POST' && !/^application\/json\b/.test(String(headers['content-type'] ?? ''))) {
    throw new PayError('PARAM_ERROR', 'Http头Content-Type必须为application/json')
  }
}

interface Unsigned {
  call: Call
  status: number
  body: string | Buffer
  verdict: string
  fault: Fault | null
}

/** Signs with the key whose serial the caller named in `Wechatpay-Serial`, else with the certificate's. */
async function signedAnswer(
  { keys, clock }: Context,
  { call, status, body, verdict, fault }: Unsigned,
): Promise<Answer> {
  const headers: Record<string, string> = { 'Request-ID': randomBytes(16).toString('hex').toUpperCase() }
  if (body.length > 0) headers['Content-Type'] = `${body[0] === '<' ? 'text/html' : 'application/json'}; charset=utf-8`
  if (fault?.kind === 'unsigned') return { status, headers, body, verdict }
  const key = call.headers['wechatpay-serial'] === keys.publicKey.serial ? keys.publicKey : keys.certificate
  const over = fault?.kind === 'wrong-signature' ? `${body} ` : body
  return { status, headers: { ...headers, ...(await signedHeaders(key, clock.now(), over)) }, body, verdict }
}
