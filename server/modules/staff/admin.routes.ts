import * as contract from '../../../contract/admin/session.ts'
import { type Route, route, type StaffCaller } from '../../http/route.ts'
import { staffCookie, staffToken } from '../../http/sessions.ts'
import { tokenHash } from '../../kernel/ids.ts'
import type { Staff } from './index.ts'
import { staffAbsoluteMs } from './staff.ts'

/** `secure`: the site is served over https, so the cookie never travels without it. */
export function staffRoutes({ staff, secure }: { staff: Staff; secure: boolean }): Route[] {
  const cookie = (value: string, maxAgeSeconds: number) =>
    `${staffCookie}=${value}; Path=/api/admin; HttpOnly; SameSite=Strict; Max-Age=${maxAgeSeconds}${secure ? '; Secure' : ''}`
  return [
    route(contract.signInStaff, async ({ body, clientAddress, reply }) => {
      const { token } = await staff.signIn({ ...body, totp: body.totp, address: clientAddress })
      const caller = await staff.callerOfSession(tokenHash(token))
      reply.header('set-cookie', cookie(token, staffAbsoluteMs / 1000))
      return sessionOf(caller!)
    }),
    route(contract.getStaffSession, async ({ caller }) => sessionOf(caller)),
    route(contract.signOutStaff, async ({ request, reply }) => {
      await staff.signOut(tokenHash(staffToken(request.headers.cookie)!))
      reply.header('set-cookie', cookie('', 0))
      return undefined
    }),
  ]
}

function sessionOf(caller: StaffCaller) {
  return {
    csrfToken: caller.csrfToken,
    staff: {
      id: caller.staffId,
      name: caller.name,
      roles: [...caller.roles],
      permissions: [...caller.permissions],
      hotelIds: caller.hotelIds,
    },
  }
}
