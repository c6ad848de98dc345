import type { Permission } from '../../../contract/permissions.ts'
import type { Db, Handle } from '../../database/handle.ts'
import type { Actor } from '../../kernel/actor.ts'
import { newId } from '../../kernel/ids.ts'
import { isAcceptablePassword } from '../../kernel/password.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Sealer } from '../../ports/sealer.ts'
import type { Audit } from '../audit/index.ts'
import { createRole, editRole, listRoles, removeRole } from './manage-roles.ts'
import {
  addStaff,
  editStaff,
  endSessions,
  type ManageDeps,
  removeStaff,
  resetPassword,
  resetTotp,
} from './manage-staff.ts'
import { changeOwnPassword, confirmOwnTotp, dropOwnTotp, type Own, startOwnTotp } from './own-account.ts'
import { hashPassword } from './password.ts'
import { type SignInWish, signIn } from './sign-in.ts'
import {
  hotelsOf,
  hotelsWhere,
  permissionsOf,
  type RoleGrant,
  type StaffMember,
  staffIdleMs,
  staffTouchMs,
} from './staff.ts'
import { replaceRoles } from './store/roles.ts'
import { deleteDeadSessions, deleteSession, sessionBy, sessionCounts, touchSession } from './store/sessions.ts'
import { countStaff, insertStaff, listStaff, type StaffFilter, staffById } from './store/staff.ts'

export type { RoleView } from './manage-roles.ts'
export type { OneTimePassword } from './manage-staff.ts'
export type { SignInWish } from './sign-in.ts'
export type { RoleGrant, StaffMember } from './staff.ts'
export type { StaffFilter } from './store/staff.ts'

/** Who calls the admin API, and what they may do where. */
export interface StaffCaller {
  staffId: string
  username: string
  name: string
  roles: readonly RoleGrant[]
  permissions: ReadonlySet<Permission>
  hotelIds: 'all' | string[]
  /** The branches at which they may do that. */
  hotelsWhere(permission: Permission): 'all' | string[]
  hasTotp: boolean
  /** Signed in by a one-time password: nothing is permitted until they have chosen their own. */
  mustChangePassword: boolean
  csrfToken: string
}

export interface NewStaff {
  username: string
  name: string
  password: string
  roles: readonly RoleGrant[]
}

export interface StaffDeps {
  db: Db
  clock: Clock
  sealer: Sealer
  audit: Audit
  knownHotels: ManageDeps['knownHotels']
  /** What an authenticator app shows beside the username. */
  issuer(): string
}

export type Staff = ReturnType<typeof createStaff>

/** The wish of a verb, less what a caller does not say. */
type WishOf<Verb extends (tx: never, deps: never, wish: never) => unknown> = Parameters<Verb>[2]

/** People who work for the chain: sign-in, sessions, roles by branch. */
export function createStaff(deps: StaffDeps) {
  const { db, clock, sealer, audit } = deps
  return {
    signIn: (wish: SignInWish) => signIn(deps, wish),

    /** The caller behind a session token's hash; null when the session ended, timed out or the person was disabled. */
    async callerOfSession(tokenHash: string): Promise<StaffCaller | null> {
      const live = await liveSession(tokenHash)
      if (!live) return null
      if (live.seenAt + staffTouchMs <= clock.now()) await db.transaction((tx) => touchSession(tx, tokenHash))
      return callerOf(live.person, tokenHash)
    },

    /** The same without being a use of the session: whoever only listens does not keep it from idling out. */
    async listenerOfSession(tokenHash: string): Promise<StaffCaller | null> {
      const live = await liveSession(tokenHash)
      return live && callerOf(live.person, tokenHash)
    },

    signOut: (tokenHash: string) => db.transaction((tx) => deleteSession(tx, tokenHash)),
    sweepSessions: () =>
      db.transaction((tx) => deleteDeadSessions(tx, { expiredBefore: tx.now, idleBefore: tx.now - staffIdleMs })),

    /** One's own account. See `own-account.ts`. */
    changeOwnPassword: (own: Own, wish: Parameters<typeof changeOwnPassword>[2]) => changeOwnPassword(deps, own, wish),
    startOwnTotp: (own: Own, wish: { password: string }) => startOwnTotp(deps, own, wish),
    confirmOwnTotp: (own: Own, wish: { code: string }) => confirmOwnTotp(deps, own, wish),
    dropOwnTotp: (own: Own, wish: { password: string }) => dropOwnTotp(deps, own, wish),

    /** Others' accounts. See `manage-staff.ts`. */
    add: (wish: Parameters<typeof addStaff>[1]) => addStaff(deps, wish),
    edit: (wish: WishOf<typeof editStaff>) => db.transaction((tx) => editStaff(tx, deps, wish)),
    remove: (wish: WishOf<typeof removeStaff>) => db.transaction((tx) => removeStaff(tx, deps, wish)),
    resetPassword: (wish: Parameters<typeof resetPassword>[1]) => resetPassword(deps, wish),
    resetTotp: (wish: WishOf<typeof resetTotp>) => db.transaction((tx) => resetTotp(tx, deps, wish)),
    endSessions: (wish: WishOf<typeof endSessions>) => db.transaction((tx) => endSessions(tx, deps, wish)),
    byId: (handle: Handle, id: string): Promise<StaffMember | null> => staffById(handle, id),
    list: (handle: Handle, filter: StaffFilter): Promise<StaffMember[]> => listStaff(handle, filter),
    /** How many sessions of each are open; who has none is not in it. */
    sessionCounts: (handle: Handle, staffIds: readonly string[]) =>
      sessionCounts(handle, { staffIds, now: clock.now(), idleMs: staffIdleMs }),

    /** Roles. See `manage-roles.ts`. */
    listRoles,
    createRole: (wish: WishOf<typeof createRole>) => db.transaction((tx) => createRole(tx, deps, wish)),
    editRole: (wish: WishOf<typeof editRole>) => db.transaction((tx) => editRole(tx, deps, wish)),
    removeRole: (wish: WishOf<typeof removeRole>) => db.transaction((tx) => removeRole(tx, deps, wish)),

    /**
     * A person with a password of their own, of whatever rights: for the house itself, not for a caller. Refusals:
     * `invalid_request` for a password of less than 8 or more than 128 characters, `username_taken`.
     */
    async create({ username, name, password, roles }: NewStaff, actor: Actor): Promise<string> {
      if (!isAcceptablePassword(password)) throw new Refusal('invalid_request', { fields: { password: 'length' } })
      const password_hash = await hashPassword(password)
      return db.transaction(async (tx) => {
        const id = newId('stf')
        const row = { id, username, name, password_hash, password_until: null }
        if (!(await insertStaff(tx, row))) throw new Refusal('username_taken', { fields: { username: 'taken' } })
        await replaceRoles(tx, id, roles)
        await audit.record(tx, { actor, action: 'staff.create', subject: `staff:${id}`, after: { username, roles } })
        return id
      })
    },

    isEmpty: async (handle: Handle): Promise<boolean> => (await countStaff(handle)) === 0,
  }

  async function liveSession(tokenHash: string): Promise<{ person: StaffMember; seenAt: number } | null> {
    const session = await sessionBy(db, tokenHash)
    const now = clock.now()
    if (!session || session.expires_at <= now || session.seen_at + staffIdleMs <= now) return null
    const person = await staffById(db, session.staff_id)
    return person?.state === 'active' ? { person, seenAt: session.seen_at } : null
  }

  function callerOf(person: StaffMember, tokenHash: string): StaffCaller {
    const mustChangePassword = person.oneTimePasswordUntil !== null
    const roles = mustChangePassword ? [] : person.roles
    return {
      staffId: person.id,
      username: person.username,
      name: person.name,
      roles,
      permissions: permissionsOf(roles),
      hotelIds: hotelsOf(roles),
      hotelsWhere: (permission) => hotelsWhere(roles, permission),
      hasTotp: person.hasTotp,
      mustChangePassword,
      csrfToken: sealer.blindIndex('csrf', tokenHash),
    }
  }
}
