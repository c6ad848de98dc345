import * as contract from '../../../contract/admin/staff.ts'
import { instantOrNull, instantText } from '../../../contract/format.ts'
import { permissions } from '../../../contract/permissions.ts'
import type { Db } from '../../database/handle.ts'
import { type Route, route, type StaffCaller } from '../../http/route.ts'
import { actorOf, mayAt, refuseOfSomeBranches } from '../../http/staff-scope.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { OneTimePassword, Staff, StaffMember } from './index.ts'

/** Others' accounts, and roles. Roles are the chain's: who edits staff at some branches only sees them. */
export function staffAdminRoutes({ db, staff }: { db: Db; staff: Staff }): Route[] {
  const shown = async (caller: StaffCaller, people: readonly StaffMember[]) => {
    const sessions = await staff.sessionCounts(
      db,
      people.map(({ id }) => id),
    )
    return people.map((person) => view(caller, person, sessions.get(person.id) ?? 0))
  }
  const one = async (caller: StaffCaller, person: StaffMember) => (await shown(caller, [person]))[0]!
  const role = async (id: string) => (await staff.listRoles(db)).find((each) => each.id === id)!
  return [
    route(contract.listStaff, async ({ caller, query: { hotelId, cursor, limit = 20, ...query } }) => {
      const where = caller.hotelsWhere('staff.edit')
      const isElsewhere = hotelId !== undefined && !mayAt(caller, 'staff.edit', hotelId)
      const hotelIds = hotelId === undefined ? where : isElsewhere ? [] : [hotelId]
      const filter = { ...query, hotelIds: hotelIds === 'all' ? undefined : hotelIds, after: cursor }
      const page = await staff.list(db, { ...filter, limit: limit + 1 })
      const items = await shown(caller, page.slice(0, limit))
      return { items, nextCursor: page.length > limit ? items.at(-1)!.username : null }
    }),
    route(contract.getStaff, async ({ caller, params }) => {
      const person = await staff.byId(db, params.id)
      if (!person || !isSeen(caller, person)) throw new Refusal('not_found')
      return one(caller, person)
    }),
    route(contract.createStaff, async ({ caller, body }) => {
      const { staff: person, ...password } = await staff.add({ ...body, actor: actorOf(caller) })
      return { staff: await one(caller, person), ...shownOnce(password) }
    }),
    route(contract.editStaff, async ({ caller, params, body }) =>
      one(caller, await staff.edit({ ...body, staffId: params.id, actor: actorOf(caller) })),
    ),
    route(contract.removeStaff, async ({ caller, params }) => ({
      outcome: await staff.remove({ staffId: params.id, actor: actorOf(caller) }),
    })),
    route(contract.resetStaffPassword, async ({ caller, params }) =>
      shownOnce(await staff.resetPassword({ staffId: params.id, actor: actorOf(caller) })),
    ),
    route(contract.resetStaffTotp, async ({ caller, params }) => {
      await staff.resetTotp({ staffId: params.id, actor: actorOf(caller) })
      return undefined
    }),
    route(contract.endStaffSessions, async ({ caller, params }) => ({
      ended: await staff.endSessions({ staffId: params.id, actor: actorOf(caller) }),
    })),
    route(contract.listRoles, async () => ({
      items: await staff.listRoles(db),
      permissions: [...permissions],
    })),
    route(contract.createRole, async ({ caller, body }) => {
      refuseOfSomeBranches(caller, 'staff.edit')
      return role(await staff.createRole({ ...body, actor: actorOf(caller) }))
    }),
    route(contract.editRole, async ({ caller, params, body }) => {
      refuseOfSomeBranches(caller, 'staff.edit')
      await staff.editRole({ ...body, id: params.id, actor: actorOf(caller) })
      return role(params.id)
    }),
    route(contract.removeRole, async ({ caller, params }) => {
      refuseOfSomeBranches(caller, 'staff.edit')
      await staff.removeRole({ id: params.id, actor: actorOf(caller) })
      return undefined
    }),
  ]
}

function isSeen(caller: StaffCaller, { roles }: StaffMember): boolean {
  const where = caller.hotelsWhere('staff.edit')
  return where === 'all' || roles.some(({ hotelId }) => where.includes(hotelId))
}

function shownOnce({ oneTimePassword, oneTimePasswordUntil }: OneTimePassword) {
  return { oneTimePassword, oneTimePasswordUntil: instantText(oneTimePasswordUntil) }
}

function view(caller: StaffCaller, person: StaffMember, sessions: number) {
  const where = caller.hotelsWhere('staff.edit')
  const roles = person.roles.filter(({ hotelId }) => where === 'all' || where.includes(hotelId))
  const { id, username, name, state, hasTotp, oneTimePasswordUntil, signedInAt, createdAt } = person
  return {
    id,
    username,
    name,
    state,
    hasTotp,
    oneTimePasswordUntil: instantOrNull(oneTimePasswordUntil),
    sessions,
    signedInAt: instantOrNull(signedInAt),
    createdAt: instantText(createdAt),
    roles: roles.map(({ role, hotelId }) => ({ role, hotelId })),
    rolesElsewhere: person.roles.length - roles.length,
  }
}
