import * as contract from '../../../contract/admin/session.ts'
import { instantText } from '../../../contract/format.ts'
import { type Call, type Route, route } from '../../http/route.ts'
import { staffCookie, staffToken } from '../../http/sessions.ts'
import { tokenHash } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Staff, StaffCaller } from './index.ts'
import { staffAbsoluteMs } from './staff.ts'

/** One's own session and account. `secure`: the site is served over https, so the cookie never travels without it. */
export function staffSessionRoutes({ staff, secure }: { staff: Staff; secure: boolean }): Route[] {
  const cookie = (value: string, maxAgeSeconds: number) =>
    `${staffCookie}=${value}; Path=/api/admin; HttpOnly; SameSite=Strict; Max-Age=${maxAgeSeconds}${secure ? '; Secure' : ''}`
  const callerBehind = async (hash: string) => {
    const caller = await staff.callerOfSession(hash)
    if (!caller) throw new Refusal('session_ended')
    return caller
  }
  return [
    route(contract.signInStaff, async ({ body, clientAddress, reply }) => {
      const { token } = await staff.signIn({ ...body, totp: body.totp, address: clientAddress })
      const caller = await callerBehind(tokenHash(token))
      reply.header('set-cookie', cookie(token, staffAbsoluteMs / 1000))
      return sessionOf(caller)
    }),
    route(contract.getStaffSession, async ({ request }) => sessionOf(await callerBehind(hashIn(request)))),
    route(contract.signOutStaff, async ({ request, reply }) => {
      await staff.signOut(hashIn(request))
      reply.header('set-cookie', cookie('', 0))
      return undefined
    }),
    route(contract.changeOwnPassword, async (call) => {
      await staff.changeOwnPassword(ownIn(call), call.body)
      return undefined
    }),
    route(contract.startOwnTotp, async (call) => {
      const { confirmBefore, ...secret } = await staff.startOwnTotp(ownIn(call), call.body)
      return { ...secret, confirmBefore: instantText(confirmBefore) }
    }),
    route(contract.confirmOwnTotp, async (call) => {
      await staff.confirmOwnTotp(ownIn(call), call.body)
      return undefined
    }),
    route(contract.dropOwnTotp, async (call) => {
      await staff.dropOwnTotp(ownIn(call), call.body)
      return undefined
    }),
  ]
}

type StaffCall = Pick<Call<typeof contract.getStaffSession>, 'caller' | 'request' | 'clientAddress'>

function ownIn({ caller, request, clientAddress }: StaffCall) {
  return { staffId: caller.staffId, tokenHash: hashIn(request), address: clientAddress }
}

function hashIn(request: StaffCall['request']): string {
  return tokenHash(staffToken(request.headers.cookie)!)
}

function sessionOf(caller: StaffCaller) {
  return {
    csrfToken: caller.csrfToken,
    staff: {
      id: caller.staffId,
      username: caller.username,
      name: caller.name,
      roles: caller.roles.map(({ role, hotelId }) => ({ role, hotelId })),
      permissions: [...caller.permissions],
      hotelIds: caller.hotelIds,
      hasTotp: caller.hasTotp,
      mustChangePassword: caller.mustChangePassword,
    },
  }
}
