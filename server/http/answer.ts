import type { FastifyReply } from 'fastify'
import type { Language } from '../../contract/format.ts'
import { type RefusalCode, refusals } from '../../contract/refusals.ts'
import { Refusal, type RefusalFacts, Unavailable } from '../kernel/refusal.ts'

/** The document of a "no": RFC 9457, with a code of the contract's list and the request's id. */
export interface Problem {
  type: string
  title: string
  status: number
  code: RefusalCode
  /** The same sentence with what is particular to this time: the fields, or how long to wait. */
  detail: string
  fields?: Record<string, string>
  requestId: string
}

/** What an error is to a caller. Only this file knows statuses. */
export function problemOf(error: unknown, { language, requestId }: { language: Language; requestId: string }) {
  const { code, detail } = asRefusal(error)
  const { status, zh, en } = refusals[code]
  const title = language === 'en' ? en : zh
  const problem: Problem = {
    // First, so that no fact stands in the place of what every problem says.
    ...detail.facts,
    type: `/problems/${code}`,
    title,
    status,
    code,
    detail: sentenceOf(title, detail, language),
    ...(detail.fields ? { fields: detail.fields } : {}),
    requestId,
  }
  return { problem, retryAfterSeconds: detail.retryAfterSeconds ?? null }
}

function sentenceOf(title: string, { fields, retryAfterSeconds }: RefusalFacts, language: Language): string {
  const english = language === 'en'
  if (fields) {
    const names = Object.keys(fields).join(english ? ', ' : '、')
    return english ? `${title}: ${names}` : `${title}：${names}`
  }
  if (retryAfterSeconds === undefined) return title
  return english ? `${title} (in ${retryAfterSeconds} s)` : `${title}（${retryAfterSeconds} 秒后）`
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
  message?: string
  statusCode?: number
  validation?: { instancePath: string; keyword: string; params: Record<string, unknown> }[]
  validationContext?: string
}

/** What the HTTP server itself refuses, in our words. A status on an error from elsewhere says nothing about the call. */
function fromFastify(fault: FastifyFault): Refusal | null {
  if (fault.validation) return new Refusal('invalid_request', { fields: fieldsOf(fault) })
  if (fault.code === 'ECONNRESET' && fault.statusCode === 400) return new Refusal('malformed_json') // left amid its body
  // The reader of multipart bodies has no codes, only these sentences.
  if (fault.message === 'Multipart: Boundary not found') return new Refusal('unsupported_media_type')
  if (/unexpected end of multipart data$/i.test(fault.message ?? '')) {
    return new Refusal('invalid_request', { fields: { body: 'multipart' } })
  }
  if (!fault.code?.startsWith('FST_')) return null
  if (fault.code === 'FST_ERR_BAD_URL') return new Refusal('invalid_request', { fields: { path: 'encoding' } })
  if (fault.code === 'FST_ERR_MAX_PARAM_LENGTH') return new Refusal('not_found')
  const code = codeOfStatus[fault.statusCode ?? 500]
  return code ? new Refusal(code) : null
}

/** What fastify and its multipart reader mean by their statuses; 406 is theirs for what is not multipart. */
const codeOfStatus: Record<number, RefusalCode> = {
  400: 'malformed_json',
  406: 'unsupported_media_type',
  413: 'body_too_large',
  415: 'unsupported_media_type',
}

function fieldsOf({ validation = [], validationContext }: FastifyFault): Record<string, string> {
  const entries = validation.slice(0, 20).map(({ instancePath, keyword, params }) => {
    const inner = params.missingProperty ?? params.additionalProperty
    const path = `${instancePath}${inner ? `/${inner}` : ''}`.slice(1).replaceAll('/', '.')
    return [path || validationContext || 'body', keyword === 'additionalProperties' ? 'unknown' : keyword] as const
  })
  return Object.fromEntries(entries)
}
