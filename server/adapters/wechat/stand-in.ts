import { createCipheriv, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WechatCredentials } from './credentials.ts'

/** For tests only: a merchant with keys made on the spot, and an HTTP server that says what a test tells it to say. */

export const now = Date.parse('2026-11-25T10:00:00+08:00')
export const testClock = { now: () => now }
export const apiV3Key = 'abcdefghijklmnopqrstuvwxyz012345'
export const certificateSerial = '5157F09EFDC096DE15EBE81A47057A7232F1B8E1'
export const publicKeyId = 'PUB_KEY_ID_0116000000002026112500000000'

const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
export const merchant = rsa()
export const platform = rsa()
export const stranger = rsa()

export function credentialsAt(origin: string): WechatCredentials {
  return {
    mini: { appid: 'wx0123456789abcdef', secret: '0123456789abcdef0123456789abcdef' },
    web: { appid: 'wxfedcba9876543210', secret: 'fedcba9876543210fedcba9876543210' },
    mchid: '1600000000',
    merchantSerial: '4A3B2C1D0E9F88776655443322110FEDCBA98765',
    merchantKey: merchant.privateKey,
    apiV3Key: Buffer.from(apiV3Key),
    platformKeys: new Map([
      [certificateSerial, platform.publicKey],
      [publicKeyId, platform.publicKey],
    ]),
    apiBase: origin,
    payBase: origin,
    templates: { to_pay: 't1', paid: 't2', confirmed: 't3', finished: 't4', cancelled: 't5' },
  }
}

export interface SignWish {
  key?: KeyObject
  serial?: string
  timestamp?: string
  nonce?: string
}

/** The headers WeChat puts on an answer or a notice of exactly these bytes. */
export function signedHeaders(body: string | Buffer, wish: SignWish = {}): Record<string, string> {
  const { key = platform.privateKey, serial = certificateSerial, nonce = 'NONCE0123456789' } = wish
  const timestamp = wish.timestamp ?? String(now / 1_000)
  const message = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), Buffer.from(body), Buffer.from('\n')])
  return {
    'wechatpay-timestamp': timestamp,
    'wechatpay-nonce': nonce,
    'wechatpay-signature': sign('RSA-SHA256', message, key).toString('base64'),
    'wechatpay-serial': serial,
    'wechatpay-signature-type': 'WECHATPAY2-SHA256-RSA2048',
  }
}

/** Encrypts as a notice's resource is. */
export function seal(
  content: object,
  wish: { key?: string; nonce?: string; aad?: string } = {},
): Record<string, string> {
  const { key = apiV3Key, nonce = 'abcdefABCDEF', aad = 'transaction' } = wish
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(aad))
  const bytes = Buffer.concat([cipher.update(JSON.stringify(content)), cipher.final(), cipher.getAuthTag()])
  return { algorithm: 'AEAD_AES_256_GCM', ciphertext: bytes.toString('base64'), associated_data: aad, nonce }
}

export interface Asked {
  method: string
  path: string
  query: URLSearchParams
  /** As it stood on the request line. */
  target: string
  headers: IncomingHttpHeaders
  body: string
}

export interface Told {
  status?: number
  headers?: Record<string, string>
  body?: string | Buffer
}

/** Answers by `answer`, which may throw the connection away by returning null. */
export interface StandIn extends AsyncDisposable {
  origin: string
  asked: Asked[]
  answer: (asked: Asked) => Told | null | Promise<Told | null>
}

export async function startStandIn(): Promise<StandIn> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const url = new URL(request.url ?? '/', 'http://stand-in')
    const { method = '', headers } = request
    const asked = { method, path: url.pathname, query: url.searchParams, target: request.url ?? '', headers }
    standIn.asked.push({ ...asked, body: Buffer.concat(chunks).toString() })
    const told = await standIn.answer(standIn.asked.at(-1)!)
    if (!told) return request.socket.destroy()
    response.writeHead(told.status ?? 200, told.headers ?? {}).end(told.body ?? '')
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const standIn: StandIn = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    answer: () => ({ status: 500 }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
  return standIn
}

export const json = (value: object): Told => ({ body: JSON.stringify(value) })

/** A signed answer of WeChat Pay. */
export function paid(value: object | null, status = value ? 200 : 204): Told {
  const body = value ? JSON.stringify(value) : ''
  return { status, headers: signedHeaders(body), body }
}
