import type { Db, Tx } from '../../database/handle.ts'
import { newToken, tokenHash } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Sealer } from '../../ports/sealer.ts'
import type { Audit } from '../audit/index.ts'
import { type Attempt, countFailure, forgetFailures, lockedUntil } from './lockout.ts'
import { nobodysHash, verifyPassword } from './password.ts'
import { staffAbsoluteMs } from './staff.ts'
import { insertSession } from './store/sessions.ts'
import { type StaffRow, staffByUsername, updateIfPassword, useTotpStep } from './store/staff.ts'
import { stepOf } from './totp.ts'

export interface SignInWish extends Attempt {
  password: string
  totp: string | undefined
}

export interface SignInDeps {
  db: Db
  clock: Clock
  sealer: Sealer
  audit: Audit
}

/**
 * Signs a person of the staff in. The answer and its time are the same for a wrong password and an unknown name.
 * Refusals: `sign_in_failed` (also for a one-time password whose time is over), `sign_in_locked`, `totp_required`,
 * `totp_wrong` (also for a code used before).
 */
export async function signIn(
  deps: SignInDeps,
  wish: SignInWish,
): Promise<{ token: string; staffId: string; expiresAt: number }> {
  await refuseLocked(deps, wish)
  const row = await staffByUsername(deps.db, wish.username)
  const right = await verifyPassword(wish.password, row?.password_hash ?? nobodysHash)
  const isOver = row?.password_until != null && row.password_until <= deps.clock.now()
  if (!row || !right || isOver || row.state !== 'active') return fail(deps.db, wish, 'sign_in_failed')
  const step = row.totp_sealed ? stepIn(deps, row.totp_sealed, wish.totp) : null
  if (step === 'missing') throw new Refusal('totp_required')
  if (step === 'wrong') return fail(deps.db, wish, 'totp_wrong')
  const opened = await deps.db.transaction((tx) => openSession(tx, deps, { row, attempt: wish, step }))
  return typeof opened === 'string' ? fail(deps.db, wish, opened) : opened
}

/** Refusal: `sign_in_locked` with the seconds to wait. */
export async function refuseLocked({ db, clock }: Pick<SignInDeps, 'db' | 'clock'>, attempt: Attempt): Promise<void> {
  const now = clock.now()
  const until = await lockedUntil(db, attempt, now)
  if (until) throw new Refusal('sign_in_locked', { retryAfterSeconds: Math.ceil((until - now) / 1000) })
}

/** The password may have been reset, or the person disabled, while it was being checked. */
async function openSession(
  tx: Tx,
  { audit }: SignInDeps,
  { row, attempt, step }: { row: StaffRow; attempt: Attempt; step: number | null },
) {
  if (!(await updateIfPassword(tx, row, { signed_in_at: tx.now }))) return 'sign_in_failed'
  if (step !== null && !(await useTotpStep(tx, row.id, step))) return 'totp_wrong'
  await forgetFailures(tx, attempt)
  const token = newToken()
  const expiresAt = tx.now + staffAbsoluteMs
  await insertSession(tx, { tokenHash: tokenHash(token), staffId: row.id, expiresAt })
  await audit.record(tx, {
    actor: { kind: 'staff', staffId: row.id, name: row.name },
    action: 'staff.sign_in',
    subject: `staff:${row.id}`,
    after: { address: attempt.address },
  })
  return { token, staffId: row.id, expiresAt }
}

async function fail(db: Db, attempt: Attempt, code: 'sign_in_failed' | 'totp_wrong'): Promise<never> {
  await db.transaction((tx) => countFailure(tx, attempt))
  throw new Refusal(code)
}

function stepIn({ clock, sealer }: SignInDeps, sealed: string, code: string | undefined): number | 'missing' | 'wrong' {
  if (!code) return 'missing'
  return stepOf(sealer.open(sealed), { code, now: clock.now() }) ?? 'wrong'
}
