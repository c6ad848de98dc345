import { createDecipheriv } from 'node:crypto'
import type { Clock } from '../../ports/clock.ts'
import { ForgedNotice, type Notice } from '../../ports/pay.ts'
import type { WechatCredentials } from './credentials.ts'
import { type Envelope, readEnvelope, readRefundNotice, readTrade, UnknownShape } from './pay-shapes.ts'
import { type Headers, signatureFault } from './pay-sign.ts'

const maxBodyBytes = 65_536
const tagBytes = 16

/**
 * Verifies a notice from its raw bytes, then opens it. Throws `ForgedNotice` when WeChat did not sign it, or not in
 * these five minutes, or it does not open under our key. Whose trade it is and for how much is for the caller to match.
 */
export function openNotice(
  { credentials, clock }: { credentials: WechatCredentials; clock: Clock },
  headers: Headers,
  body: Buffer,
): Notice {
  if (body.length > maxBodyBytes) throw new ForgedNotice('the body is too large')
  const { platformKeys, apiV3Key } = credentials
  const fault = signatureFault({ headers, body }, { platformKeys, now: clock.now() })
  if (fault) throw new ForgedNotice(fault)
  const envelope = read(body, readEnvelope)
  const { id, event_type: eventType, resource } = envelope
  const content = decrypt(apiV3Key, resource)
  if (resource.original_type === 'transaction') return { id, kind: 'trade', eventType, trade: read(content, readTrade) }
  if (resource.original_type === 'refund') {
    return { id, kind: 'refund', eventType, refund: read(content, readRefundNotice) }
  }
  throw new ForgedNotice('it is about neither a trade nor a refund')
}

/** AES-256-GCM, the tag behind the ciphertext: nothing is returned before the tag was found good. */
function decrypt(key: Buffer, { ciphertext, nonce, associated_data }: Envelope['resource']): Buffer {
  const sealed = Buffer.from(ciphertext, 'base64')
  const iv = Buffer.from(nonce)
  if (sealed.length <= tagBytes || iv.length !== 12) throw new ForgedNotice('the content cannot be decrypted')
  // Without authTagLength node takes a tag of 4 bytes too, which can be guessed.
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes })
  decipher.setAAD(Buffer.from(associated_data ?? ''))
  decipher.setAuthTag(sealed.subarray(-tagBytes))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()])
  } catch {
    throw new ForgedNotice('the content cannot be decrypted')
  }
}

function read<T>(bytes: Buffer, shape: (value: unknown) => T): T {
  try {
    return shape(JSON.parse(bytes.toString('utf8')))
  } catch (error) {
    if (error instanceof SyntaxError) throw new ForgedNotice('it is not JSON')
    if (error instanceof UnknownShape) throw new ForgedNotice(error.message)
    throw error
  }
}
