import type { Operation } from '../../contract/operation.ts'
import { Refusal } from '../kernel/refusal.ts'
import { gcra, type Limit } from './gcra.ts'

/** Counts by what: the client's address, or the session's token. */
export interface AdmissionRule {
  name: string
  matches(operation: Operation): boolean
  by: 'address' | 'token'
  limit: Limit
}

const perSecond = (rate: number, burst: number): Limit => ({ everyMs: 1000 / rate, burst })
const perMinute = (rate: number, burst: number): Limit => ({ everyMs: 60_000 / rate, burst })

/**
 * Who may ask how often. A hotel's guests share one address, so limits by address are wide and only throttle; what a
 * person does is counted by their token.
 */
export const admissionRules: readonly AdmissionRule[] = [
  { name: 'sign-in', matches: ({ id }) => id === 'signInStaff', by: 'address', limit: perMinute(30, 20) },
  { name: 'login', matches: ({ id }) => id === 'loginGuest', by: 'address', limit: perSecond(20, 100) },
  { name: 'notices', matches: ({ who }) => who === 'wechat', by: 'address', limit: perSecond(500, 1000) },
  {
    name: 'writes',
    matches: ({ who, method }) => who === 'guest' && method !== 'GET',
    by: 'token',
    limit: perSecond(3, 30),
  },
  {
    name: 'guest',
    matches: ({ who }) => who === 'guest' || who === 'maybe-guest',
    by: 'token',
    limit: perSecond(20, 80),
  },
  { name: 'staff', matches: ({ who }) => who === 'staff', by: 'token', limit: perSecond(30, 150) },
  // Every made-up token counts as somebody new above, so that only the address bounds how many are looked up.
  {
    name: 'crowd',
    matches: ({ who }) => who === 'guest' || who === 'staff',
    by: 'address',
    limit: perSecond(300, 1_000),
  },
  {
    name: 'public',
    matches: ({ who }) => who === 'anyone' || who === 'maybe-guest',
    by: 'address',
    limit: perSecond(100, 400),
  },
]

const keysAtMost = 100_000

export interface Admission {
  /** Throws `too_many_requests` with the seconds to wait. The rules of an operation are looked up once. */
  rulesFor(operation: Operation): readonly AdmissionRule[]
  admit(rules: readonly AdmissionRule[], who: { address: string; token: string | null }, now: number): void
}

/** Counts in this process's memory, bounded: beyond 100,000 keys the oldest are forgotten. Off: everybody is let in. */
export function createAdmission({
  limits,
  table = admissionRules,
}: {
  limits: 'on' | 'off'
  table?: readonly AdmissionRule[]
}): Admission {
  const due = new Map<string, number>()
  return {
    rulesFor: (operation) => (limits === 'off' ? [] : table.filter((rule) => rule.matches(operation))),
    admit(rules, who, now) {
      for (const rule of rules) {
        const subject = rule.by === 'token' ? (who.token ?? who.address) : who.address
        const key = `${rule.name} ${subject}`
        const verdict = gcra(rule.limit, due.get(key), now)
        if ('waitMs' in verdict) {
          throw new Refusal('too_many_requests', { retryAfterSeconds: Math.max(1, Math.ceil(verdict.waitMs / 1000)) })
        }
        due.delete(key)
        due.set(key, verdict.dueAt)
        if (due.size > keysAtMost) due.delete(due.keys().next().value!)
      }
    },
  }
}
