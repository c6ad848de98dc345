import { ApiProblem, type CallOptions, createClient } from '@contract/client.ts'
import { calls } from '@contract/generated/admin-calls.ts'
import type { Operation, ReplyOf } from '@contract/operation.ts'
import { languageStore, languageTag } from '../state/language.ts'
import { sessionEnded, sessionFound, sessionStore } from '../state/session.ts'
import { transport } from './transport.ts'

export { calls }

const client = createClient(transport, () => {
  const state = sessionStore.get()
  return {
    'accept-language': languageTag(languageStore.get()),
    ...(state.kind === 'in' ? { 'x-csrf-token': state.session.csrfToken } : {}),
  }
})

/**
 * Calls the API: `call(calls.checkIn, { params, body })`. Throws `ApiProblem`, or `Unreachable` when nothing came back;
 * `failureOf` makes either fit for a screen. A session that ended is told to the page, which asks to sign in again; one that
 * was replaced in another tab is taken over, and the call goes out once more: it was refused unread.
 */
export async function call<Op extends Operation<never, never, never, never> | Operation>(
  operation: Op,
  options: CallOptions<Op> = {},
): Promise<ReplyOf<Op>> {
  try {
    return await client.call(operation, options)
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error
    if (error.code === 'session_ended' || error.code === 'login_required') sessionEnded()
    if (error.code !== 'csrf_failed' || !(await isSamePerson())) throw error
    return client.call(operation, options)
  }
}

async function isSamePerson(): Promise<boolean> {
  const before = sessionStore.get()
  const session = await client.call(calls.getStaffSession)
  if (before.kind !== 'in' || before.session.staff.id !== session.staff.id) return false
  sessionFound(session)
  return true
}
