/** Who does something: written into the order's story and the audit log. */
export type Actor =
  | { kind: 'guest'; memberId: string }
  | { kind: 'staff'; staffId: string; name: string }
  | { kind: 'system'; cause: string }

/** A person of the staff, by name. */
export type StaffActor = Extract<Actor, { kind: 'staff' }>

/** The actor as one short text for a column: `guest:mem_…`, `staff:stf_…`, `system:sweep`. */
export function actorText(actor: Actor): string {
  if (actor.kind === 'guest') return `guest:${actor.memberId}`
  if (actor.kind === 'staff') return `staff:${actor.staffId}`
  return `system:${actor.cause}`
}
