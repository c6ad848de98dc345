import { type Permission, roleNames, rolePermissions } from '../../../contract/permissions.ts'
import type { Handle, Tx } from '../../database/handle.ts'
import type { StaffActor } from '../../kernel/actor.ts'
import { newId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Audit } from '../audit/index.ts'
import { missingRights } from './staff.ts'
import {
  deleteOwnRole,
  holdersByRole,
  holdersOf,
  insertOwnRole,
  isBuiltIn,
  type OwnRole,
  ownRole,
  ownRoles,
  updateOwnRole,
} from './store/roles.ts'
import { deleteSessionsOf } from './store/sessions.ts'
import { staffById } from './store/staff.ts'

export interface RoleView {
  id: string
  /** Null for those that come built in. */
  name: OwnRole['name'] | null
  isBuiltIn: boolean
  permissions: Permission[]
  heldBy: number
}

interface Deps {
  audit: Audit
}

const ownRolesAtMost = 100
/** As long as the column that names it in `staff_role`. */
const idLength = 16

/** Those that come built in, then the chain's own as they were made. */
export async function listRoles(handle: Handle): Promise<RoleView[]> {
  const held = await holdersByRole(handle)
  const builtIn = roleNames.map((id) => ({ id, name: null, isBuiltIn: true, permissions: [...rolePermissions[id]] }))
  const own = (await ownRoles(handle)).map(({ version: _, ...role }) => ({ ...role, isBuiltIn: false }))
  return [...builtIn, ...own].map((role) => ({ ...role, heldBy: held.get(role.id) ?? 0 }))
}

/** Refusals: `roles_full`, `forbidden` for a permission the actor does not have at all branches. */
export async function createRole(
  tx: Tx,
  { audit }: Deps,
  { name, permissions, actor }: { name: OwnRole['name']; permissions: readonly Permission[]; actor: StaffActor },
): Promise<string> {
  await refuseBeyond(tx, actor, permissions)
  if ((await ownRoles(tx)).length >= ownRolesAtMost) throw new Refusal('roles_full')
  const role = { id: newId('rol').slice(0, idLength), name, permissions: [...permissions] }
  await insertOwnRole(tx, role)
  await audit.record(tx, { actor, action: 'role.create', subject: `role:${role.id}`, after: { name, permissions } })
  return role.id
}

/**
 * Only what is added has to be the actor's. Where the role loses a permission, the sessions of those who hold it end.
 * Refusals: `not_found`, `role_built_in`, `changed_meanwhile`, `forbidden`.
 */
export async function editRole(
  tx: Tx,
  { audit }: Deps,
  wish: {
    id: string
    name?: OwnRole['name'] | undefined
    permissions?: readonly Permission[] | undefined
    actor: StaffActor
  },
): Promise<void> {
  const before = await own(tx, wish.id)
  const permissions = [...(wish.permissions ?? before.permissions)]
  const added = permissions.filter((permission) => !before.permissions.includes(permission))
  await refuseBeyond(tx, wish.actor, added)
  const after = { ...before, name: wish.name ?? before.name, permissions }
  if (!(await updateOwnRole(tx, after))) throw new Refusal('changed_meanwhile')
  if (before.permissions.some((permission) => !permissions.includes(permission))) {
    await deleteSessionsOf(tx, { staffIds: await holdersOf(tx, wish.id) })
  }
  const facts = ({ name, permissions }: OwnRole) => ({ name, permissions })
  await audit.record(tx, {
    actor: wish.actor,
    action: 'role.edit',
    subject: `role:${wish.id}`,
    before: facts(before),
    after: facts(after),
  })
}

/** Refusals: `not_found`, `role_built_in`, `role_in_use`. */
export async function removeRole(tx: Tx, { audit }: Deps, { id, actor }: { id: string; actor: StaffActor }) {
  const { name, permissions } = await own(tx, id)
  const heldBy = (await holdersOf(tx, id)).length
  if (heldBy > 0) throw new Refusal('role_in_use', { facts: { heldBy } })
  await deleteOwnRole(tx, id)
  await audit.record(tx, { actor, action: 'role.remove', subject: `role:${id}`, before: { name, permissions } })
}

async function own(tx: Tx, id: string): Promise<OwnRole> {
  if (isBuiltIn(id)) throw new Refusal('role_built_in')
  const role = await ownRole(tx, id)
  if (!role) throw new Refusal('not_found')
  return role
}

/** An own role may be given at any branch, so it is made of what its maker may do at all of them. */
async function refuseBeyond(tx: Tx, actor: StaffActor, permissions: readonly Permission[]): Promise<void> {
  const mine = (await staffById(tx, actor.staffId))?.roles ?? []
  const missing = missingRights(mine, [{ hotelId: '*', permissions }])
  if (missing.length > 0)
    throw new Refusal('forbidden', { fields: { permissions: 'right_not_held' }, facts: { missing } })
}
