import type { Context } from '../context.ts'
import type { Call } from '../serve.ts'
import { PayError } from './errors.ts'

export type Json = Record<string, unknown>

/** The JSON object a call carries. */
export function payBody(call: Call): Json {
  try {
    const body: unknown = JSON.parse(call.raw.toString('utf8'))
    if (isObject(body)) return body
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new PayError('PARAM_ERROR', '请求体不是有效的JSON')
}

export interface TextLimits {
  min?: number
  max: number
  pattern?: RegExp
}

export function requiredText(body: Json, field: string, limits: TextLimits): string {
  const value = optionalText(body, field, limits)
  if (value === null) throw paramError(field, undefined, '此字段为必填项')
  return value
}

/** Null when it is not there. Lengths count characters. */
export function optionalText(body: Json, field: string, { min = 1, max, pattern }: TextLimits): string | null {
  const value = body[field]
  if (value === undefined || value === null) return null
  if (typeof value !== 'string') throw paramError(field, value, '此字段应为字符串')
  const length = [...value].length
  if (length < min || length > max) throw paramError(field, value, `长度应为${min}到${max}`)
  if (pattern && !pattern.test(value)) throw paramError(field, value, '格式不正确')
  return value
}

export function requiredObject(body: Json, field: string): Json {
  const value = body[field]
  if (!isObject(value)) throw paramError(field, value, '此字段为必填项')
  return value
}

/** A whole number of fen, at least one. */
export function requiredFen(body: Json, field: string): number {
  const value = body[field]
  if (!Number.isSafeInteger(value) || (value as number) < 1) throw paramError(field, value, '此字段应为不小于1的整数')
  return value as number
}

export function requireCny(amount: Json, { missingIsCny }: { missingIsCny: boolean }): void {
  if (amount.currency === undefined && missingIsCny) return
  if (amount.currency !== 'CNY') throw paramError('currency', amount.currency, '此字段应为CNY')
}

/** An address WeChat can call: absolute, without a query or a fragment. */
export function notifyUrl(body: Json, presence: 'required' | 'optional'): string | null {
  const value = optionalText(body, 'notify_url', { max: 255, pattern: /^https?:\/\/[^\s?#]+$/ })
  if (value === null && presence === 'required') throw paramError('notify_url', undefined, '此字段为必填项')
  return value
}

/** The merchant a call speaks for must be the one that signed it. */
export function requireMchid({ keys }: Context, mchid: unknown): void {
  if (typeof mchid !== 'string' || mchid === '') throw paramError('mchid', mchid, '此字段为必填项')
  if (mchid !== keys.mchid) throw new PayError('INVALID_REQUEST', '商户号与签名的商户号不一致')
}

export function paramError(field: string, value: unknown, issue: string): PayError {
  return new PayError('PARAM_ERROR', `输入源“/body/${field}”校验失败，${issue}`, {
    field: `/${field}`,
    value: value ?? '',
    issue,
    location: 'body',
  })
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
