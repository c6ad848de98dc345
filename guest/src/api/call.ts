import { ApiProblem, type CallOptions, createClient } from '@contract/client.ts'
import { calls } from '@contract/generated/guest-calls.ts'
import type { Operation, ReplyOf } from '@contract/operation.ts'
import { languageStore } from '../state/language.ts'
import { sessionStore } from '../state/session.ts'
import { attend } from './attend.ts'
import { serverClock } from './clock.ts'
import { transport } from './transport'

export { calls }

const client = createClient(
  attend(transport, serverClock.heard, () => Date.now()),
  () => {
    const { token } = sessionStore.get()
    return {
      'accept-language': languageStore.get() === 'en' ? 'en' : 'zh-CN',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    }
  },
)

/**
 * Calls the API: `call(calls.placeOrder, { body, idempotencyKey })`. Throws `ApiProblem`, or `Unreachable` when nothing
 * came back; `failureOf` makes either fit for a screen. A session that the server ended is forgotten here.
 */
export async function call<Op extends Operation<never, never, never, never> | Operation>(
  operation: Op,
  options: CallOptions<Op> = {},
): Promise<ReplyOf<Op>> {
  try {
    return await client.call(operation, options)
  } catch (error) {
    if (error instanceof ApiProblem && error.code === 'session_ended') sessionStore.end()
    throw error
  }
}
