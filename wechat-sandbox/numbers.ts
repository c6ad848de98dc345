import { randomBytes, randomInt } from 'node:crypto'
import { chinaDigits } from './china-time.ts'

/** Digits nobody can guess. */
export function randomDigits(count: number): string {
  let text = ''
  for (let i = 0; i < count; i += 1) text += randomInt(10)
  return text
}

/** Letters and digits, as WeChat's codes, nonces and secrets are made. */
export function randomLetters(count: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
  let text = ''
  for (let i = 0; i < count; i += 1) text += alphabet[randomInt(alphabet.length)]
  return text
}

export function newPrepayId(now: number): string {
  return `wx${chinaDigits(now)}${randomBytes(9).toString('hex')}00`
}

export function newTransactionId(now: number): string {
  return `4200002${randomDigits(3)}${chinaDigits(now).slice(0, 8)}${randomDigits(10)}`
}

export function newRefundId(now: number): string {
  return `503020${randomDigits(6)}${chinaDigits(now).slice(0, 8)}${randomDigits(9)}`
}
