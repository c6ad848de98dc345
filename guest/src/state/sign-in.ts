import { call, calls } from '../api/call.ts'
import { NotRecognised } from '../api/failure.ts'
import { forgetAnswers } from '../api/use-call.ts'
import { loginCode, returnedCode } from '../platform/login'
import { forgetBookings } from './bookings.ts'
import { forgetFavourites } from './favourites.ts'
import { keep } from './kept.ts'
import { type Member, sessionStore } from './session.ts'

let signing: Promise<Member> | undefined
/** Why the sign-in that this page came back from WeChat with did not end. */
let inVain: unknown = null

/**
 * Signs the guest in with WeChat, once at a time. Silent in the mini-program; on the web inside WeChat the browser leaves
 * and comes back, so nothing after it runs: keep what must survive first. Throws `NeedsWeChat`, `Unreachable`, or the
 * refusals `login_code_invalid` and `login_blocked`.
 */
export function signIn(): Promise<Member> {
  const { token, member } = sessionStore.get()
  if (token && member) return Promise.resolve(member)
  return once(async () => enter(await loginCode()))
}

/** Ends the sign-in that the page came back from; what fails is thrown by `signingIn`. */
export function finishSignIn(): void {
  const returned = returnedCode()
  if (returned === 'unusable') inVain = new NotRecognised()
  if (!returned || returned === 'unusable') return
  once(() => enter(returned)).catch((error: unknown) => {
    inVain = error
  })
}

/**
 * Waits for a sign-in that is under way; null when none is. Throws why the one that the page came back with failed: it
 * takes a tap to go to WeChat again, or the browser would go round for ever.
 */
export async function signingIn(): Promise<Member | null> {
  const member = (await signing?.catch(() => null)) ?? null
  if (!member && inVain !== null) throw inVain
  return member
}

/** Signs out here, and at the server when it can be reached. */
export async function signOut(): Promise<void> {
  try {
    await call(calls.logoutGuest)
  } finally {
    forgetMember()
  }
}

/** Leaves nothing of the member on the device but that they left. */
export function forgetMember(): void {
  sessionStore.set({ token: null, member: null, ended: false, left: true })
  forgetAnswers()
  forgetBookings()
  forgetFavourites()
  keep('invoice-titles-1', null)
}

/** Puts what changed of the member, after binding a phone or changing the name. */
export function putMember(change: Partial<Member>): void {
  const session = sessionStore.get()
  if (session.member) sessionStore.set({ ...session, member: { ...session.member, ...change } })
}

async function enter(given: { code: string; via: 'mini' | 'web' }): Promise<Member> {
  const { token, member } = await call(calls.loginGuest, { body: given })
  sessionStore.set({ token, member, ended: false, left: false, joined: member.isNew })
  return member
}

function once(start: () => Promise<Member>): Promise<Member> {
  signing ??= start().finally(() => {
    signing = undefined
  })
  return signing
}
