import { idAlphabet, newId } from '../../kernel/ids.ts'
import type { Instant } from '../../kernel/stay.ts'

const timeLetters = 9
const randomLetters = 17

/**
 * An order's id: the instant it was placed, then 85 random bits. Orders placed one after the other stand side by side
 * in every index that begins with their id, so that a commit of many writes few pages. It is no more guessable for it,
 * and gives no access.
 */
export function newOrderId(now: Instant): string {
  let time = ''
  for (let rest = now, letter = 0; letter < timeLetters; letter += 1) {
    time = idAlphabet[rest % 32] + time
    rest = Math.floor(rest / 32)
  }
  return `ord_${time}${newId('').slice(1, 1 + randomLetters)}`
}

/** A room of an order: there is one of each index. */
export function orderRoomId(orderId: string, roomIndex: number): string {
  return `${orderId}-${roomIndex + 1}`
}

/** The event of an order's step: there is one of each number. */
export function orderEventId(orderId: string, seq: number | 'due'): string {
  return `${orderId}:${seq}`
}
