import { ApiProblem, Unreachable } from '../../../contract/client.ts'
import type { RefusalCode } from '../../../contract/refusals.ts'

/**
 * Why a call has no answer. `offline`: it did not get through, or its answer did not get back. `busy`: not now. `refused`:
 * the server says no and why. `forbidden`: not this person. `broken`: a fault of ours, known by its number.
 */
export interface Failure {
  kind: 'offline' | 'busy' | 'refused' | 'forbidden' | 'broken'
  code: RefusalCode | null
  /** The server's sentence in the caller's language; empty where there is none. */
  title: string
  /** What is wrong with which field of the request: `{ receiptNo: 'minLength' }`. */
  fields: Record<string, string>
  /** Everything the refusal says: `refundFen`, `balanceFen`, `status` … */
  facts: Record<string, unknown>
  requestId: string | null
  retryAfterS: number | null
}

/** What a screen needs to know of whatever a call threw. */
export function failureOf(error: unknown): Failure {
  const none = { code: null, title: '', fields: {}, facts: {}, requestId: null, retryAfterS: null }
  if (error instanceof Unreachable) return { ...none, kind: 'offline' }
  if (!(error instanceof ApiProblem)) {
    console.error(error)
    return { ...none, kind: 'broken' }
  }
  const { status, code, problem } = error
  const { title, fields, requestId, retryAfterS } = problem
  return {
    kind: kindOf(status),
    code,
    title: typeof title === 'string' ? title : '',
    fields: typeof fields === 'object' && fields !== null ? (fields as Record<string, string>) : {},
    facts: problem,
    requestId: typeof requestId === 'string' ? requestId : null,
    retryAfterS: typeof retryAfterS === 'number' ? retryAfterS : null,
  }
}

function kindOf(status: number): Failure['kind'] {
  if (status === 429 || status === 503) return 'busy'
  if (status === 403) return 'forbidden'
  return status >= 500 ? 'broken' : 'refused'
}
