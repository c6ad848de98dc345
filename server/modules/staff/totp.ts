import { Secret, TOTP } from 'otpauth'
import type { Instant } from '../../kernel/stay.ts'

const stepSeconds = 30
const secretBytes = 20

/** A new secret in base 32. */
export function newTotpSecret(): string {
  return new Secret({ size: secretBytes }).base32
}

/** What an authenticator app reads: SHA-1, six digits, every 30 seconds, as RFC 6238 and all of them have it. */
export function otpauthUri({ secret, issuer, label }: { secret: string; issuer: string; label: string }): string {
  return new TOTP({ secret: Secret.fromBase32(secret), issuer, label, period: stepSeconds }).toString()
}

/** The 30-second step whose code that is, at most one step away from now; null for any other code. */
export function stepOf(secret: string, { code, now }: { code: string; now: Instant }): number | null {
  const totp = new TOTP({ secret: Secret.fromBase32(secret), period: stepSeconds })
  const delta = totp.validate({ token: code, timestamp: now, window: 1 })
  return delta === null ? null : Math.floor(now / 1000 / stepSeconds) + delta
}
