import { randomBytes } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Fault } from '../faults.ts'
import type { Answer, Call, Family } from '../serve.ts'

/** The platform's "no": always HTTP 200 with an `errcode`. */
export class PlatformError extends Error {
  readonly errcode: number

  constructor(errcode: number, message: string) {
    super(message)
    this.name = 'PlatformError'
    this.errcode = errcode
  }
}

/** What a handler returns is the JSON of the answer. */
export type PlatformHandler = (context: Context, call: Call) => object

/** A path of api.weixin.qq.com. */
export function platformFamily(context: Context, handler: PlatformHandler): Family {
  return {
    async answer(call) {
      try {
        return answerOf(context.db.transaction(() => handler(context, call)))
      } catch (error) {
        if (error instanceof PlatformError) return refusal(error.errcode, error.message)
        throw error
      }
    },
    fail: async (_call, fault) => failure(fault),
  }
}

/** The JSON body of a POST. */
export function platformBody(call: Call): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(call.raw.toString('utf8'))
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new PlatformError(47001, 'data format error')
}

function failure(fault: Fault): Answer {
  if (fault.body === undefined && fault.bodyBase64 === undefined) {
    const errcode = fault.errcode ?? -1
    return { ...refusal(errcode, errcode === -1 ? 'system error' : 'sandbox fault'), status: fault.status ?? 200 }
  }
  return { status: fault.status ?? 200, headers: jsonHeaders, body: faultBody(fault), verdict: 'fault' }
}

/** The body a fault asks for. */
export function faultBody(fault: Fault): string | Buffer {
  if (fault.bodyBase64 !== undefined) return Buffer.from(fault.bodyBase64, 'base64')
  return typeof fault.body === 'string' ? fault.body : JSON.stringify(fault.body)
}

const jsonHeaders = { 'Content-Type': 'application/json; encoding=utf-8' }

function answerOf(body: object): Answer {
  return { status: 200, headers: jsonHeaders, body: JSON.stringify(body), verdict: 'ok' }
}

function refusal(errcode: number, message: string): Answer {
  const part = () => randomBytes(4).toString('hex')
  const body = JSON.stringify({ errcode, errmsg: `${message} rid: ${part()}-${part()}-${part()}` })
  return { status: 200, headers: jsonHeaders, body, verdict: String(errcode) }
}
