import type { Permission } from '../../../contract/permissions.ts'
import type { Db, Handle, Tx } from '../../database/handle.ts'
import type { Actor } from '../../kernel/actor.ts'
import { newId } from '../../kernel/ids.ts'
import { isAcceptablePassword } from '../../kernel/password.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Sealer } from '../../ports/sealer.ts'
import type { Audit } from '../audit/index.ts'
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
import {
  countStaff,
  deleteDeadSessions,
  deleteSession,
  insertStaff,
  sessionBy,
  setState,
  setTotp,
  staffById,
  touchSession,
} from './store.ts'

export type { SignInWish } from './sign-in.ts'
export type { RoleGrant, StaffMember } from './staff.ts'

/** Who calls the admin API, and what they may do where. */
export interface StaffCaller {
  staffId: string
  name: string
  roles: readonly RoleGrant[]
  permissions: ReadonlySet<Permission>
  hotelIds: 'all' | string[]
  /** The branches at which they may do that. */
  hotelsWhere(permission: Permission): 'all' | string[]
  csrfToken: string
}

export interface NewStaff {
  username: string
  name: string
  password: string
  roles: readonly RoleGrant[]
}

export type Staff = ReturnType<typeof createStaff>

/** People who work for the chain: sign-in, sessions, roles by branch. */
export function createStaff({ db, clock, sealer, audit }: { db: Db; clock: Clock; sealer: Sealer; audit: Audit }) {
  return {
    signIn: (wish: SignInWish) => signIn({ db, clock, sealer }, wish),

    /** The caller behind a session token's hash; null when the session ended, timed out or the person was disabled. */
    async callerOfSession(tokenHash: string): Promise<StaffCaller | null> {
      const session = await sessionBy(db, tokenHash)
      const now = clock.now()
      if (!session || session.expires_at <= now || session.seen_at + staffIdleMs <= now) return null
      const person = await staffById(db, session.staff_id)
      if (person?.state !== 'active') return null
      if (session.seen_at + staffTouchMs <= now) await db.transaction((tx) => touchSession(tx, tokenHash))
      return callerOf(person, tokenHash)
    },

    signOut: (tokenHash: string) => db.transaction((tx) => deleteSession(tx, tokenHash)),
    sweepSessions: () =>
      db.transaction((tx) => deleteDeadSessions(tx, { expiredBefore: tx.now, idleBefore: tx.now - staffIdleMs })),

    byId: (handle: Handle, id: string): Promise<StaffMember | null> => staffById(handle, id),

    /** Refusals: `invalid_request` for a password of less than 8 or more than 128 characters. */
    async create(wish: NewStaff, actor: Actor): Promise<string> {
      if (!isAcceptablePassword(wish.password)) {
        throw new Refusal('invalid_request', { fields: { password: 'length' } })
      }
      const password_hash = await hashPassword(wish.password)
      return db.transaction((tx) => insert(tx, { ...wish, password_hash }, actor))
    },

    /** Turns one-time codes on (a base32 secret) or off (null). */
    async setTotp(staffId: string, secret: string | null, actor: Actor): Promise<void> {
      await db.transaction(async (tx) => {
        await setTotp(tx, staffId, secret && sealer.seal(secret))
        await audit.record(tx, {
          actor,
          action: secret ? 'staff.totp_on' : 'staff.totp_off',
          subject: `staff:${staffId}`,
        })
      })
    },

    /** Disabling ends the person's sessions in the same transaction. */
    async setState(staffId: string, state: 'active' | 'disabled', actor: Actor): Promise<void> {
      await db.transaction(async (tx) => {
        await setState(tx, staffId, state)
        await audit.record(tx, { actor, action: `staff.${state}`, subject: `staff:${staffId}` })
      })
    },

    isEmpty: async (handle: Handle): Promise<boolean> => (await countStaff(handle)) === 0,
  }

  async function insert(
    tx: Tx,
    wish: Omit<NewStaff, 'password'> & { password_hash: string },
    actor: Actor,
  ): Promise<string> {
    const id = newId('stf')
    const { username, name, password_hash } = wish
    const row = {
      id,
      username,
      name,
      password_hash,
      totp_sealed: null,
      totp_last_step: 0,
      state: 'active' as const,
      created_at: tx.now,
    }
    await insertStaff(tx, row, wish.roles)
    await audit.record(tx, {
      actor,
      action: 'staff.create',
      subject: `staff:${id}`,
      after: { username, roles: wish.roles },
    })
    return id
  }

  function callerOf(person: StaffMember, tokenHash: string): StaffCaller {
    return {
      staffId: person.id,
      name: person.name,
      roles: person.roles,
      permissions: permissionsOf(person.roles),
      hotelIds: hotelsOf(person.roles),
      hotelsWhere: (permission) => hotelsWhere(person.roles, permission),
      csrfToken: sealer.blindIndex('csrf', tokenHash),
    }
  }
}
