import { type KeyObject, sign, verify } from 'node:crypto'
import { promisify } from 'node:util'
import type { Context } from '../context.ts'
import type { PlatformKey } from '../keys.ts'
import { randomLetters } from '../numbers.ts'
import type { Call } from '../serve.ts'
import { PayError } from './errors.ts'

const scheme = 'WECHATPAY2-SHA256-RSA2048'
const windowMs = 300_000
const signInPool = promisify<string, Buffer, KeyObject, Buffer>(sign)

/** Refuses a call that the merchant did not sign, or signed more than five minutes from now. */
export function checkAuthorization({ keys, clock }: Context, call: Call): void {
  const given = parseAuthorization(String(call.headers.authorization ?? ''))
  if (given.mchid !== keys.mchid) throw new PayError('MCH_NOT_EXISTS')
  if (given.serial_no !== keys.merchantSerial) throw signError('商户证书序列号有误')
  if (!/^\d{10}$/.test(given.timestamp) || !clock.agreesWith(Number(given.timestamp) * 1_000, windowMs)) {
    throw signError('Http头Authorization中的timestamp与发起请求的时间不得超过5分钟')
  }
  const text = `${call.method}\n${call.url}\n${given.timestamp}\n${given.nonce_str}\n`
  const message = Buffer.concat([Buffer.from(text), call.raw, Buffer.from('\n')])
  if (!verify('RSA-SHA256', message, keys.merchantPublicKey, Buffer.from(given.signature, 'base64'))) {
    throw signError('错误的签名，验签失败')
  }
}

const authorizationFields = ['mchid', 'nonce_str', 'timestamp', 'serial_no', 'signature'] as const

function parseAuthorization(header: string): Record<(typeof authorizationFields)[number], string> {
  const [, rest] = header.match(new RegExp(`^${scheme} +(.+)$`)) ?? []
  const pairs = new Map([...(rest ?? '').matchAll(/(\w+)="([^"]*)"/g)].map((match) => [match[1], match[2] ?? '']))
  const values = authorizationFields.map((field) => [field, pairs.get(field) ?? ''] as const)
  if (values.some(([, value]) => value === '')) {
    throw signError('Http头Authorization值格式错误，请参考《微信支付商户REST API签名规则》')
  }
  return Object.fromEntries(values) as Record<(typeof authorizationFields)[number], string>
}

function signError(message: string): PayError {
  return new PayError('SIGN_ERROR', message, { field: 'signature', issue: 'sign not match', location: 'authorization' })
}

/** What WeChat puts in the headers of an answer or a notice over exactly these bytes. */
export async function signedHeaders(key: PlatformKey, at: number, body: string | Buffer) {
  const timestamp = String(Math.floor(at / 1_000))
  const nonce = randomLetters(32)
  const message = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), Buffer.from(body), Buffer.from('\n')])
  const signature = await signInPool('RSA-SHA256', message, key.privateKey)
  return {
    'Wechatpay-Timestamp': timestamp,
    'Wechatpay-Nonce': nonce,
    'Wechatpay-Signature': signature.toString('base64'),
    'Wechatpay-Serial': key.serial,
    'Wechatpay-Signature-Type': scheme,
  }
}

/** Whether pay parameters were signed by the merchant: what the pay sheet checks before it opens. */
export function isPaySign(
  { keys }: Context,
  sheet: Record<'appId' | 'timeStamp' | 'nonceStr' | 'package' | 'paySign', string>,
) {
  const message = `${sheet.appId}\n${sheet.timeStamp}\n${sheet.nonceStr}\n${sheet.package}\n`
  const signature = Buffer.from(sheet.paySign, 'base64')
  return verify('RSA-SHA256', Buffer.from(message), keys.merchantPublicKey, signature)
}
