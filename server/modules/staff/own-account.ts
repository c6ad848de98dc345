import type { Tx } from '../../database/handle.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Instant } from '../../kernel/stay.ts'
import { countFailure, forgetFailures } from './lockout.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { refuseLocked, type SignInDeps } from './sign-in.ts'
import { deleteSessionsOf } from './store/sessions.ts'
import { type StaffRow, staffRowById, updateIfPassword, updateStaff } from './store/staff.ts'
import { newTotpSecret, otpauthUri, stepOf } from './totp.ts'

export interface OwnDeps extends SignInDeps {
  /** What an authenticator app shows beside the username. */
  issuer(): string
}

/** Somebody about their own account, by the session they are signed in with. */
export interface Own {
  staffId: string
  tokenHash: string
  address: string
}

const confirmWithinMs = 10 * 60_000

/**
 * Changes one's own password and ends all other sessions. Refusals: `password_wrong`, `password_unfit`,
 * `sign_in_locked`.
 */
export async function changeOwnPassword(
  deps: OwnDeps,
  own: Own,
  wish: { password: string; newPassword: string },
): Promise<void> {
  const row = await provenRow(deps, own, wish.password)
  if (wish.newPassword === wish.password) throw new Refusal('password_unfit', { fields: { newPassword: 'same' } })
  const password_hash = await hashPassword(wish.newPassword)
  await change(deps, own, { row, set: { password_hash, password_until: null }, action: 'staff.password' })
}

/** Makes the secret of one's own codes. Refusals: `password_wrong`, `sign_in_locked`, `totp_is_on`. */
export async function startOwnTotp(
  deps: OwnDeps,
  own: Own,
  { password }: { password: string },
): Promise<{ otpauthUri: string; secret: string; confirmBefore: Instant }> {
  const row = await provenRow(deps, own, password)
  if (row.totp_sealed) throw new Refusal('totp_is_on')
  const secret = newTotpSecret()
  const confirmBefore = deps.clock.now() + confirmWithinMs
  const set = { totp_pending_sealed: deps.sealer.seal(secret), totp_pending_until: confirmBefore }
  await deps.db.transaction(async (tx) => {
    if (!(await updateIfPassword(tx, row, set))) throw new Refusal('password_wrong')
    await audit(tx, deps, { row, action: 'staff.totp_start' })
  })
  return { otpauthUri: otpauthUri({ secret, issuer: deps.issuer(), label: row.username }), secret, confirmBefore }
}

/** Turns codes on by a first one, which is used up. Refusals: `totp_not_started`, `totp_code_wrong`. */
export async function confirmOwnTotp(deps: OwnDeps, own: Own, { code }: { code: string }): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const row = await staffRowById(tx, own.staffId)
    if (!row?.totp_pending_sealed || (row.totp_pending_until ?? 0) <= tx.now) throw new Refusal('totp_not_started')
    const step = stepOf(deps.sealer.open(row.totp_pending_sealed), { code, now: tx.now })
    if (step === null) throw new Refusal('totp_code_wrong')
    await updateStaff(tx, row.id, {
      totp_sealed: row.totp_pending_sealed,
      totp_last_step: step,
      totp_pending_sealed: null,
      totp_pending_until: null,
    })
    await deleteSessionsOf(tx, { staffIds: [row.id], keep: own.tokenHash })
    await audit(tx, deps, { row, action: 'staff.totp_on' })
  })
}

/** Refusals: `password_wrong`, `sign_in_locked`. */
export async function dropOwnTotp(deps: OwnDeps, own: Own, { password }: { password: string }): Promise<void> {
  const row = await provenRow(deps, own, password)
  const set = { totp_sealed: null, totp_pending_sealed: null, totp_pending_until: null }
  await change(deps, own, { row, set, action: 'staff.totp_off' })
}

/** Whoever has a session proves that they are the person. Wrong passwords count as failed sign-ins do. */
async function provenRow(deps: OwnDeps, own: Own, password: string): Promise<StaffRow> {
  const row = await staffRowById(deps.db, own.staffId)
  if (!row) throw new Refusal('session_ended')
  const attempt = { username: row.username, address: own.address }
  await refuseLocked(deps, attempt)
  if (await verifyPassword(password, row.password_hash)) return row
  await deps.db.transaction((tx) => countFailure(tx, attempt))
  throw new Refusal('password_wrong', { fields: { password: 'wrong' } })
}

/** While the password is still the one that was proven. */
async function change(
  deps: OwnDeps,
  own: Own,
  { row, set, action }: { row: StaffRow; set: Partial<StaffRow>; action: string },
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    if (!(await updateIfPassword(tx, row, set))) throw new Refusal('password_wrong')
    await forgetFailures(tx, { username: row.username, address: own.address })
    await deleteSessionsOf(tx, { staffIds: [row.id], keep: own.tokenHash })
    await audit(tx, deps, { row, action })
  })
}

async function audit(tx: Tx, deps: OwnDeps, { row, action }: { row: StaffRow; action: string }): Promise<void> {
  const actor = { kind: 'staff', staffId: row.id, name: row.name } as const
  await deps.audit.record(tx, { actor, action, subject: `staff:${row.id}` })
}
