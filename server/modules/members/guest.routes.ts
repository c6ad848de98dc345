import { instantText } from '../../../contract/format.ts'
import * as contract from '../../../contract/guest/session.ts'
import type { Db } from '../../database/handle.ts'
import { type Route, route } from '../../http/route.ts'
import { bearerToken, type Callers } from '../../http/sessions.ts'
import { tokenHash } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Members, MemberView } from './index.ts'

export interface MemberRoutesDeps {
  db: Db
  members: Members
  callers: () => Pick<Callers, 'forget'>
  /** What each part of the house keeps about a member, by name. */
  exports: Record<string, (memberId: string) => Promise<unknown>>
  now(): number
}

export function memberRoutes({ db, members, callers, exports, now }: MemberRoutesDeps): Route[] {
  return [
    route(contract.loginGuest, async ({ body, language }) => {
      const { token, expiresAt, member, isNew } = await members.login({
        via: body.via ?? 'mini',
        code: body.code,
        language,
      })
      const { id, nickname, phoneMasked } = member
      return { token, expiresAt: instantText(expiresAt), member: { id, nickname, phoneMasked, isNew } }
    }),
    route(contract.logoutGuest, async ({ request }) => {
      const token = bearerToken(request.headers.authorization)!
      await members.endSession(tokenHash(token))
      callers().forget(token)
      return undefined
    }),
    route(contract.getMe, async ({ caller }) => meOf(await members.byId(db, caller.memberId))),
    route(contract.updateMe, async ({ caller, body }) => meOf(await members.update(caller.memberId, body))),
    route(contract.closeAccount, async ({ caller, request }) => {
      await members.closeAccount(caller.memberId)
      callers().forget(bearerToken(request.headers.authorization)!)
      return undefined
    }),
    route(contract.exportMe, async ({ caller }) => {
      const parts: Record<string, unknown> = { member: meOf(await members.byId(db, caller.memberId)) }
      for (const [name, read] of Object.entries(exports)) parts[name] = await read(caller.memberId)
      return { exportedAt: instantText(now()), parts }
    }),
    route(contract.bindPhone, async ({ caller, body }) => {
      await members.bindPhone(caller.memberId, body)
      const member = await members.byId(db, caller.memberId)
      return { phoneMasked: member!.phoneMasked! }
    }),
  ]
}

function meOf(member: MemberView | null) {
  if (!member) throw new Refusal('session_ended')
  return { ...member, joinedAt: instantText(member.joinedAt) }
}
