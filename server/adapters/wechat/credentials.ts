import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type NoticeTemplate, noticeTemplates } from '../../../contract/notice-templates.ts'

/** An app at WeChat: the mini-program, or the official account behind the web page. */
export interface AppCredentials {
  appid: string
  secret: string
}

/** Everything the chain holds at WeChat, read and checked. Keys are loaded, none of it may be logged. */
export interface WechatCredentials {
  mini: AppCredentials
  /** Null: the chain has no official account, nobody signs in from a web page. */
  web: AppCredentials | null
  mchid: string
  /** Serial of our own certificate: WeChat finds the key to our signatures by it. */
  merchantSerial: string
  merchantKey: KeyObject
  /** 32 bytes: notices are encrypted under it. */
  apiV3Key: Buffer
  /** The only keys WeChat's signatures are checked with, by serial. */
  platformKeys: ReadonlyMap<string, KeyObject>
  /** Origins, without a slash at the end. */
  apiBase: string
  payBase: string
  templates: Record<NoticeTemplate, string>
}

/** Where credentials come from: a value by its path, and what to call it when it is wrong. */
export interface CredentialsSource {
  read(path: string): unknown
  nameOf(path: string): string
  /** Key files are relative to it. */
  folder: string
}

const maxPlatformKeys = 8
const loopback = new Set(['127.0.0.1', '[::1]', 'localhost'])

/** Reads `wechat-credentials.json`. Throws an Error whose message is one sentence that names what is wrong. */
export function readCredentialsFile(file: string): WechatCredentials {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    const why = cause instanceof SyntaxError ? 'is not JSON' : 'cannot be read'
    throw new Error(`WeChat credentials: ${file} ${why}.`, { cause })
  }
  return checkCredentials({
    read: (path) => path.split('.').reduce<unknown>(member, content),
    nameOf: (path) => `"${path}" in ${file}`,
    folder: dirname(resolve(file)),
  })
}

/** Checks every value and loads the keys. Throws an Error whose message is one sentence that names the first wrong one. */
export function checkCredentials(source: CredentialsSource): WechatCredentials {
  const text = (path: string, pattern: RegExp, rule: string) => readText(source, path, { pattern, rule })
  const merchantSerial = text('merchantSerial', /^[0-9A-F]{16,64}$/, 'the serial in upper-case hex')
  const platformKeys = readPlatformKeys(source)
  if (platformKeys.has(merchantSerial)) {
    throw new Error(`WeChat credentials: ${source.nameOf('merchantSerial')} is also listed as a key of WeChat's.`)
  }
  return {
    mini: readApp(source, 'mini'),
    web: source.read('web.appid') === undefined ? null : readApp(source, 'web'),
    mchid: text('mchid', /^\d{8,10}$/, 'the merchant number, 8 to 10 digits'),
    merchantSerial,
    merchantKey: readKey(source, 'merchantPrivateKeyFile', createPrivateKey),
    apiV3Key: Buffer.from(text('apiV3Key', /^[\x21-\x7e]{32}$/, '32 characters')),
    platformKeys,
    apiBase: readOrigin(source, 'apiBase'),
    payBase: readOrigin(source, 'payBase'),
    templates: Object.fromEntries(
      noticeTemplates.map((name) => [name, text(`templates.${name}`, /^[\w-]{16,64}$/, 'the id of a template')]),
    ) as Record<NoticeTemplate, string>,
  }
}

function member(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
  return (value as Record<string, unknown>)[key]
}

function readApp(source: CredentialsSource, app: 'mini' | 'web'): AppCredentials {
  return {
    appid: readText(source, `${app}.appid`, { pattern: /^wx[0-9a-f]{16}$/, rule: 'an appid, "wx" and 16 hex digits' }),
    secret: readText(source, `${app}.secret`, { pattern: /^[0-9A-Za-z]{32}$/, rule: '32 letters and digits' }),
  }
}

function readPlatformKeys(source: CredentialsSource): Map<string, KeyObject> {
  const keys = new Map<string, KeyObject>()
  for (let index = 0; index < maxPlatformKeys; index += 1) {
    const path = `platformKeys.${index}`
    if (index > 0 && source.read(`${path}.serial`) === undefined) break
    const serial = readText(source, `${path}.serial`, {
      pattern: /^([0-9A-F]{16,64}|PUB_KEY_ID_\d{8,64})$/,
      rule: 'a serial in upper-case hex or PUB_KEY_ID_ and digits',
    })
    keys.set(serial, readKey(source, `${path}.publicKeyFile`, createPublicKey))
  }
  return keys
}

function readText(
  source: CredentialsSource,
  path: string,
  { pattern, rule }: { pattern: RegExp; rule: string },
): string {
  const value = source.read(path)
  if (value === undefined || value === '') throw new Error(`WeChat credentials: ${source.nameOf(path)} is missing.`)
  // The value itself stays out of the sentence: it may be a secret in the wrong place.
  if (typeof value !== 'string' || !pattern.test(value)) {
    throw new Error(`WeChat credentials: ${source.nameOf(path)} must be ${rule}.`)
  }
  return value
}

function readKey(source: CredentialsSource, path: string, load: (pem: string) => KeyObject): KeyObject {
  const file = resolve(source.folder, readText(source, path, { pattern: /\S/, rule: 'the path of a PEM file' }))
  try {
    const key = load(readFileSync(file, 'utf8'))
    if (key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048) return key
  } catch (cause) {
    throw new Error(`WeChat credentials: ${source.nameOf(path)} names ${file}, which is not a readable PEM key.`, {
      cause,
    })
  }
  throw new Error(`WeChat credentials: ${source.nameOf(path)} names ${file}, which is not an RSA key of 2048 bits.`)
}

function readOrigin(source: CredentialsSource, path: string): string {
  const value = readText(source, path, { pattern: /^https?:\/\/[^/]+$/, rule: 'an address without a path' })
  const url = URL.canParse(value) ? new URL(value) : null
  if (url?.origin !== value || (url.protocol === 'http:' && !loopback.has(url.hostname))) {
    throw new Error(`WeChat credentials: ${source.nameOf(path)} must be https, unless it is this machine.`)
  }
  return value
}
