import { bodyHashOf, type RequestKey } from '../database/request-keys.ts'
import type { StaffCaller } from './route.ts'

/** Only what was sent: a member that is missing changes nothing. */
export function given<Body extends object>(body: Body): { [Name in keyof Body]: Exclude<Body[Name], undefined> } {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as never
}

/** A call of the staff by its `Idempotency-Key`. */
export function requestOf(
  { staffId }: StaffCaller,
  operation: { id: string },
  sent: { key: string; body: unknown },
): RequestKey {
  return { caller: staffId, key: sent.key, bodyHash: bodyHashOf(operation.id, sent.body) }
}
