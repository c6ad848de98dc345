import { ApiProblem, Unreachable } from '../../../contract/client.ts'
import type { RefusalCode } from '../../../contract/refusals.ts'

/** What became of a call that has no answer, in the terms a screen needs. */
export interface Failure {
  /**
   * `offline`: the call did not get through, or its answer did not get back. `busy`: not now, `retryAfterS` says when.
   * `refused`: the server says no and why. `broken`: a fault of ours.
   */
  kind: 'offline' | 'busy' | 'refused' | 'broken'
  /** The refusal's code, or `needs_wechat` where only WeChat's browser could sign in. */
  code: RefusalCode | 'needs_wechat' | null
  /** The server's sentence in the caller's language; empty where there is none. */
  title: string
  detail: string
  /** Everything the problem says: `nights`, `minStay`, `fields`, `quote` … as the contract of the call has it. */
  problem: Record<string, unknown>
  retryAfterS: number | null
}

/** What has no answer by then gets none any more. */
export const answerWithinMs = 15_000

/** WeChat sent the guest back without saying who they are. */
export class NotRecognised extends Error {
  constructor() {
    super('WeChat did not say who this is')
    this.name = 'NotRecognised'
  }
}

/** Signing in is possible only inside WeChat, and this is another browser. */
export class NeedsWeChat extends Error {
  constructor() {
    super('only WeChat can sign in')
    this.name = 'NeedsWeChat'
  }
}

/** Turns whatever a call threw into a failure. */
export function failureOf(error: unknown): Failure {
  if (error instanceof NeedsWeChat) return failure('refused', { code: 'needs_wechat' })
  if (error instanceof NotRecognised) return failure('refused', {})
  if (error instanceof Unreachable) return failure('offline', {})
  if (!(error instanceof ApiProblem)) {
    console.error(error)
    return failure('broken', {})
  }
  const { status, code, problem } = error
  const said = {
    code,
    title: textOf(problem.title),
    detail: textOf(problem.detail),
    problem,
    retryAfterS: typeof problem.retryAfterS === 'number' ? problem.retryAfterS : null,
  }
  if (status === 429 || status === 503) return failure('busy', said)
  return failure(status >= 500 ? 'broken' : 'refused', said)
}

function failure(kind: Failure['kind'], said: Partial<Failure>): Failure {
  return { kind, code: null, title: '', detail: '', problem: {}, retryAfterS: null, ...said }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
