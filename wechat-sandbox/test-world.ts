import {
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Person, type SandboxClient, sandboxClient } from './client.ts'
import type { WechatCredentials } from './credentials.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from './sandbox.ts'

/** A sandbox on a clock that only the test moves, a merchant that speaks to it, and an ear for its notices. */
export interface World extends AsyncDisposable {
  sandbox: Sandbox
  client: SandboxClient
  credentials: WechatCredentials
  clock: { time: number; now(): number }
  dataDir: string
  ear: Ear
  /** A call of the platform's: GET with a query, or POST with a body. */
  platform(path: string, query: Record<string, string>, body?: object): Promise<Record<string, unknown>>
  /** A signed call of WeChat Pay. `change` spoils it. */
  pay(method: string, path: string, body?: object, change?: Spoil): Promise<PayAnswer>
  accessToken(): Promise<string>
  prepay(person: Person, wish?: object): Promise<{ prepayId: string; outTradeNo: string }>
  /** A paid trade of 10,000 fen unless said otherwise. */
  paid(person: Person, wish?: object): Promise<{ outTradeNo: string; transactionId: string }>
}

export interface Spoil {
  timestamp?: number
  serial?: string
  mchid?: string
  signature?: (signature: string) => string
  headers?: Record<string, string>
}

export interface PayAnswer {
  status: number
  json: Record<string, unknown>
  headers: Headers
  raw: Buffer
}

export interface HeardNotice {
  headers: IncomingHttpHeaders
  body: Buffer
  at: number
}

export interface Ear {
  url: string
  heard: HeardNotice[]
  /** What the next notices are answered with. `null`: no answer at all. */
  answer: number | null
  close(): Promise<void>
}

export async function newWorld(options: Partial<SandboxOptions> = {}): Promise<World> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'wechat-sandbox-'))
  const clock = { time: Date.parse('2026-11-25T02:00:00Z'), now: () => clock.time }
  const sandbox = await startSandbox({ clock, retryScale: 1, ...options, dataDir })
  const credentials = JSON.parse(readFileSync(sandbox.credentialsFile, 'utf8')) as WechatCredentials
  const client = sandboxClient(sandbox.url)
  const key = merchantKey(dataDir, credentials)
  const ear = await listen(options.clock ?? clock)
  const pay: World['pay'] = async (method, path, body, spoil = {}) => {
    const seconds = Math.floor(Date.parse(await client.now()) / 1_000)
    return signedCall({ credentials, key, seconds, method, path, body, spoil })
  }
  const world: World = {
    sandbox,
    client,
    credentials,
    clock,
    dataDir,
    ear,
    pay,
    platform: (path, query, body) => platformCall(sandbox.url, path, query, body),
    accessToken: async () => String((await stableToken(world)).access_token),
    prepay: (person, wish) => prepay(world, person, wish),
    paid: async (person, wish) => {
      const { prepayId, outTradeNo } = await world.prepay(person, wish)
      const { transactionId } = await client.pay(prepayId, person.userId)
      await sandbox.idle()
      return { outTradeNo, transactionId }
    },
    async [Symbol.asyncDispose]() {
      await ear.close()
      await sandbox.close()
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true })
    },
  }
  return world
}

export function merchantKey(dataDir: string, { merchantPrivateKeyFile }: WechatCredentials): KeyObject {
  return createPrivateKey(readFileSync(join(dataDir, merchantPrivateKeyFile)))
}

export function stableToken({ platform, credentials }: World, forceRefresh = false) {
  const body = { grant_type: 'client_credential', ...credentials.mini, force_refresh: forceRefresh }
  return platform('/cgi-bin/stable_token', {}, body)
}

let tradeNumber = 0

export function prepayBody(world: World, person: Person, wish: object = {}): Record<string, unknown> {
  tradeNumber += 1
  return {
    appid: world.credentials.mini.appid,
    mchid: world.credentials.mchid,
    description: '驿站·成都槐里店',
    out_trade_no: `TRADE-${tradeNumber}`,
    notify_url: `${world.ear.url}/pay`,
    amount: { total: 10_000, currency: 'CNY' },
    payer: { openid: person.openid },
    ...wish,
  }
}

async function prepay(world: World, person: Person, wish: object = {}) {
  const body = prepayBody(world, person, wish)
  const answer = await world.pay('POST', '/v3/pay/transactions/jsapi', body)
  if (answer.status !== 200) throw new Error(`prepay: ${answer.raw}`)
  return { prepayId: String(answer.json.prepay_id), outTradeNo: String(body.out_trade_no) }
}

async function platformCall(url: string, path: string, query: Record<string, string>, body?: object) {
  const address = `${url}${path}?${new URLSearchParams(query)}`
  const response = await fetch(address, body ? { method: 'POST', body: JSON.stringify(body) } : {})
  return (await response.json()) as Record<string, unknown>
}

interface SignedCall {
  credentials: WechatCredentials
  key: KeyObject
  seconds: number
  method: string
  path: string
  body: object | undefined
  spoil: Spoil
}

async function signedCall({ credentials, key, seconds, method, path, body, spoil }: SignedCall): Promise<PayAnswer> {
  const text = body === undefined ? '' : JSON.stringify(body)
  const nonce = randomBytes(16).toString('hex')
  const timestamp = spoil.timestamp ?? seconds
  const signed = sign('RSA-SHA256', Buffer.from(`${method}\n${path}\n${timestamp}\n${nonce}\n${text}\n`), key)
  const signature = signed.toString('base64')
  const pairs = {
    mchid: spoil.mchid ?? credentials.mchid,
    nonce_str: nonce,
    timestamp: String(timestamp),
    serial_no: spoil.serial ?? credentials.merchantSerial,
    signature: spoil.signature?.(signature) ?? signature,
  }
  const list = Object.entries(pairs).map(([name, value]) => `${name}="${value}"`)
  const headers = {
    Authorization: `WECHATPAY2-SHA256-RSA2048 ${list.join(',')}`,
    Accept: 'application/json',
    ...(text ? { 'Content-Type': 'application/json' } : {}),
    ...spoil.headers,
  }
  const response = await fetch(credentials.payBase + path, text ? { method, headers, body: text } : { method, headers })
  const raw = Buffer.from(await response.arrayBuffer())
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  return { status: response.status, json: isJson ? JSON.parse(raw.toString()) : {}, headers: response.headers, raw }
}

/** Whether WeChat signed exactly these bytes, with one of the keys the credentials name. */
export function isSignedByWechat(world: World, headers: (name: string) => string, body: Buffer): boolean {
  const named = world.credentials.platformKeys.find((each) => each.serial === headers('wechatpay-serial'))
  if (!named) return false
  const key = createPublicKey(readFileSync(join(dirname(world.sandbox.credentialsFile), named.publicKeyFile)))
  const head = `${headers('wechatpay-timestamp')}\n${headers('wechatpay-nonce')}\n`
  const message = Buffer.concat([Buffer.from(head), body, Buffer.from('\n')])
  return verify('RSA-SHA256', message, key, Buffer.from(headers('wechatpay-signature'), 'base64'))
}

/** What a notice says, if its signature holds and its resource opens. */
export function openNotice(world: World, { headers, body }: HeardNotice): Record<string, unknown> {
  if (!isSignedByWechat(world, (name) => String(headers[name]), body)) throw new Error('not signed by WeChat')
  const { resource } = JSON.parse(body.toString())
  const bytes = Buffer.from(resource.ciphertext, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', world.credentials.apiV3Key, resource.nonce, { authTagLength: 16 })
  decipher.setAAD(Buffer.from(resource.associated_data)).setAuthTag(bytes.subarray(-16))
  return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString())
}

async function listen(clock: { now(): number }): Promise<Ear> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      ear.heard.push({ headers: request.headers, body: Buffer.concat(parts), at: clock.now() })
      if (ear.answer === null) request.socket.destroy()
      else response.writeHead(ear.answer).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const ear: Ear = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard: [],
    answer: 204,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return ear
}
