import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import type { Sealer } from '../../ports/sealer.ts'
import type { Secrets } from './secrets.ts'

const nonceBytes = 12
const tagBytes = 16

/** AES-256-GCM with a key id in front: `<key id>.<nonce, tag and text in base64url>`. HMAC-SHA-256 for the blind index. */
export function createSealer(secrets: Secrets): Sealer {
  const keys = new Map(secrets.dataKeys.map(({ id, key }) => [id, Buffer.from(key, 'base64')]))
  const newest = secrets.dataKeys.at(-1)!
  const indexKey = Buffer.from(secrets.indexKey, 'base64')
  return {
    seal(text) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', keys.get(newest.id)!, nonce, { authTagLength: tagBytes })
      cipher.setAAD(Buffer.from(newest.id))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `${newest.id}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`
    },
    open(sealed) {
      const [id = '', packed = ''] = sealed.split('.')
      const key = keys.get(id)
      const bytes = Buffer.from(packed, 'base64url')
      if (!key || bytes.length < nonceBytes + tagBytes) throw new Error('not sealed by a key of ours')
      const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
      cipher.setAAD(Buffer.from(id))
      cipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
      return cipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, 'utf8') + cipher.final('utf8')
    },
    blindIndex: (purpose, text) => createHmac('sha256', indexKey).update(`${purpose}\n${text}`).digest('base64url'),
  }
}
