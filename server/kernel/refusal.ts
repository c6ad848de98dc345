import type { RefusalCode } from '../../contract/refusals.ts'

/** What a refusal tells beside its code: named facts for the caller, never secrets. */
export interface RefusalFacts {
  /** Which fields of the request are not acceptable, by path, each with a code of its own. */
  fields?: Record<string, string>
  /** Seconds after which asking again makes sense. */
  retryAfterSeconds?: number
  /** Machine-readable facts that go out beside `code`, for example the nights that are sold out. */
  facts?: Record<string, unknown>
}

/** An expected "no": shown to people, never retried. `code` is one of the contract's list. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly detail: RefusalFacts

  constructor(code: RefusalCode, detail: RefusalFacts = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.detail = detail
  }
}

/** Something outside does not answer, or its answer is unknown: 503 for a caller, another try for a consumer. */
export class Unavailable extends Error {
  readonly what: string
  readonly retryAfterSeconds: number

  constructor(what: string, options: { cause?: unknown; retryAfterSeconds?: number } = {}) {
    super(`${what} is not available`, { cause: options.cause })
    this.name = 'Unavailable'
    this.what = what
    this.retryAfterSeconds = options.retryAfterSeconds ?? 3
  }
}

/** For a cursor that no page of ours named. */
export function unknownCursor(): Refusal {
  return new Refusal('invalid_request', { fields: { cursor: 'unknown' } })
}
