import type { FastifyReply } from 'fastify'
import type { Language } from '../../contract/format.ts'
import { type RefusalCode, refusals } from '../../contract/refusals.ts'
import { Refusal, Unavailable } from '../kernel/refusal.ts'

/** The document of a "no": RFC 9457, with a code of the contract's list and the request's id. */
export interface Problem {
  type: string
  title: string
  status: number
  code: RefusalCode
  fields?: Record<string, string>
  requestId: string
}

/** What an error is to a caller. Only this file knows statuses. */
export function problemOf(error: unknown, { language, requestId }: { language: Language; requestId: string }) {
  const { code, detail } = asRefusal(error)
  const { status, zh, en } = refusals[code]
  const problem: Problem = {
    type: `/problems/${code}`,
    title: language === 'en' ? en : zh,
    status,
    code,
    ...detail.facts,
    ...(detail.fields ? { fields: detail.fields } : {}),
    requestId,
  }
  return { problem, retryAfterSeconds: detail.retryAfterSeconds ?? null }
}

/** Whether an error is a bug: to be logged once, with its stack. */
export function isBug(error: unknown): boolean {
  return asRefusal(error).code === 'internal_error'
}

export function sendProblem(
  reply: FastifyReply,
  error: unknown,
  context: { language: Language; requestId: string },
): FastifyReply {
  const { problem, retryAfterSeconds } = problemOf(error, context)
  if (retryAfterSeconds !== null) reply.header('retry-after', String(retryAfterSeconds))
  return reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('content-language', context.language === 'en' ? 'en' : 'zh-CN')
    .send(JSON.stringify(problem))
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof Unavailable) return new Refusal('unavailable', { retryAfterSeconds: error.retryAfterSeconds })
  return fromFastify(error as FastifyFault) ?? new Refusal('internal_error')
}

interface FastifyFault {
  code?: string
  statusCode?: number
  validation?: { instancePath: string; keyword: string; params: Record<string, unknown> }[]
  validationContext?: string
}

/** What the HTTP server itself refuses, in our words. */
function fromFastify(fault: FastifyFault): Refusal | null {
  if (fault.validation) return new Refusal('invalid_request', { fields: fieldsOf(fault) })
  if (fault.code === 'FST_ERR_CTP_BODY_TOO_LARGE' || fault.statusCode === 413) return new Refusal('body_too_large')
  if (fault.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new Refusal('unsupported_media_type')
  if (fault.code === 'FST_ERR_CTP_EMPTY_JSON_BODY' || fault.code === 'FST_ERR_CTP_INVALID_JSON_BODY')
    return new Refusal('malformed_json')
  if (fault.statusCode === 415) return new Refusal('unsupported_media_type')
  if (fault.statusCode === 400) return new Refusal('malformed_json')
  return null
}

function fieldsOf({ validation = [], validationContext }: FastifyFault): Record<string, string> {
  const entries = validation.slice(0, 20).map(({ instancePath, keyword, params }) => {
    const inner = params.missingProperty ?? params.additionalProperty
    const path = `${instancePath}${inner ? `/${inner}` : ''}`.slice(1).replaceAll('/', '.')
    return [path || validationContext || 'body', keyword === 'additionalProperties' ? 'unknown' : keyword] as const
  })
  return Object.fromEntries(entries)
}
