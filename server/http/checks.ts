import type { FastifyRequest } from 'fastify'
import type { Language } from '../../contract/format.ts'
import type { Operation } from '../../contract/operation.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Clock } from '../ports/clock.ts'
import type { Admission, CountedRule } from './admission.ts'
import { clientAddressOf } from './client-address.ts'
import { languageOf } from './language.ts'
import type { GuestCaller, StaffCaller } from './route.ts'
import { bearerToken, type Callers, staffToken } from './sessions.ts'

/** What the checks have found out about a request. */
export interface Checked {
  language: Language
  address: string
  caller: GuestCaller | StaffCaller | null
  started: number
}

declare module 'fastify' {
  interface FastifyRequest {
    checked: Checked
  }
}

export interface ChecksOptions {
  callers: Callers
  admission: Admission
  clock: Clock
  /** Sandbox calls exist only there. */
  sandbox: boolean
}

const keyForm = /^[A-Za-z0-9_-]{1,64}$/

/** What every request has, before anything is asked of it. */
export function firstLook(request: FastifyRequest, trusted: ReadonlySet<string>): Checked {
  return {
    language: languageOf(request.headers['accept-language']),
    address: clientAddressOf(request.raw, trusted),
    caller: null,
    started: performance.now(),
  }
}

/**
 * Everything before the body is read: how often, who, CSRF, permission, request key. Without a turn of the event loop
 * where the guest is known.
 */
export function check(
  options: ChecksOptions,
  operation: Operation,
  rules: readonly CountedRule[],
  request: FastifyRequest,
  done: (error?: Error) => void,
): void {
  try {
    const { headers, checked } = request
    if (operation.who === 'sandbox' && !options.sandbox) throw new Refusal('not_found')
    const token = tokenOf(operation, headers)
    options.admission.admit(rules, { address: checked.address, token }, options.clock.now())
    const caller =
      operation.who === 'staff' ? options.callers.staff(token) : guestBehind(options.callers, operation, token)
    const finish = (known: GuestCaller | StaffCaller | null) => {
      checked.caller = known
      if (operation.who === 'staff') refuseStaff(operation, request, known as StaffCaller)
      if (operation.idempotent && !keyForm.test(String(headers['idempotency-key'] ?? '')))
        throw new Refusal('idempotency_key_missing')
    }
    if (caller instanceof Promise) {
      caller.then(finish).then(() => done(), done)
    } else {
      finish(caller)
      done()
    }
  } catch (error) {
    done(error as Error)
  }
}

/** WeChat and the sandbox have no session: what stands in their headers is not looked at. */
function tokenOf({ who }: Operation, headers: FastifyRequest['headers']): string | null {
  if (who === 'staff') return staffToken(headers.cookie)
  if (who === 'wechat' || who === 'sandbox') return null
  return bearerToken(headers.authorization)
}

/** A token must be good wherever it is shown; without one a guest's own calls are refused. */
function guestBehind(
  callers: Callers,
  operation: Operation,
  token: string | null,
): GuestCaller | null | Promise<GuestCaller> {
  if (token !== null) return callers.knownGuest(token) ?? callers.guest(token)
  if (operation.who === 'guest') throw new Refusal('login_required')
  return null
}

function refuseStaff(operation: Operation, request: FastifyRequest, caller: StaffCaller): void {
  if (operation.method !== 'GET' && request.headers['x-csrf-token'] !== caller.csrfToken)
    throw new Refusal('csrf_failed')
  if (operation.permission && !caller.permissions.has(operation.permission)) throw new Refusal('forbidden')
}
