import { type KeyObject, randomBytes, sign, verify } from 'node:crypto'
import type { Instant } from '../../kernel/stay.ts'
import type { WechatCredentials } from './credentials.ts'

export type Headers = Readonly<Record<string, string | string[] | undefined>>

const scheme = 'WECHATPAY2-SHA256-RSA2048'
/** WeChat's own rule, both ways: a signature is good for five minutes around its timestamp. */
const windowMs = 300_000
/** WeChat sometimes signs like this on purpose, to see whether anybody checks; the right notice follows. */
const probePrefix = 'WECHATPAY/SIGNTEST/'

/** RSA with SHA-256 over the text, in base64. */
export function signText(key: KeyObject, text: string): string {
  return sign('RSA-SHA256', Buffer.from(text), key).toString('base64')
}

export function newNonce(): string {
  return randomBytes(16).toString('hex').toUpperCase()
}

/**
 * The Authorization of a call to WeChat Pay. `target` is the path with its query, `body` exactly what is sent ('' for
 * a GET). source: WeChat Pay v3, request signing.
 */
export function authorization(
  { mchid, merchantSerial, merchantKey }: WechatCredentials,
  { method, target, body, now }: { method: string; target: string; body: string; now: Instant },
): string {
  const timestamp = String(Math.floor(now / 1_000))
  const nonce = newNonce()
  const signature = signText(merchantKey, `${method}\n${target}\n${timestamp}\n${nonce}\n${body}\n`)
  const fields = { mchid, nonce_str: nonce, timestamp, serial_no: merchantSerial, signature }
  const pairs = Object.entries(fields).map(([name, value]) => `${name}="${value}"`)
  return `${scheme} ${pairs.join(',')}`
}

export interface Signed {
  /** Names in lower case. */
  headers: Headers
  /** The bytes as they came: parsing and writing them again gives other bytes. */
  body: Buffer
}

/**
 * Whether WeChat signed exactly these bytes within five minutes of now, with a key we already hold; a key that the
 * headers name is never fetched. Null when it did, else why not. source: WeChat Pay v3, answer and notice signing.
 */
export function signatureFault(
  { headers, body }: Signed,
  { platformKeys, now }: { platformKeys: WechatCredentials['platformKeys']; now: Instant },
): string | null {
  const timestamp = one(headers['wechatpay-timestamp'])
  const nonce = one(headers['wechatpay-nonce'])
  const signature = one(headers['wechatpay-signature'])
  const serial = one(headers['wechatpay-serial'])
  if (!timestamp || !nonce || !signature || !serial) return 'a signature header is missing or doubled'
  if ((headers['wechatpay-signature-type'] ?? scheme) !== scheme) return 'unknown kind of signature'
  const key = platformKeys.get(serial)
  if (!key) return 'unknown serial'
  if (!/^\d{10}$/.test(timestamp)) return 'the timestamp is not in seconds'
  if (Math.abs(now - Number(timestamp) * 1_000) > windowMs) return 'the timestamp is not of these five minutes'
  if (signature.startsWith(probePrefix)) return 'a signature probe'
  if (!/^[A-Za-z0-9+/]{16,}={0,2}$/.test(signature)) return 'the signature is not base64'
  const message = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), body, Buffer.from('\n')])
  return verify('RSA-SHA256', message, key, Buffer.from(signature, 'base64')) ? null : 'the signature does not hold'
}

/** Whether WeChat signed it at all, well or badly. */
export function isSigned(headers: Headers): boolean {
  return headers['wechatpay-signature'] !== undefined
}

function one(header: string | string[] | undefined): string | null {
  return typeof header === 'string' && header !== '' ? header : null
}
