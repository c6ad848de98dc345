import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { Keys } from '../keys.ts'
import { randomLetters } from '../numbers.ts'
import type { SealedResource } from '../pay/seal.ts'
import type { Changes, Headers } from './make.ts'

type Mutation = (keys: Keys) => Changes

const without =
  (name: string): Mutation =>
  () => ({
    headers: (headers) => Object.fromEntries(Object.entries(headers).filter(([each]) => each !== name)),
  })
const withHeader =
  (name: string, value: (old: string, keys: Keys) => string): Mutation =>
  (keys) => ({
    headers: (headers: Headers) => ({ ...headers, [name]: value(headers[name] ?? '', keys) }),
  })
const afterSigning =
  (body: (text: string) => string): Mutation =>
  () => ({ body })
const sealedOtherwise =
  (resource: (sealed: SealedResource) => SealedResource): Mutation =>
  () => ({ resource })
const saying =
  (plaintext: (told: Record<string, unknown>) => Record<string, unknown>): Mutation =>
  () => ({ plaintext })

/**
 * Every way a notice can be wrong. All but the last four must change nothing and be answered with something else than
 * 2xx; the last four are WeChat's own word and yet not about our trade: the order stays, an alarm is raised.
 */
export const mutations = {
  'timestamp-missing': without('Wechatpay-Timestamp'),
  'timestamp-empty': withHeader('Wechatpay-Timestamp', () => ''),
  'nonce-missing': without('Wechatpay-Nonce'),
  'nonce-empty': withHeader('Wechatpay-Nonce', () => ''),
  'signature-missing': without('Wechatpay-Signature'),
  'signature-empty': withHeader('Wechatpay-Signature', () => ''),
  'serial-missing': without('Wechatpay-Serial'),
  'serial-empty': withHeader('Wechatpay-Serial', () => ''),
  'serial-of-other-key': withHeader('Wechatpay-Serial', (old, { certificate, publicKey }) =>
    old === certificate.serial ? publicKey.serial : certificate.serial,
  ),
  'serial-lower-case': withHeader('Wechatpay-Serial', (old) => old.toLowerCase()),
  'serial-unknown': withHeader('Wechatpay-Serial', () => '3F2A91C07B5D4E68A1B2C3D4E5F60718293A4B5C'),
  'serial-of-merchant': withHeader('Wechatpay-Serial', (_old, { merchantSerial }) => merchantSerial),
  'signature-not-base64': withHeader('Wechatpay-Signature', () => '*** not base64 ***'),
  'signature-bit-flipped': withHeader('Wechatpay-Signature', flipBit),
  'signature-probe': withHeader('Wechatpay-Signature', (old) => `WECHATPAY/SIGNTEST/${old}`),
  'signed-by-another-key': (keys) => ({ key: { serial: keys.certificate.serial, privateKey: strangersKey() } }),
  'timestamp-301-old': () => ({ shiftMs: -301_000 }),
  'timestamp-600-old': () => ({ shiftMs: -600_000 }),
  'timestamp-301-ahead': () => ({ shiftMs: 302_000 }), // whole seconds: 302 − 0.999 is still beyond the window
  'timestamp-in-ms': withHeader('Wechatpay-Timestamp', (old) => `${old}000`),
  'timestamp-text': withHeader('Wechatpay-Timestamp', () => 'yesterday'),
  'timestamp-zero': () => ({ signedAt: 0 }),
  'body-changed': afterSigning((text) => text.replace('"create_time":"2', '"create_time":"3')),
  'body-reserialised': afterSigning((text) => JSON.stringify(JSON.parse(text), null, 1)),
  'body-keys-reordered': afterSigning(reverseKeys),
  'body-trailing-byte': afterSigning((text) => `${text}\n`),
  'body-with-bom': afterSigning((text) => `\uFEFF${text}`),
  'ciphertext-bit-flipped': sealedOtherwise((sealed) => ({ ...sealed, ciphertext: flipBit(sealed.ciphertext) })),
  'tag-zeroed': sealedOtherwise((sealed) => withTag(sealed, () => Buffer.alloc(16))),
  'tag-of-4-bytes': sealedOtherwise((sealed) => withTag(sealed, (tag) => tag.subarray(0, 4))),
  'associated-data-wrong': sealedOtherwise((sealed) => ({ ...sealed, associated_data: 'other' })),
  'nonce-of-11': sealedOtherwise((sealed) => ({ ...sealed, nonce: sealed.nonce.slice(1) })),
  'nonce-of-13': sealedOtherwise((sealed) => ({ ...sealed, nonce: `${sealed.nonce}x` })),
  'api-key-wrong': () => ({ apiV3Key: randomLetters(32) }),
  'other-mchid': saying((told) => ({ ...told, mchid: '1900000001' })),
  'other-appid': saying((told) => ({ ...told, appid: 'wx0000000000000000' })),
  'other-amount': saying((told) => ({ ...told, amount: lessOneFen(told.amount as Record<string, unknown>) })),
  'other-payer': saying((told) => ({ ...told, payer: { openid: `oM${randomLetters(26)}` } })),
} satisfies Record<string, Mutation>

export type MutationName = keyof typeof mutations

export const mutationNames = Object.keys(mutations) as MutationName[]

/** Those that are validly signed and sealed, and tell of something that does not match our rows. */
export const mismatches: readonly MutationName[] = ['other-mchid', 'other-appid', 'other-amount', 'other-payer']

let stranger: KeyObject | undefined

function strangersKey(): KeyObject {
  stranger ??= generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  return stranger
}

function flipBit(base64: string): string {
  const bytes = Buffer.from(base64, 'base64')
  bytes[0] = bytes[0]! ^ 1
  return bytes.toString('base64')
}

function withTag(sealed: SealedResource, change: (tag: Buffer) => Buffer): SealedResource {
  const bytes = Buffer.from(sealed.ciphertext, 'base64')
  const changed = Buffer.concat([bytes.subarray(0, -16), change(bytes.subarray(-16))])
  return { ...sealed, ciphertext: changed.toString('base64') }
}

function reverseKeys(text: string): string {
  return JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text) as object).reverse()))
}

function lessOneFen(amount: Record<string, unknown>): Record<string, unknown> {
  return { ...amount, total: (amount.total as number) - 1, payer_total: (amount.payer_total as number) - 1 }
}
