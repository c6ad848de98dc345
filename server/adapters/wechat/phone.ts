import { createDecipheriv } from 'node:crypto'
import { Refusal } from '../../kernel/refusal.ts'
import type { Instant } from '../../kernel/stay.ts'
import { type AccessToken, callWithToken } from './access-token.ts'
import { type CallPlatform, notNow, oddAnswer } from './platform-call.ts'

const path = '/wxa/business/getuserphonenumber'
/** 40029: not a code, used before, or another person's. 40163: used before. 40013: a code of another app. */
const codeInvalid = new Set([40029, 40163, 40013])
const watermarkMs = 300_000

/** The phone behind a phone code; WeChat checks that the code is this person's. Refusal: `phone_code_invalid`. */
export async function phoneByCode(
  deps: { call: CallPlatform; token: AccessToken; appid: string },
  code: string,
  openid: string,
): Promise<string> {
  if (!/^[\w-]{1,512}$/.test(code)) throw new Refusal('phone_code_invalid')
  const answer = await callWithToken(deps, { path, body: { code, openid } })
  if (codeInvalid.has(answer.errcode)) throw new Refusal('phone_code_invalid')
  if (answer.errcode !== 0) throw notNow(answer)
  const phone = readPhone(answer.members.phone_info)
  if (phone?.appid !== deps.appid) throw oddAnswer(path)
  return phone.number
}

export interface EncryptedPhone {
  sessionKey: string
  encryptedData: string
  iv: string
}

/**
 * Opens the older encrypted phone data. It must bear our appid and be at most five minutes old. One refusal for every
 * fault, `phone_data_invalid`: telling bad padding from bad content would let a caller probe the key.
 * source: WeChat's page on decrypting open data (AES-128-CBC, PKCS #7, all three parts in base64).
 */
export function openPhone({ sessionKey, encryptedData, iv }: EncryptedPhone, appid: string, now: Instant): string {
  const phone = readPhone(decrypt(Buffer.from(sessionKey, 'base64'), Buffer.from(iv, 'base64'), encryptedData))
  const fresh = phone !== null && Math.abs(now - phone.at) <= watermarkMs
  if (phone?.appid !== appid || !fresh) throw new Refusal('phone_data_invalid')
  return phone.number
}

function decrypt(key: Buffer, iv: Buffer, encryptedData: string): unknown {
  if (key.length !== 16 || iv.length !== 16 || encryptedData.length > 4_096) throw new Refusal('phone_data_invalid')
  try {
    const decipher = createDecipheriv('aes-128-cbc', key, iv)
    const text = Buffer.concat([decipher.update(encryptedData, 'base64'), decipher.final()])
    return JSON.parse(text.toString('utf8'))
  } catch {
    throw new Refusal('phone_data_invalid')
  }
}

interface Phone {
  /** Eleven digits in China, `+` and the country's code before it elsewhere. */
  number: string
  appid: string
  at: Instant
}

function readPhone(value: unknown): Phone | null {
  const { purePhoneNumber, countryCode, watermark } = (value ?? {}) as Record<string, unknown>
  const { timestamp, appid } = (watermark ?? {}) as Record<string, unknown>
  // WeChat's page types the country code as text and shows a number.
  if (typeof purePhoneNumber !== 'string' || !/^\d{1,4}$/.test(String(countryCode))) return null
  if (!/^\d{5,15}$/.test(purePhoneNumber) || !Number.isSafeInteger(timestamp) || typeof appid !== 'string') return null
  const number = String(countryCode) === '86' ? purePhoneNumber : `+${countryCode}${purePhoneNumber}`
  return { number, appid, at: (timestamp as number) * 1_000 }
}
