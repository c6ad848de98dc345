import { createCipheriv } from 'node:crypto'
import { randomLetters } from '../numbers.ts'

export interface SealedResource {
  algorithm: 'AEAD_AES_256_GCM'
  ciphertext: string
  associated_data: string
  nonce: string
}

/** Encrypts under the APIv3 key as WeChat does: a nonce of 12 characters, the 16-byte tag behind the ciphertext. */
export function seal(apiV3Key: string, plaintext: string, associatedData: string): SealedResource {
  const nonce = randomLetters(12)
  const cipher = createCipheriv('aes-256-gcm', apiV3Key, nonce).setAAD(Buffer.from(associatedData))
  const bytes = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return {
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext: bytes.toString('base64'),
    associated_data: associatedData,
    nonce,
  }
}
