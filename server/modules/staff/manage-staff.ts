import { randomBytes } from 'node:crypto'
import type { Db, Tx } from '../../database/handle.ts'
import type { StaffActor } from '../../kernel/actor.ts'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Instant } from '../../kernel/stay.ts'
import type { Audit } from '../audit/index.ts'
import { hashPassword } from './password.ts'
import { type HeldRole, hotelsWhere, missingRights, type RoleGrant, type StaffMember } from './staff.ts'
import { permittedBy, replaceRoles } from './store/roles.ts'
import { deleteSessionsOf } from './store/sessions.ts'
import { countOwners, deleteStaff, insertStaff, staffById, updateStaff } from './store/staff.ts'

export interface ManageDeps {
  db: Db
  audit: Audit
  /** Which of these branches exist. */
  knownHotels(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>>
}

export interface OneTimePassword {
  oneTimePassword: string
  oneTimePasswordUntil: Instant
}

const oneTimePasswordMs = 72 * 3_600_000

/**
 * Adds a person with a one-time password. Refusals: `username_taken`, `roles_invalid`, `forbidden` for a right or a
 * branch that is not the actor's to give.
 */
export async function addStaff(
  deps: ManageDeps,
  wish: { username: string; name: string; roles: readonly RoleGrant[]; actor: StaffActor },
): Promise<{ staff: StaffMember } & OneTimePassword> {
  const password = await newOneTimePassword()
  return deps.db.transaction(async (tx) => {
    const roles = await givenRoles(tx, deps, wish)
    const id = newId('stf')
    const { username, name } = wish
    const until = tx.now + oneTimePasswordMs
    const row = { id, username, name, password_hash: password.hash, password_until: until }
    if (!(await insertStaff(tx, row))) throw new Refusal('username_taken', { fields: { username: 'taken' } })
    await replaceRoles(tx, id, roles)
    await record(tx, deps, { actor: wish.actor, action: 'staff.create', id, after: { username, roles: wish.roles } })
    return { staff: (await staffById(tx, id))!, oneTimePassword: password.text, oneTimePasswordUntil: until }
  })
}

/**
 * Changes name, roles or state. Other roles, and being disabled, end the person's sessions; somebody archived comes
 * back with `state: 'active'`. Refusals: `not_found`, `roles_invalid`, `own_account`, `last_owner`, `forbidden`.
 */
export async function editStaff(
  tx: Tx,
  deps: ManageDeps,
  wish: {
    staffId: string
    name?: string | undefined
    roles?: readonly RoleGrant[] | undefined
    state?: 'active' | 'disabled' | undefined
    actor: StaffActor
  },
): Promise<StaffMember> {
  const { actor, staffId, name, state } = wish
  const person = await subjectOf(tx, wish)
  if (state === 'disabled') refuseOneself(wish)
  const roles = wish.roles && (await givenRoles(tx, deps, { roles: wish.roles, actor }))
  if (name !== undefined) await updateStaff(tx, staffId, { name })
  if (state) await updateStaff(tx, staffId, { state, archived_at: null })
  if (roles) await replaceRoles(tx, staffId, roles)
  if (roles || state === 'disabled') {
    await deleteSessionsOf(tx, { staffIds: [staffId] })
    await refuseNoOwner(tx)
  }
  const after = (await staffById(tx, staffId))!
  await record(tx, deps, { actor, action: 'staff.edit', id: staffId, before: factsOf(person), after: factsOf(after) })
  return after
}

/**
 * Deletes who never signed in, so that nothing speaks of them; archives anybody else. Refusals: `not_found`,
 * `own_account`, `last_owner`, `forbidden`.
 */
export async function removeStaff(
  tx: Tx,
  deps: ManageDeps,
  wish: { staffId: string; actor: StaffActor },
): Promise<'deleted' | 'archived'> {
  const { staffId, actor } = wish
  const person = await subjectOf(tx, wish)
  refuseOneself(wish)
  const outcome = person.signedInAt === null ? 'deleted' : 'archived'
  await replaceRoles(tx, staffId, [])
  await deleteSessionsOf(tx, { staffIds: [staffId] })
  if (outcome === 'deleted') await deleteStaff(tx, staffId)
  else await updateStaff(tx, staffId, { state: 'disabled', archived_at: tx.now })
  await refuseNoOwner(tx)
  await record(tx, deps, { actor, action: `staff.${outcome}`, id: staffId, before: factsOf(person) })
  return outcome
}

/** A one-time password in place of theirs; their sessions end. Refusals: `not_found`, `own_account`, `forbidden`. */
export async function resetPassword(
  deps: ManageDeps,
  wish: { staffId: string; actor: StaffActor },
): Promise<OneTimePassword> {
  const password = await newOneTimePassword()
  return deps.db.transaction(async (tx) => {
    await subjectOf(tx, wish)
    refuseOneself(wish)
    const until = tx.now + oneTimePasswordMs
    await updateStaff(tx, wish.staffId, { password_hash: password.hash, password_until: until })
    await deleteSessionsOf(tx, { staffIds: [wish.staffId] })
    await record(tx, deps, { actor: wish.actor, action: 'staff.reset_password', id: wish.staffId })
    return { oneTimePassword: password.text, oneTimePasswordUntil: until }
  })
}

/** Turns their one-time codes off; their sessions end. Refusals: `not_found`, `own_account`, `forbidden`. */
export async function resetTotp(tx: Tx, deps: ManageDeps, wish: { staffId: string; actor: StaffActor }): Promise<void> {
  await subjectOf(tx, wish)
  refuseOneself(wish)
  const set = { totp_sealed: null, totp_pending_sealed: null, totp_pending_until: null }
  await updateStaff(tx, wish.staffId, set)
  await deleteSessionsOf(tx, { staffIds: [wish.staffId] })
  await record(tx, deps, { actor: wish.actor, action: 'staff.reset_totp', id: wish.staffId })
}

/** Signs them out everywhere. Refusals: `not_found`, `forbidden`. */
export async function endSessions(
  tx: Tx,
  deps: ManageDeps,
  wish: { staffId: string; actor: StaffActor },
): Promise<number> {
  await subjectOf(tx, wish)
  const ended = await deleteSessionsOf(tx, { staffIds: [wish.staffId] })
  await record(tx, deps, { actor: wish.actor, action: 'staff.end_sessions', id: wish.staffId, after: { ended } })
  return ended
}

/** Whether somebody with these roles sees that person among the staff: all, or who has a role at a branch of theirs. */
export function sees(mine: readonly HeldRole[], theirs: readonly HeldRole[]): boolean {
  const where = hotelsWhere(mine, 'staff.edit')
  return where === 'all' || theirs.some(({ hotelId }) => where.includes(hotelId))
}

/**
 * The person, whom the actor sees, and who has no right that the actor lacks: otherwise a new password would be a way
 * to it. Rights are read in the transaction, not taken from the session. Refusals: `not_found`, `forbidden`.
 */
async function subjectOf(tx: Tx, { staffId, actor }: { staffId: string; actor: StaffActor }): Promise<StaffMember> {
  const mine = (await staffById(tx, actor.staffId))?.roles ?? []
  const person = await staffById(tx, staffId)
  if (!person || !sees(mine, person.roles)) throw new Refusal('not_found')
  refuseBeyond(mine, person.roles)
  return person
}

async function givenRoles(
  tx: Tx,
  deps: ManageDeps,
  { roles, actor }: { roles: readonly RoleGrant[]; actor: StaffActor },
): Promise<HeldRole[]> {
  const mine = (await staffById(tx, actor.staffId))?.roles ?? []
  const named = new Map(roles.map((grant) => [`${grant.role} ${grant.hotelId}`, grant]))
  const held = await permittedBy(tx, [...named.values()])
  if (held.includes(null)) throw new Refusal('roles_invalid', { fields: { roles: 'unknown_role' } })
  const given = held as HeldRole[]
  refuseBeyond(mine, given)
  const hotelIds = [...new Set(given.flatMap(({ hotelId }) => (hotelId === '*' ? [] : [hotelId])))]
  const known = await deps.knownHotels(tx, hotelIds)
  if (hotelIds.some((id) => !known.has(id))) throw new Refusal('roles_invalid', { fields: { roles: 'unknown_branch' } })
  return given
}

/** Roles at places where the actor does not edit staff, or with rights the actor lacks there. Refusal: `forbidden`. */
function refuseBeyond(mine: readonly HeldRole[], theirs: readonly HeldRole[]): void {
  const where = hotelsWhere(mine, 'staff.edit')
  const isElsewhere = where !== 'all' && theirs.some(({ hotelId }) => !where.includes(hotelId))
  const missing = missingRights(mine, theirs)
  if (!isElsewhere && missing.length === 0) return
  throw new Refusal('forbidden', {
    fields: { roles: isElsewhere ? 'other_branch' : 'right_not_held' },
    facts: { missing },
  })
}

function refuseOneself({ staffId, actor }: { staffId: string; actor: StaffActor }): void {
  if (staffId === actor.staffId) throw new Refusal('own_account')
}

/** Looked at after the change. The audit's chain lets one change of the staff follow another, never two at once. */
async function refuseNoOwner(tx: Tx): Promise<void> {
  if ((await countOwners(tx)) === 0) throw new Refusal('last_owner')
}

async function newOneTimePassword(): Promise<{ text: string; hash: string }> {
  const text = randomBytes(12).toString('base64url')
  return { text, hash: await hashPassword(text) }
}

function factsOf({ username, name, state, roles }: StaffMember) {
  return { username, name, state, roles: roles.map(({ role, hotelId }) => ({ role, hotelId })) }
}

async function record(
  tx: Tx,
  { audit }: ManageDeps,
  { id, ...entry }: { actor: StaffActor; action: string; id: string; before?: unknown; after?: unknown },
): Promise<void> {
  await audit.record(tx, { ...entry, subject: `staff:${id}` })
}
