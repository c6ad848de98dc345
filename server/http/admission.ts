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
  { name: 'reveal', matches: ({ id }) => id === 'revealMemberPhone', by: 'token', limit: perMinute(10, 10) },
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

/** A rule with what it has counted: when the next call of each subject is on schedule. */
export interface CountedRule extends AdmissionRule {
  recent: Map<string, Schedule>
  before: Map<string, Schedule>
}

/** Written in place: counting a call of somebody known makes nothing new. */
interface Schedule {
  dueAt: number
}

export interface Admission {
  /** The rules of an operation are looked up once. */
  rulesFor(operation: Operation): readonly CountedRule[]
  /** Throws `too_many_requests` with the seconds to wait. */
  admit(rules: readonly CountedRule[], who: { address: string; token: string | null }, now: number): void
}

/**
 * Counts in this process's memory, bounded by two generations: whoever has not called while 50,000 others came is
 * forgotten. Off: everybody is let in.
 */
export function createAdmission({
  limits,
  table = admissionRules,
}: {
  limits: 'on' | 'off'
  table?: readonly AdmissionRule[]
}): Admission {
  const counted = table.map((rule): CountedRule => ({ ...rule, recent: new Map(), before: new Map() }))
  let recentKeys = 0

  function scheduleOf(rule: CountedRule, subject: string): Schedule {
    const known = rule.recent.get(subject)
    if (known) return known
    if (recentKeys >= keysAtMost / 2) forgetOldest()
    const schedule = rule.before.get(subject) ?? { dueAt: 0 }
    rule.recent.set(subject, schedule)
    recentKeys += 1
    return schedule
  }

  function forgetOldest(): void {
    for (const rule of counted) {
      rule.before = rule.recent
      rule.recent = new Map()
    }
    recentKeys = 0
  }

  return {
    rulesFor: (operation) => (limits === 'off' ? [] : counted.filter((rule) => rule.matches(operation))),
    admit(rules, who, now) {
      for (const rule of rules) {
        const schedule = scheduleOf(rule, rule.by === 'token' ? (who.token ?? who.address) : who.address)
        const verdict = gcra(rule.limit, schedule.dueAt, now)
        if ('waitMs' in verdict) {
          throw new Refusal('too_many_requests', { retryAfterSeconds: Math.max(1, Math.ceil(verdict.waitMs / 1000)) })
        }
        schedule.dueAt = verdict.dueAt
      }
    },
  }
}
