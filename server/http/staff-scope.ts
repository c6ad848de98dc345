import type { Permission } from '../../contract/permissions.ts'
import type { StaffActor } from '../kernel/actor.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { StaffCaller } from './route.ts'

/** Whether the caller may do that at that branch. */
export function mayAt(caller: StaffCaller, permission: Permission, hotelId: string): boolean {
  const where = caller.hotelsWhere(permission)
  return where === 'all' || where.includes(hotelId)
}

/** Another branch's things are not found. Refusal: `not_found`. */
export function refuseElsewhere(caller: StaffCaller, permission: Permission, hotelId: string | null): void {
  if (hotelId === null ? caller.hotelsWhere(permission) !== 'all' : !mayAt(caller, permission, hotelId))
    throw new Refusal('not_found')
}

/** What is the chain’s takes the permission at all branches. Refusal: `forbidden`. */
export function refuseOfSomeBranches(caller: StaffCaller, permission: Permission): void {
  if (caller.hotelsWhere(permission) !== 'all') throw new Refusal('forbidden')
}

export function actorOf({ staffId, name }: StaffCaller): StaffActor {
  return { kind: 'staff', staffId, name }
}

/** Who asks and at which branches they may, for a verb that finds out of which branch a thing is. */
export function scopeOf(caller: StaffCaller, permission: Permission) {
  return { actor: actorOf(caller), mayAt: (hotelId: string) => mayAt(caller, permission, hotelId) }
}
