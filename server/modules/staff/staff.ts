import { type Permission, type RoleName, rolePermissions } from '../../../contract/permissions.ts'

/** A role at one branch, or at all of them. */
export interface RoleGrant {
  role: RoleName
  hotelId: string | '*'
}

export interface StaffMember {
  id: string
  username: string
  name: string
  state: 'active' | 'disabled'
  hasTotp: boolean
  roles: RoleGrant[]
}

/** A session of the admin web ends after this long without a call, and after this long whatever happens. */
export const staffIdleMs = 30 * 60_000
export const staffAbsoluteMs = 12 * 3_600_000
/** How often a living session's row is touched. */
export const staffTouchMs = 60_000

/** The branches at which somebody may do something: all, or those listed. */
export function hotelsWhere(roles: readonly RoleGrant[], permission: Permission): 'all' | string[] {
  const able = roles.filter(({ role }) => rolePermissions[role].includes(permission))
  if (able.some(({ hotelId }) => hotelId === '*')) return 'all'
  return [...new Set(able.map(({ hotelId }) => hotelId))]
}

/** Everything somebody may do somewhere. */
export function permissionsOf(roles: readonly RoleGrant[]): Set<Permission> {
  return new Set(roles.flatMap(({ role }) => rolePermissions[role]))
}

/** The branches somebody has any role at. */
export function hotelsOf(roles: readonly RoleGrant[]): 'all' | string[] {
  if (roles.some(({ hotelId }) => hotelId === '*')) return 'all'
  return [...new Set(roles.map(({ hotelId }) => hotelId))]
}
