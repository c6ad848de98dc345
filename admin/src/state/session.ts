import type { calls } from '@contract/generated/admin-calls.ts'
import type { ReplyOf } from '@contract/operation.ts'
import type { Permission } from '@contract/permissions.ts'
import { createStore, useStore } from './store.ts'

export type StaffSession = ReplyOf<typeof calls.getStaffSession>
export type Staff = StaffSession['staff']

/**
 * `ended`: the server has forgotten a session this page still works with; whoever had it signs in again over what is
 * shown, and nothing typed is lost.
 */
export type SessionState = { kind: 'unknown' } | { kind: 'out' } | { kind: 'in'; session: StaffSession; ended: boolean }

export const sessionStore = createStore<SessionState>({ kind: 'unknown' })

export function useSession(): SessionState {
  return useStore(sessionStore)
}

/** Who is signed in. For what is inside the frame, where somebody always is. */
export function useStaff(): Staff {
  const state = useSession()
  if (state.kind !== 'in') throw new Error('nobody is signed in')
  return state.session.staff
}

/** Whether the one who is signed in may do that somewhere. The server decides where. */
export function useMay(): (permission: Permission | undefined) => boolean {
  const { permissions } = useStaff()
  return (permission) => permission === undefined || permissions.includes(permission)
}

/** Somebody signed in. Another person than before starts with a fresh page: what is shown was not theirs. */
export function signedIn(session: StaffSession): void {
  const before = sessionStore.get()
  const isAnother = before.kind === 'in' && before.session.staff.id !== session.staff.id
  if (isAnother) location.reload()
  else sessionFound(session)
}

export function sessionFound(session: StaffSession): void {
  sessionStore.set({ kind: 'in', session, ended: false })
}

export function sessionEnded(): void {
  const before = sessionStore.get()
  sessionStore.set(before.kind === 'in' ? { ...before, ended: true } : { kind: 'out' })
}
