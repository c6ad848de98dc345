import { type Permission, type RoleName, roleNames, rolePermissions } from '../../../../contract/permissions.ts'
import { changed, type Handle, over, type Tx } from '../../../database/handle.ts'
import type { HeldRole, RoleGrant } from '../staff.ts'
import type { StaffTables } from '../tables.ts'

/** All SQL on roles: the chain's own ones, and who holds which. */

export interface OwnRole {
  id: string
  name: { zh: string; en?: string | undefined }
  permissions: Permission[]
  version: number
}

export const isBuiltIn = (role: string): role is RoleName => (roleNames as readonly string[]).includes(role)

export async function ownRoles(handle: Handle): Promise<OwnRole[]> {
  const rows = await on(handle).selectFrom('own_role').selectAll().orderBy('created_at').orderBy('id').execute()
  return rows.map(readRole)
}

export async function ownRole(handle: Handle, id: string): Promise<OwnRole | null> {
  const row = await on(handle).selectFrom('own_role').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? readRole(row) : null
}

export async function insertOwnRole(tx: Tx, role: Omit<OwnRole, 'version'>): Promise<void> {
  await on(tx)
    .insertInto('own_role')
    .values({ ...columnsOf(role), id: role.id, version: 1, created_at: tx.now })
    .execute()
}

/** Over the version that was read; false when somebody was faster. */
export async function updateOwnRole(tx: Tx, role: OwnRole): Promise<boolean> {
  const result = await on(tx)
    .updateTable('own_role')
    .set({ ...columnsOf(role), version: role.version + 1 })
    .where('id', '=', role.id)
    .where('version', '=', role.version)
    .executeTakeFirst()
  return changed(result) === 1
}

export async function deleteOwnRole(tx: Tx, id: string): Promise<void> {
  await on(tx).deleteFrom('own_role').where('id', '=', id).execute()
}

/** How many people hold each role; who holds it at several branches counts once. */
export async function holdersByRole(handle: Handle): Promise<Map<string, number>> {
  const rows = await on(handle)
    .selectFrom('staff_role')
    .select((eb) => ['role', eb.fn.count<number>('staff_id').distinct().as('count')])
    .groupBy('role')
    .execute()
  return new Map(rows.map((row) => [row.role, Number(row.count)]))
}

export async function holdersOf(handle: Handle, role: string): Promise<string[]> {
  const rows = await on(handle)
    .selectFrom('staff_role')
    .select('staff_id')
    .distinct()
    .where('role', '=', role)
    .execute()
  return rows.map((row) => row.staff_id)
}

/** What these people hold, with what it permits now. A role that is no more permits nothing. */
export async function rolesOfMany(handle: Handle, staffIds: readonly string[]): Promise<Map<string, HeldRole[]>> {
  if (staffIds.length === 0) return new Map()
  const rows = await on(handle)
    .selectFrom('staff_role')
    .leftJoin('own_role', 'own_role.id', 'staff_role.role')
    .select(['staff_id', 'role', 'hotel_id', 'permissions_json'])
    .where('staff_id', 'in', staffIds)
    .orderBy('hotel_id')
    .orderBy('role')
    .execute()
  const held = rows.map((row) => ({
    staffId: row.staff_id,
    role: row.role,
    hotelId: row.hotel_id,
    permissions: isBuiltIn(row.role) ? rolePermissions[row.role] : JSON.parse(row.permissions_json ?? '[]'),
  }))
  const byPerson = Map.groupBy(held, ({ staffId }) => staffId)
  return new Map([...byPerson].map(([id, roles]) => [id, roles.map(({ staffId: _, ...role }) => role)]))
}

/** Those grants with what they permit; null for a role that does not exist. */
export async function permittedBy(handle: Handle, grants: readonly RoleGrant[]): Promise<(HeldRole | null)[]> {
  const own = new Map((await ownRoles(handle)).map((role) => [role.id, role.permissions]))
  return grants.map((grant) => {
    const permissions = isBuiltIn(grant.role) ? rolePermissions[grant.role] : own.get(grant.role)
    return permissions ? { ...grant, permissions } : null
  })
}

export async function replaceRoles(tx: Tx, staffId: string, grants: readonly RoleGrant[]): Promise<void> {
  await on(tx).deleteFrom('staff_role').where('staff_id', '=', staffId).execute()
  for (const { role, hotelId } of grants) {
    await on(tx).insertInto('staff_role').values({ staff_id: staffId, role, hotel_id: hotelId }).execute()
  }
}

function columnsOf({ name, permissions }: Pick<OwnRole, 'name' | 'permissions'>) {
  return { name_json: JSON.stringify(name), permissions_json: JSON.stringify(permissions) }
}

function readRole(row: StaffTables['own_role']): OwnRole {
  return {
    id: row.id,
    name: JSON.parse(row.name_json),
    permissions: JSON.parse(row.permissions_json),
    version: row.version,
  }
}

function on(handle: Handle) {
  return over<StaffTables>(handle)
}
