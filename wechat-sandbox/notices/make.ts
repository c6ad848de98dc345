import { chinaInstant } from '../china-time.ts'
import type { Context } from '../context.ts'
import type { PlatformKey } from '../keys.ts'
import { type SealedResource, seal } from '../pay/seal.ts'
import { signedHeaders } from '../pay/signature.ts'
import type { NoticeRow } from './queue.ts'

export type Headers = Record<string, string>

export interface SignedNotice {
  headers: Headers
  body: Buffer
}

/** What is made differently from the true notice. All but the last two happen before it is signed. */
export interface Changes {
  plaintext?: (plaintext: Record<string, unknown>) => Record<string, unknown>
  apiV3Key?: string
  resource?: (resource: SealedResource) => SealedResource
  key?: PlatformKey
  /** Added to the signing time. */
  shiftMs?: number
  /** In place of the signing time. */
  signedAt?: number
  headers?: (headers: Headers) => Headers
  body?: (body: string) => string
}

/**
 * A notice ready to send: sealed and signed anew, as WeChat does on every try. Both of WeChat's keys are used, by turns,
 * as they are while a merchant moves from the certificate to the public key.
 */
export async function makeNotice(context: Context, notice: NoticeRow, changes: Changes = {}): Promise<SignedNotice> {
  const { keys, clock } = context
  const told = JSON.parse(notice.plaintext) as Record<string, unknown>
  const plaintext = JSON.stringify(changes.plaintext ? changes.plaintext(told) : told)
  const originalType = notice.event_type.startsWith('REFUND.') ? 'refund' : 'transaction'
  const sealed = seal(changes.apiV3Key ?? keys.apiV3Key, plaintext, originalType)
  const body = JSON.stringify({
    id: notice.notice_id,
    create_time: chinaInstant(notice.made_at),
    resource_type: 'encrypt-resource',
    event_type: notice.event_type,
    summary: notice.summary,
    resource: { original_type: originalType, ...(changes.resource ? changes.resource(sealed) : sealed) },
  })
  const key = changes.key ?? (notice.seq % 2 === 0 ? keys.publicKey : keys.certificate)
  const signed = await signedHeaders(key, (changes.signedAt ?? clock.now()) + (changes.shiftMs ?? 0), body)
  const headers: Headers = { 'Content-Type': 'application/json; charset=utf-8', 'User-Agent': 'Mozilla/4.0', ...signed }
  return {
    headers: changes.headers ? changes.headers(headers) : headers,
    body: Buffer.from(changes.body ? changes.body(body) : body),
  }
}
