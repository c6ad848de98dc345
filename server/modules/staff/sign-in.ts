import { Secret, TOTP } from 'otpauth'
import type { Db, Tx } from '../../database/handle.ts'
import { newToken, tokenHash } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Sealer } from '../../ports/sealer.ts'
import { type Attempt, countFailure, forgetFailures, lockedUntil } from './lockout.ts'
import { nobodysHash, verifyPassword } from './password.ts'
import { staffAbsoluteMs } from './staff.ts'
import { insertSession, type StaffRow, staffByUsername, useTotpStep } from './store.ts'

export interface SignInWish extends Attempt {
  password: string
  totp: string | undefined
}

const stepSeconds = 30

/**
 * Signs a person of the staff in. The answer and its time are the same for a wrong password and an unknown name.
 * Refusals: `sign_in_failed`, `sign_in_locked`, `totp_required`, `totp_wrong` (also for a code used before).
 */
export async function signIn(
  deps: { db: Db; clock: Clock; sealer: Sealer },
  wish: SignInWish,
): Promise<{ token: string; staffId: string; expiresAt: number }> {
  const now = deps.clock.now()
  const until = await lockedUntil(deps.db, wish, now)
  if (until) throw new Refusal('sign_in_locked', { retryAfterSeconds: Math.ceil((until - now) / 1000) })
  const row = await staffByUsername(deps.db, wish.username)
  const right = await verifyPassword(wish.password, row?.password_hash ?? nobodysHash)
  if (!row || !right || row.state !== 'active') return fail(deps.db, wish, 'sign_in_failed')
  const step = row.totp_sealed ? stepOf(deps, row.totp_sealed, wish.totp) : null
  if (step === 'missing') throw new Refusal('totp_required')
  if (step === 'wrong') return fail(deps.db, wish, 'totp_wrong')
  const opened = await deps.db.transaction((tx) => openSession(tx, row, wish, step))
  return opened ?? fail(deps.db, wish, 'totp_wrong')
}

async function openSession(tx: Tx, row: StaffRow, attempt: Attempt, step: number | null) {
  if (step !== null && !(await useTotpStep(tx, row.id, step))) return null
  await forgetFailures(tx, attempt)
  const token = newToken()
  const expiresAt = tx.now + staffAbsoluteMs
  await insertSession(tx, { tokenHash: tokenHash(token), staffId: row.id, expiresAt })
  return { token, staffId: row.id, expiresAt }
}

async function fail(db: Db, attempt: Attempt, code: 'sign_in_failed' | 'totp_wrong'): Promise<never> {
  await db.transaction((tx) => countFailure(tx, attempt))
  throw new Refusal(code)
}

/** The 30-second step whose code was given, at most one step away from now (RFC 6238). */
function stepOf(
  { clock, sealer }: { clock: Clock; sealer: Sealer },
  sealed: string,
  code: string | undefined,
): number | 'missing' | 'wrong' {
  if (!code) return 'missing'
  const totp = new TOTP({ secret: Secret.fromBase32(sealer.open(sealed)), period: stepSeconds })
  const delta = totp.validate({ token: code, timestamp: clock.now(), window: 1 })
  return delta === null ? 'wrong' : Math.floor(clock.now() / 1000 / stepSeconds) + delta
}
