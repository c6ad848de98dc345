import { LRUCache } from 'lru-cache'
import { tokenHash } from '../kernel/ids.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { GuestCaller, Sessions, StaffCaller } from './route.ts'

/** How long a process believes a guest session it has looked up. Staff sessions are looked up at every call. */
const believedMs = 2_000
const keptAtMost = 20_000
const tokenForm = /^[A-Za-z0-9_-]{20,128}$/

export const staffCookie = 'yizhan_staff'

/** The bearer token of a call, or null; a malformed one is a session that ended. */
export function bearerToken(header: string | undefined): string | null {
  if (header === undefined) return null
  const token = header.startsWith('Bearer ') ? header.slice(7) : ''
  if (!tokenForm.test(token)) throw new Refusal('session_ended')
  return token
}

/** The session cookie of the admin web, or null. */
export function staffToken(cookieHeader: string | undefined): string | null {
  for (const part of (cookieHeader ?? '').slice(0, 4000).split(';')) {
    const [name, value = ''] = part.trim().split('=')
    if (name === staffCookie) return tokenForm.test(value) ? value : null
  }
  return null
}

/** Looks callers up by their tokens, guests with a short memory. */
export function createCallers(sessions: Sessions) {
  const guests = new LRUCache<string, GuestCaller>({ max: keptAtMost, ttl: believedMs })
  return {
    /** At once when this process knows the token, so that the hot path stays synchronous. */
    knownGuest: (token: string): GuestCaller | undefined => guests.get(token),
    async guest(token: string): Promise<GuestCaller> {
      const caller = guests.get(token) ?? (await sessions.guest(tokenHash(token)))
      if (!caller) throw new Refusal('session_ended')
      guests.set(token, caller)
      return caller
    },
    /** For a sign-out in this process. */
    forget: (token: string) => guests.delete(token),
    async staff(token: string | null): Promise<StaffCaller> {
      const caller = token === null ? null : await sessions.staff(tokenHash(token))
      if (!caller) throw new Refusal(token === null ? 'login_required' : 'session_ended')
      return caller
    },
  }
}

export type Callers = ReturnType<typeof createCallers>
