import { createHash, randomBytes, randomInt } from 'node:crypto'

/** The letters of ids. Crockford's base 32: no i, l, o, u. */
export const idAlphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** A new opaque id: a prefix that says what it names and 128 random bits, for example `ord_7v1k…`. */
export function newId(prefix: string): string {
  let text = `${prefix}_`
  const bytes = nextBytes(17)
  for (let bit = 0; bit < 130; bit += 5) {
    const at = bit >> 3
    const pair = (bytes[at]! << 8) | (bytes[at + 1] ?? 0)
    text += idAlphabet[(pair >> (11 - (bit & 7))) & 31]
  }
  return text
}

const poolBytes = 17 * 256
let pool = Buffer.alloc(0)
let used = 0

/** Random bytes from a pool that is filled at once: asking the system for each id costs more than the id. */
function nextBytes(count: number): Buffer {
  if (used + count > pool.length) {
    pool = randomBytes(poolBytes)
    used = 0
  }
  used += count
  return pool.subarray(used - count, used)
}

/** A bearer token of 256 random bits. Only its hash is stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is stored in a token's place. Tokens are random, so a plain hash is enough. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/**
 * A number for people to read out: the hotel day it was made (yymmdd) and eight random digits. It gives no access,
 * and a collision is refused by its unique key and drawn again.
 */
export function newOrderNo(night: string): string {
  const day = night.slice(2, 4) + night.slice(5, 7) + night.slice(8, 10)
  return day + String(randomInt(100_000_000)).padStart(8, '0')
}
