import type { Permission } from '../../../contract/permissions.ts'
import type { Instant } from '../../kernel/stay.ts'

/** A role at one branch, or at all of them. `role` is a built-in one's name or an own one's id. */
export interface RoleGrant {
  role: string
  hotelId: string | '*'
}

/** The same with what the role permits now. */
export interface HeldRole extends RoleGrant {
  permissions: readonly Permission[]
}

export interface StaffMember {
  id: string
  username: string
  name: string
  state: 'active' | 'disabled' | 'archived'
  hasTotp: boolean
  /** Null when they have chosen their own. */
  oneTimePasswordUntil: Instant | null
  signedInAt: Instant | null
  createdAt: Instant
  roles: HeldRole[]
}

/** A session of the admin web ends after this long without a call, and after this long whatever happens. */
export const staffIdleMs = 30 * 60_000
export const staffAbsoluteMs = 12 * 3_600_000
/** How often a living session's row is touched. */
export const staffTouchMs = 60_000

type Held = Pick<HeldRole, 'hotelId' | 'permissions'>

/** The branches at which somebody may do something: all, or those listed. */
export function hotelsWhere(roles: readonly Held[], permission: Permission): 'all' | string[] {
  const able = roles.filter(({ permissions }) => permissions.includes(permission))
  if (able.some(({ hotelId }) => hotelId === '*')) return 'all'
  return [...new Set(able.map(({ hotelId }) => hotelId))]
}

/** Everything somebody may do somewhere. */
export function permissionsOf(roles: readonly Held[]): Set<Permission> {
  return new Set(roles.flatMap(({ permissions }) => permissions))
}

/** The branches somebody has any role at. */
export function hotelsOf(roles: readonly Held[]): 'all' | string[] {
  if (roles.some(({ hotelId }) => hotelId === '*')) return 'all'
  return [...new Set(roles.map(({ hotelId }) => hotelId))]
}

/** What of those rights somebody with these roles does not have at the same place. */
export function missingRights(mine: readonly Held[], theirs: readonly Held[]): Permission[] {
  const missing = theirs.flatMap(({ hotelId, permissions }) =>
    permissions.filter((permission) => {
      const where = hotelsWhere(mine, permission)
      return where !== 'all' && !where.includes(hotelId)
    }),
  )
  return [...new Set(missing)]
}
